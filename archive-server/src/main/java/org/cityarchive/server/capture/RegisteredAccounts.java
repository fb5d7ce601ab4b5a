package org.cityarchive.server.capture;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.cityarchive.core.account.AccountCommand.OpenAccount;
import org.cityarchive.core.account.AccountEvent.AccountOpened;
import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.account.AccountRefusal;
import org.cityarchive.core.account.Alias;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Refusal;
import org.cityarchive.ingest.adapter.Owner;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.account.AliasDigests;
import org.cityarchive.server.vault.SealedText;

/** Imports' way to the register. What was opened here is known at once, before the register's table has it. */
public final class RegisteredAccounts implements ImportAccounts {
    private final AccountRegister register;
    private final Archive archive;
    private final ConcurrentMap<Alias, AccountId> opened = new ConcurrentHashMap<>();

    private final AliasDigests digests;
    private final SealedText sealed;

    public RegisteredAccounts(AccountRegister register, Archive archive, AliasDigests digests, SealedText sealed) {
        this.register = register;
        this.archive = archive;
        this.digests = digests;
        this.sealed = sealed;
    }

    @Override
    public Optional<AccountId> resolve(String platform, List<String> names) {
        for (var name : names) {
            var known = opened.get(Alias.of(platform, name));
            if (known != null) {
                return Optional.of(known);
            }
        }
        return names.stream().flatMap(name -> register.resolve(platform, name).stream()).map(AccountRegister.Entry::account)
                .findFirst();
    }

    @Override
    public Optional<Refusal> barred(Owner owner) {
        boolean disowned = owner.names().stream().flatMap(name -> register.resolve(owner.platform(), name).stream()).findFirst()
                .filter(entry -> entry.state() == AccountRegister.State.DISOWNED).isPresent();
        return disowned || isDeclined(owner)
                ? Optional.of(new AccountRefusal.NotTheCitys(owner.platform()))
                : Optional.empty();
    }

    private boolean isDeclined(Owner owner) {
        var alias = digests.of(owner.platform(), owner.handle());
        return register.declined().stream().anyMatch(declined -> declined.alias().equals(alias));
    }

    @Override
    public Unknown unknown(Owner owner) {
        return UnknownNames.unknown(digests.of(owner.platform(), owner.handle()), owner, sealed);
    }

    @Override
    public Opened open(Owner owner, Attribution by) {
        var command = new OpenAccount(new AccountId(UUID.randomUUID()), owner.platform(), owner.handle(), owner.id(), Via.IMPORT,
                owner.names().stream().map(name -> digests.of(owner.platform(), name)).toList(), null);
        return switch (archive.send(command, by).decision()) {
            case Decision.Refused refused -> new No(refused.refusal());
            case Decision.Outdated outdated -> throw new Failure.StoreBusy(outdated.what());
            case Decision.Accepted accepted -> stands(owner, accepted);
        };
    }

    private Stands stands(Owner owner, Decision.Accepted accepted) {
        for (var fact : accepted.facts()) {
            if (fact instanceof AccountOpened account) {
                owner.names().forEach(name -> opened.put(Alias.of(owner.platform(), name), account.account()));
                return new Stands(account.account());
            }
        }
        // another writer opened it; its table will show it in a moment
        return new Stands(resolve(owner.platform(), owner.names())
                .orElseThrow(() -> new Failure.StoreBusy("an account was opened that the register's table does not show yet")));
    }
}
