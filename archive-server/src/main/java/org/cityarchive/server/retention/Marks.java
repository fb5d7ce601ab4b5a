package org.cityarchive.server.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.cityarchive.core.account.AccountEvent.AccountOpened;
import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.DestructionEvent;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionEvent;
import org.cityarchive.core.hold.HoldEvent;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.policy.PolicyEvent.ProfileChosen;
import org.cityarchive.core.request.RequestEvent;
import org.cityarchive.core.retention.RetentionEvent;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.search.query.LuceneSearch;
import org.cityarchive.search.watch.ScopeWatch;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.hold.HoldScopes;
import org.cityarchive.server.retention.KeptQueries.Mark;
import org.cityarchive.server.search.SearchableRecords;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.SqlProjection;

/**
 * Which records do scopes of holds cover, and which do rules match? What is stored is found by running each new scope or rule as a query on
 * the index, what comes in by percolation, single records and threads by the facts. Marks are for lists and pages: no destruction reads
 * them. Up to which position they are computed is the projection's token.
 */
public final class Marks implements SqlProjection {
    public static final String NAME = "retention_mark-1";
    private static final long INDEX_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(10).toNanos();

    private final FactReader facts;
    private final SettledFacts settled;
    private final HoldScopes holds;
    private final RuleQueries rules;
    private final Records records;
    private final SearchableRecords readable;
    private final LuceneSearch search;
    private final KeptQueries kept;
    private final Supplier<LocalDate> today;

