package org.cityarchive.server.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.cityarchive.core.account.AccountEvent;
import org.cityarchive.core.account.AccountEvent.AccountConfirmed;
import org.cityarchive.core.account.AccountEvent.AccountDeclined;
import org.cityarchive.core.account.AccountEvent.AccountDescribed;
import org.cityarchive.core.account.AccountEvent.AccountDisowned;
import org.cityarchive.core.account.AccountEvent.AccountOpened;
import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.people.ActorNames;
import org.cityarchive.server.people.ActorNames.Known;
import org.cityarchive.server.store.FactReader;
import org.jspecify.annotations.Nullable;

/** What happened to an account in the register: every fact, the last first. */
final class AccountHistory {
    private final FactReader facts;
    private final AccountWords words;
    private final ActorNames names;

    AccountHistory(FactReader facts, AccountWords words, ActorNames names) {
        this.facts = facts;
        this.words = words;
        this.names = names;
    }

    /**
     * A fact in words.
     *
     * @param by who, in which role then
     * @param said what was written with it; null where nothing was
     */
    record Told(long position, Instant at, String title, String by, @Nullable String said, String icon, String tone) {}

    List<Told> of(AccountId account) {
        var told = new ArrayList<Told>();
        var known = names.now();
        facts.tagged("account", List.of(account.toString()), Long.MAX_VALUE).values().forEach(all -> all.forEach(recorded -> {
            if (recorded.fact() instanceof AccountEvent fact) {
                told.add(told(fact, recorded, known));
            }
        }));
        return told.reversed();
    }

    private Told told(AccountEvent fact, Recorded<?> recorded, Known names) {
        return switch (fact) {
            case AccountOpened opened -> told(recorded, names,
                    opened.via() == Via.IMPORT ? "Brought by an import" : "Entered into the register",
                    opened.approvalAwaited() ? "A person must still say that the city owns it." : null, "plus-lg", "captured");
            case AccountDescribed described ->
                told(recorded, names, "Described", described(words.of(described.words())), "pencil", "edited");
            case AccountConfirmed _ -> told(recorded, names, "Confirmed as the city’s", null, "check-lg", "captured");
            case AccountDisowned disowned -> told(recorded, names, "Said not to be the city’s",
                    words.of(disowned.words()).get("reason"), "x-lg", "deleted");
            case AccountDeclined declined ->
                told(recorded, names, "Declined", words.of(declined.words()).get("reason"), "x-lg", "deleted");
        };
    }

    private static Told told(Recorded<?> recorded, Known names, String title, @Nullable String said, String icon, String tone) {
        return new Told(recorded.position(), recorded.at(), title, by(recorded, names), said, icon, tone);
    }

    private static @Nullable String described(Map<String, String> said) {
        var parts = new ArrayList<String>();
        for (var name : List.of("name", "owner", "purpose")) {
            var text = said.get(name);
            if (text != null) {
                parts.add(name + ": " + text);
            }
        }
        return parts.isEmpty() ? null : String.join(" · ", parts);
    }

    private static String by(Recorded<?> recorded, Known names) {
        var by = recorded.by();
        return names.of(by.actor()) + ", " + names.role(by.actor(), by.role());
    }
}
