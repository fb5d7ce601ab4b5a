package org.cityarchive.core.account;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.cityarchive.core.account.AccountCommand.OpenAccount;
import org.cityarchive.core.account.AccountEvent.AccountOpened;
import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Law;
import org.cityarchive.core.law.Recorded;
import org.jspecify.annotations.Nullable;

/** Which accounts the register takes: each once, under whatever name it comes again. */
final class AccountLaw implements Law<AccountCommand, AccountLaw.Register> {

    /** Which alias stands for which account. */
    record Register(Map<Alias, AccountOpened> aliases) {
        Register with(AccountOpened opened) {
            var all = new HashMap<>(aliases);
            all.put(Alias.of(opened.platform(), opened.handle()), opened);
            if (opened.platformId() != null) {
                all.put(Alias.of(opened.platform(), opened.platformId()), opened);
            }
            return new Register(Map.copyOf(all));
        }

        @Nullable
        AccountOpened of(String platform, String name) {
            return aliases.get(Alias.of(platform, name));
        }
    }

    @Override
    public Boundary boundary(AccountCommand command) {
        return switch (command) {
            // all of them: an account already there may stand under any id
            case OpenAccount _ -> new Boundary(0, List.of(new Boundary.Read(Set.of(), Set.of(AccountOpened.class))));
        };
    }

    @Override
    public Register initially(AccountCommand command) {
        return new Register(Map.of());
    }

    @Override
    public Register evolve(Register state, Recorded<?> fact) {
        return fact.fact() instanceof AccountOpened opened ? state.with(opened) : state;
    }

    @Override
    public Decision decide(AccountCommand command, Register now) {
        return switch (command) {
            case OpenAccount open -> open(open, now);
        };
    }

    private static Decision open(OpenAccount open, Register now) {
        var byHandle = now.of(open.platform(), open.handle());
        var id = open.platformId();
        var byId = id == null ? null : now.of(open.platform(), id);
        if (id != null && byHandle != null && isOfAnother(byHandle, byId)) {
            return new Decision.Refused(new AccountRefusal.AliasOfAnother(open.platform(), open.handle(), byHandle.account()));
        }
        if (byHandle != null || byId != null) {
            return Decision.Accepted.of();
        }
        return Decision.Accepted
                .of(new AccountOpened(open.account(), open.platform(), open.handle(), id, open.via(), open.via() == Via.IMPORT));
    }

    /** A handle that moved on to another platform id is another account, which must not be mixed into the first. */
    private static boolean isOfAnother(AccountOpened byHandle, @Nullable AccountOpened byId) {
        return byId == null ? byHandle.platformId() != null : !byId.account().equals(byHandle.account());
    }
}
