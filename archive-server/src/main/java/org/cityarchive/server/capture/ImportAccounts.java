package org.cityarchive.server.capture;

import java.util.List;
import java.util.Optional;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Refusal;
import org.cityarchive.ingest.adapter.Owner;

/** The register of accounts, as an import needs it. */
public interface ImportAccounts {

    /** The account that one of these names stands for. */
    Optional<AccountId> resolve(String platform, List<String> names);

    /** Enters an account that the register does not know; approval is awaited. */
    Opened open(Owner owner, Attribution by);

    /** What came of it. */
    sealed interface Opened {}

    /** It stands in the register now. */
    record Stands(AccountId account) implements Opened {}

    /** The register said no. */
    record No(Refusal refusal) implements Opened {}
}
