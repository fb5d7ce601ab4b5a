package org.cityarchive.server.account;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.cityarchive.core.account.AccountCommand.OpenAccount;
import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Failure;
import org.cityarchive.server.account.AccountRegister.Entry;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;

/** Enters accounts into the register; when it returns, the register shows them. */
public final class Opening {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Archive archive;
    private final Projections projections;
    private final AccountRegister register;

    public Opening(Archive archive, Projections projections, AccountRegister register) {
        this.archive = archive;
        this.projections = projections;
        this.register = register;
    }

    /**
     * The account's entry: the one there already, else a new one.
     *
     * @throws Refused the handle or id belongs to another account
     * @throws IllegalArgumentException platform, handle or id cannot be one
     */
    public Entry open(String platform, String handle, @Nullable String platformId, Via via, Attribution by) {
        var id = new AccountId(UUID.randomUUID());
        var sent = archive.send(new OpenAccount(id, platform, handle, platformId, via), by);
        if (sent.decision() instanceof Decision.Refused refused) {
            throw new Refused(refused.refusal());
        }
        if (!projections.awaitPosition(AccountRegister.NAME, sent.position(), PATIENCE)) {
            throw new Failure.StoreBusy("the register is behind");
        }
        return register.of(id).or(() -> register.resolve(platform, handle))
                .or(() -> platformId == null ? Optional.empty() : register.resolve(platform, platformId))
                .orElseThrow(() -> new IllegalStateException("the register does not show what was opened"));
    }
}
