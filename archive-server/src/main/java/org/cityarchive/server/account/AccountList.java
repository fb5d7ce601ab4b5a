package org.cityarchive.server.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.FacetCount;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.server.account.AccountRegister.Entry;
import org.cityarchive.server.account.AccountRegister.State;
import org.cityarchive.server.account.NamedByImports.Named;
import org.cityarchive.server.home.NeedsYou;
import org.cityarchive.server.home.NeedsYou.Alarm;
import org.cityarchive.server.home.Watch;
import org.cityarchive.server.people.WhoCan;
import org.cityarchive.server.security.Grants;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.PageAddress;
import org.jspecify.annotations.Nullable;

/** The register as people look at it: by what was said of each account, with what is kept of it. */
final class AccountList implements Watch {
    private final AccountRegister register;
    private final RecordSearch search;
    private final WhoCan whoCan;
    private final CityTimes times;
    private final NamedByImports named;
    private final SeenByCapture seen;

    AccountList(AccountRegister register, RecordSearch search, WhoCan whoCan, CityTimes times, NamedByImports named,
            SeenByCapture seen) {
        this.named = named;
        this.seen = seen;
        this.register = register;
        this.search = search;
        this.whoCan = whoCan;
        this.times = times;
    }

    /** Which part of the register is shown. */
    enum Shown {
        ALL("All"), CONFIRMED("Confirmed"), AWAITED("Waits for your word"), UNKNOWN("Not in the register"), REFUSED(
                "Not the city’s");

        private final String words;

        Shown(String words) {
            this.words = words;
        }
    }

    /** A part of the register with how much it holds. */
    record Tab(String words, long count, String href, boolean chosen) {}

    /**
     * An account with what is kept of it.
     *
     * @param href its page
     * @param records how many, which {@code recordsHref} lists
     * @param seen when anything of it was last seen; null: never, or before the archive kept that
     */
    record Row(Entry entry, String href, long records, String recordsHref, @Nullable Instant seen) {}

    List<Tab> tabs(Shown chosen) {
        var tabs = new ArrayList<Tab>();
        for (var shown : Shown.values()) {
            long count = (long) rows(shown, register.all()).size()
                    + (shown == Shown.REFUSED ? register.declined().size() : shown == Shown.UNKNOWN ? unknown().size() : 0);
            var state = shown == Shown.ALL ? null : shown.name().toLowerCase(Locale.ROOT);
            tabs.add(new Tab(shown.words, count, PageAddress.of("/account").with("state", state).toString(), shown == chosen));
        }
        return tabs;
    }

    List<Row> rows(Shown shown) {
        var counts = counts();
        var last = seen.last();
        return rows(shown, register.all()).stream().map(entry -> row(entry, counts, last)).toList();
    }

    Row row(Entry entry) {
        return row(entry, counts(), seen.last());
    }

    String whoCan() {
        return whoCan.in(Grants.REGISTER);
    }

    private static List<Entry> rows(Shown shown, List<Entry> all) {
        return all.stream().filter(entry -> switch (shown) {
            case ALL -> true;
            case CONFIRMED -> entry.state() == State.CONFIRMED;
            case AWAITED -> entry.state() == State.AWAITED;
            case UNKNOWN -> false;
            case REFUSED -> entry.state() == State.DISOWNED;
        }).toList();
    }

    private static Row row(Entry entry, Map<String, Long> counts, Map<AccountId, Instant> seen) {
        var id = entry.account().toString();
        return new Row(entry, "/account/" + id, counts.getOrDefault(id, 0L),
                PageAddress.of("/search").with("q", "account:" + id).toString(), seen.get(entry.account()));
    }

    /** Accounts that imports named, that the register does not know and that nobody declined. */
    List<Named> unknown() {
        var declined = register.declined().stream().map(AccountRegister.Declined::alias).collect(Collectors.toSet());
        return named.all().stream()
                .filter(one -> !declined.contains(one.alias()) && register.resolve(one.platform(), one.handle()).isEmpty())
                .toList();
    }

    /** Lines of an account that were set aside before it came into the register; empty while nobody said that it is the city's. */
    Optional<Named> waiting(Entry entry) {
        return entry.state() == State.DISOWNED
                ? Optional.empty()
                : named.all().stream().filter(one -> register.resolve(one.platform(), one.handle())
                        .filter(found -> found.account().equals(entry.account())).isPresent()).findFirst();
    }

    /** Records by account, all of one moment. */
    private Map<String, Long> counts() {
        var everything = new Search(new RecordQuery.Everything(), Sort.NEWEST, 1, null, null, null, true);
        return search.search(everything).facets().getOrDefault("account", List.of()).stream()
                .collect(Collectors.toMap(FacetCount::value, FacetCount::count, Long::sum));
    }

    @Override
    public String what() {
        return "accounts";
    }

    @Override
    public List<NeedsYou> look(Actor actor) {
        var needs = new ArrayList<NeedsYou>();
        boolean may = Grants.REGISTER.contains(actor.role());
        var unknown = unknown();
        if (!unknown.isEmpty()) {
            long lines = unknown.stream().mapToLong(Named::lines).sum();
            needs.add(new NeedsYou(Alarm.LAW, unknown.size(), "question-circle",
                    unknown.size() == 1 ? "Account not in the register" : "Accounts not in the register",
                    String.format(Locale.US, "Imports set %,d %s aside until %s whose %s.", lines,
                            lines == 1 ? "line" : "lines", may ? "you say" : whoCan() + " can say",
                            unknown.size() == 1 ? "it is" : "they are"),
                    null, unknown.size() == 1 ? "See account" : "See accounts", "/account?state=unknown").ifTheirs(may));
        }
        var awaited = rows(Shown.AWAITED, register.all());
        if (!awaited.isEmpty()) {
            needs.add(awaited(awaited, may).ifTheirs(may));
        }
        return needs;
    }

    private NeedsYou awaited(List<Entry> awaited, boolean may) {
        var oldest = awaited.stream().map(Entry::openedAt).min(Instant::compareTo).orElseThrow();
        boolean one = awaited.size() == 1;
        return new NeedsYou(Alarm.LAW, awaited.size(), "broadcast",
                (one ? "Account waits for " : "Accounts wait for ") + (may ? "your word" : "a word"),
                named(awaited) + ": an import brought " + (one ? "it. " : "them. ") + (may ? "Say" : whoCan() + " can say")
                        + " whether the city owns " + (one ? "it." : "them."),
                "since " + times.day(oldest), one ? "See account" : "See accounts", "/account?state=awaited");
    }

    private static String named(List<Entry> some) {
        int shown = Math.min(3, some.size());
        var names = some.subList(0, shown).stream().map(Entry::name).collect(Collectors.joining(", "));
        return some.size() > shown ? names + " and " + (some.size() - shown) + " more" : names;
    }
}
