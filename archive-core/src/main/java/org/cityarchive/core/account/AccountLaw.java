package org.cityarchive.core.account;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.account.AccountCommand.ConfirmAccount;
import org.cityarchive.core.account.AccountCommand.DeclineAccount;
import org.cityarchive.core.account.AccountCommand.DescribeAccount;
import org.cityarchive.core.account.AccountCommand.DisownAccount;
import org.cityarchive.core.account.AccountCommand.OpenAccount;
import org.cityarchive.core.account.AccountEvent.AccountConfirmed;
import org.cityarchive.core.account.AccountEvent.AccountDeclined;
import org.cityarchive.core.account.AccountEvent.AccountDescribed;
import org.cityarchive.core.account.AccountEvent.AccountDisowned;
import org.cityarchive.core.account.AccountEvent.AccountOpened;
import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Law;
import org.cityarchive.core.law.Recorded;
import org.jspecify.annotations.Nullable;

/** Which accounts the register takes: each once, under whatever name it comes again; and that a person's word decides whose they are. */
final class AccountLaw implements Law<AccountCommand, AccountLaw.Register> {

    /** Whose an account is, as far as a person said. */
    enum Word {
        AWAITED, CITYS, NOT_CITYS
    }

    /**
     * Which alias stands for which account, what was said of each, and which aliases were declined. Filled while the facts of one decision
     * are folded, and seen by nobody else: a copy for each account would make the thousandth a thousand times as dear as the first.
     */
    static final class Register {
        private final Map<Alias, AccountOpened> aliases = new HashMap<>();
        private final Map<AccountId, Word> words = new HashMap<>();
        private final Set<UUID> declined = new HashSet<>();

        private Register with(AccountOpened opened) {
            aliases.put(Alias.of(opened.platform(), opened.handle()), opened);
            if (opened.platformId() != null) {
                aliases.put(Alias.of(opened.platform(), opened.platformId()), opened);
            }
            return said(opened.account(), opened.approvalAwaited() ? Word.AWAITED : Word.CITYS);
        }

        private Register said(AccountId account, Word word) {
            words.put(account, word);
            return this;
        }

        private Register without(UUID alias) {
            declined.add(alias);
            return this;
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
            case OpenAccount _,DeclineAccount _ -> new Boundary(0,
                    List.of(new Boundary.Read(Set.of(), Set.of(AccountOpened.class, AccountDeclined.class))));
            case DescribeAccount _,ConfirmAccount _,DisownAccount _ -> new Boundary(0,
                    List.of(new Boundary.Read(Set.of(new Boundary.Tagged("account", command.account().toString())),
                            Set.of(AccountOpened.class, AccountConfirmed.class, AccountDisowned.class))));
        };
    }

    @Override
    public Register initially(AccountCommand command) {
        return new Register();
    }

    @Override
    public Register evolve(Register state, Recorded<?> fact) {
        return switch (fact.fact()) {
            case AccountOpened opened -> state.with(opened);
            case AccountConfirmed confirmed -> state.said(confirmed.account(), Word.CITYS);
            case AccountDisowned disowned -> state.said(disowned.account(), Word.NOT_CITYS);
            case AccountDeclined declined -> state.without(declined.alias());
            default -> state;
        };
    }

    @Override
    public Decision decide(AccountCommand command, Register now) {
        return switch (command) {
            case OpenAccount open -> open(open, now);
            case DeclineAccount decline -> decline(decline, now);
            case DescribeAccount _,ConfirmAccount _,DisownAccount _ when !now.words.containsKey(command.account()) ->
                new Decision.Refused(new AccountRefusal.NotRegistered(command.account()));
            case DescribeAccount describe -> Decision.Accepted.of(new AccountDescribed(describe.account(), describe.words()));
            case ConfirmAccount confirm -> confirm(confirm, now);
            case DisownAccount disown -> now.words.get(disown.account()) == Word.NOT_CITYS
                    ? Decision.Accepted.of()
                    : Decision.Accepted.of(new AccountDisowned(disown.account(), disown.words()));
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
        if (open.via() == Via.IMPORT && open.digests().stream().anyMatch(now.declined::contains)) {
            return new Decision.Refused(new AccountRefusal.NotTheCitys(open.platform()));
        }
        var opened = new AccountOpened(open.account(), open.platform(), open.handle(), id, open.via(), open.via() == Via.IMPORT);
        return described(opened, open.account(), open.words());
    }

    /** A handle that moved on to another platform id is another account, which must not be mixed into the first. */
    private static boolean isOfAnother(AccountOpened byHandle, @Nullable AccountOpened byId) {
        return byId == null ? byHandle.platformId() != null : !byId.account().equals(byHandle.account());
    }

    private static Decision confirm(ConfirmAccount confirm, Register now) {
        if (now.words.get(confirm.account()) != Word.CITYS) {
            return described(new AccountConfirmed(confirm.account()), confirm.account(), confirm.words());
        }
        var words = confirm.words();
        return words == null ? Decision.Accepted.of() : Decision.Accepted.of(new AccountDescribed(confirm.account(), words));
    }

    private static Decision described(Fact fact, AccountId account, @Nullable UUID words) {
        return words == null ? Decision.Accepted.of(fact) : Decision.Accepted.of(fact, new AccountDescribed(account, words));
    }

    private static Decision decline(DeclineAccount decline, Register now) {
        var known = now.of(decline.platform(), decline.handle());
        if (known != null) {
            return new Decision.Refused(new AccountRefusal.StandsInRegister(known.account()));
        }
        return now.declined.contains(decline.alias())
                ? Decision.Accepted.of()
                : Decision.Accepted.of(
                        new AccountDeclined(decline.account(), decline.platform(), decline.alias(), decline.words()));
    }
}
