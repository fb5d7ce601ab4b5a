package org.cityarchive.server.capture;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

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

    /** Why nothing of an account is taken, though it is known: a person said that it is not the city's. Empty: none did. */
    default Optional<Refusal> barred(Owner owner) {
        return Optional.empty();
    }

    /** What is kept of an account that the register does not know, until a person says whose it is. */
    Unknown unknown(Owner owner);

    /**
     * An account that the register does not know.
     *
     * @param alias keyed digest of platform and handle
     * @param sealed its handle and the platform's id
     */
    record Unknown(UUID alias, String platform, byte[] sealed) {}

    /** What came of it. */
    sealed interface Opened {}

    /** It stands in the register now. */
    record Stands(AccountId account) implements Opened {}

    /** The register said no. */
    record No(Refusal refusal) implements Opened {}
}