    /** @param today the city's day */
    public Marks(FactReader facts, HoldScopes holds, RuleQueries rules, Records records, SearchableRecords readable,
            LuceneSearch search, ScopeWatch watch, Supplier<LocalDate> today) {
        this.facts = facts;
        this.settled = new SettledFacts(facts);
        this.holds = holds;
        this.rules = rules;
        this.records = records;
        this.readable = readable;
        this.search = search;
        this.kept = new KeptQueries(watch);
        this.today = today;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends Fact>> reads() {
        return Set.of(CaptureEvent.class, AccountOpened.class, HoldEvent.class, RetentionEvent.class, RequestEvent.class,
                DispositionEvent.class, DestructionEvent.class, ProfileChosen.class);
    }

    @Override
    public List<String> tables() {
        return List.of("hold_mark", "retention_mark", "request_mark", "disposition_offer", "retention_record", "retention_anew",
                "retention_confirmed", "retention_unread");
    }

    @Override
    public boolean isOfFactsAlone() {
        return false; // whose words are whose is told by the register as it is now
    }

    @Override
    public void apply(Connection connection, List<Recorded<?>> batch) throws SQLException {
        var rows = new MarkRows(connection);
        long upTo = batch.getLast().position();
        var before = settled.at(batch.getFirst().position() - 1).retention();
        var now = settled.at(upTo);
        kept.keep(Asked.of(now.retention(), today.get(), holds, rules));
        captured(connection, rows, batch, upTo);
        var marks = KeptQueries.made(batch);
        rows.unread().stream().filter(kept::isRead).forEach(marks::add);
        for (var mark : marks) {
            stored(rows, mark, upTo);
        }
        for (var recorded : batch) {
            switch (recorded.fact()) {
                case RetentionEvent.RuleAdopted adopted when adopted.number() > 1 ->
                    rows.drop(Mark.of(new RuleVersion(adopted.rule(), adopted.number() - 1)));
                case RetentionEvent.RuleRetired retired -> {
                    var last = before.schedules().rules().get(retired.rule());
                    rows.drop(new Mark(false, retired.rule().value(), last == null ? 1 : last.number()));
                }
                case HoldEvent.HoldReleased released -> {
                    for (int number : released.scopes()) {
                        rows.anewBy(new Mark(true, released.hold().value(), number));
                    }
                }
                case RetentionEvent retention -> rows.settled(recorded, retention);
                case ProfileChosen _ -> rows.anewWhere("true");
                case RequestEvent request -> rows.asked(request);
                case DispositionEvent disposition -> disposition(rows, disposition, recorded.position());
                case DestructionEvent.RecordDestroyed gone -> {
                    rows.forget(Set.of(gone.record()));
                    rows.unoffered(gone.disposition(), gone.record());
                    rows.anew(Set.of(gone.record()));
                }
                default -> {
                    // marks nothing by itself
                }
            }
        }
    }

    /** The position up to which marks are computed. */
    static long position(Connection connection) throws SQLException {
        try (var select = connection
                .prepareStatement("select position from projection_token where projection = ? and segment = 0")) {
            select.setString(1, NAME);
            try (var row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** What is stored already, as known at the position: one query on the index. */
    private void stored(MarkRows rows, Mark mark, long upTo) throws SQLException {
        if (kept.isUnread(mark)) {
            rows.unread(mark);
            return;
        }
        rows.read(mark);
        var found = new TreeSet<RecordId>();
        var query = kept.query(mark);
        if (query.isPresent()) {
            awaitIndex(upTo);
            search.each(new ThreadsLookedUp(facts, upTo).lookedUp(query.get()), upTo, found::add);
        }
        var scope = kept.scope(mark);
        if (kept.bringsThreads(mark)) {
            found.addAll(ThreadsLookedUp.whole(List.copyOf(found), facts, upTo));
        }
        if (scope.isPresent()) {
            found.addAll(scope.get().records());
            found.addAll(ThreadsLookedUp.standing(scope.get().threads(), facts, upTo));
        }
        rows.add(mark, found);
    }

    private void awaitIndex(long position) {
        long until = System.nanoTime() + INDEX_NANOS;
        while (search.searchableUpTo() < position) {
            if (System.nanoTime() > until) {
                throw new Failure.StoreBusy("the index has not read position " + position + " yet");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** What came in, what changed, and what an account that was added makes the city's own words. */
    private void captured(Connection connection, MarkRows rows, List<Recorded<?>> batch, long upTo) throws SQLException {
        var fresh = new LinkedHashSet<RecordId>();
        var aliases = new HashSet<String>();
        for (var recorded : batch) {
            if (recorded.fact() instanceof CaptureEvent captured) {
                fresh.add(captured.record());
            } else if (recorded.fact() instanceof AccountOpened opened) {
                aliases.add(opened.handle());
                if (opened.platformId() != null) {
                    aliases.add(opened.platformId());
                }
            }
        }
        if (!aliases.isEmpty() && !kept.isEmpty()) {
            fresh.addAll(search.recordsBy(aliases));
        }
        rows.anew(fresh);
        if (!fresh.isEmpty() && !kept.isEmpty()) {
            new FreshMarks(connection, facts, records, readable, kept).mark(rows, fresh, upTo);
        }
    }

    private void disposition(MarkRows rows, DispositionEvent fact, long position) throws SQLException {
        var disposition = fact.disposition().value();
        switch (fact) {
            case DispositionEvent.DispositionProposed one -> rows.listed(disposition, one.records(), null, position);
            case DispositionEvent.NoticeServed notice -> rows.offered(disposition, notice.on());
            case DispositionEvent.MarkWithdrawn one -> {
                rows.listed(disposition, Set.of(one.record()), notice(fact, position).orElse(null), position);
                rows.anew(Set.of(one.record()));
            }
            case DispositionEvent.OfferAnswered answer -> rows.anew(Set.of(answer.record()));
            case DispositionEvent.RecordExcepted one -> {
                rows.unoffered(disposition, one.record());
                rows.anew(Set.of(one.record()));
            }
            case DispositionEvent.DispositionWithdrawn _,DispositionEvent.DispositionCompleted _ ->
                rows.unoffered(disposition);
            case DispositionEvent.RecordTransferred one -> rows.anew(Set.of(one.record()));
            case DispositionEvent.DispositionApproved _,DispositionEvent.RecordsReviewed _,DispositionEvent.DispositionSubmitted _ -> {
                // changes nothing that stands in the way
            }
        }
    }

    /** When a list was offered, up to a position. */
    private Optional<LocalDate> notice(DispositionEvent fact, long upTo) {
        return facts.tagged("disposition", List.of(fact.disposition().toString()), upTo).values().stream().flatMap(List::stream)
                .flatMap(one -> one.fact() instanceof DispositionEvent.NoticeServed notice
                        ? Stream.of(notice.on())
                        : Stream.empty())
                .findFirst();
    }
}
