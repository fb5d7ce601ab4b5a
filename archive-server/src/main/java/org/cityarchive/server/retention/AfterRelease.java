package org.cityarchive.server.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.Candidate;
import org.cityarchive.core.disposition.Judged;
import org.cityarchive.core.hold.HoldEvent.HoldReleased;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.policy.CityProfile.ThreadRule;
import org.cityarchive.core.retention.Eligibility;
import org.cityarchive.core.retention.RetentionNow;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.hold.HoldScopes;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.SqlTrouble;

/**
 * What would become due by the release of a hold, once its days of cooling off are over? Judged by the core's own functions over the marks,
 * as a what-if is; it permits nothing.
 */
public final class AfterRelease {
    private static final int AT_ONCE = 500;
    private static final UUID NOBODY = new UUID(0, 0);
    /** What a release alone does not end: these rows need not be judged. */
    private static final int OTHER = Reason.REQUEST.bit() | Reason.TRIGGER.bit() | Reason.SERIES.bit() | Reason.PERMANENT.bit()
            | Reason.UNPROVEN.bit();

    private final DataSource source;
    private final MarkedRecords marked;
    private final SettledFacts settled;
    private final Supplier<LocalDate> today;
    private final Supplier<ZoneId> city;

    AfterRelease(DataSource source, FactReader facts, HoldScopes holds, RuleQueries rules, Supplier<LocalDate> today,
            Supplier<ZoneId> city) {
        this.source = source;
        this.marked = new MarkedRecords(facts, holds, rules);
        this.settled = new SettledFacts(facts);
        this.today = today;
        this.city = city;
    }

    /**
     * What would become due.
     *
     * @param from the first day on which it would be, were the release confirmed today
     * @param records in the order of their ids
     * @param bySeries a record of several series counts in each
     */
    public record Due(LocalDate from, List<RecordId> records, Map<String, Long> bySeries) {
        public int count() {
            return records.size();
        }
    }

    private record Seen(RecordId record, Set<SeriesCode> series) {}

    /**
     * Of these records.
     *
     * @param scopes which are released
     * @param leaving records that the hold would no longer cover
     */
    public Due of(HoldId hold, Collection<Integer> scopes, Collection<RecordId> leaving) {
        var now = today.get();
        try (var connection = source.getConnection()) {
            var known = settled.at(Marks.position(connection));
            int days = known.retention().profile().coolingOffDays();
            var from = now.plusDays(days + 1L);
            var released = known.retention()
                    .with(new HoldReleased(hold, NOBODY, List.copyOf(scopes), now, days, new PersonId(NOBODY)));
            var due = new TreeMap<RecordId, Seen>();
            var all = new ArrayList<>(leaving);
            for (int at = 0; at < all.size(); at += AT_ONCE) {
                var some = possible(connection, all.subList(at, Math.min(all.size(), at + AT_ONCE)), from);
                judge(connection, some, known, released, from).forEach(one -> due.put(one.record(), one));
            }
            if (released.profile().thread() == ThreadRule.PARENT_WAITS_FOR_REPLIES) {
                due.keySet().removeAll(waiting(connection, due.keySet(), from));
            }
            var bySeries = new TreeMap<String, Long>();
            due.values().forEach(one -> one.series().forEach(code -> bySeries.merge(code.value(), 1L, Long::sum)));
            return new Due(from, List.copyOf(due.keySet()), bySeries);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private static List<RecordId> possible(Connection connection, Collection<RecordId> some, LocalDate from) throws SQLException {
        var possible = new ArrayList<RecordId>();
        try (var select = connection
                .prepareStatement("select record from retention_record where record = any(?) and not destroyed"
                        + " and (kinds & " + OTHER + ") = 0 and coalesce(kept_through < ?, true)")) {
            select.setArray(1, connection.createArrayOf("uuid", some.stream().map(RecordId::value).toArray()));
            select.setObject(2, from);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    possible.add(new RecordId(row.getObject(1, UUID.class)));
                }
            }
        }
        return possible;
    }

    private List<Seen> judge(Connection connection, List<RecordId> some, Settled known, RetentionNow released, LocalDate from)
            throws SQLException {
        var due = new ArrayList<Seen>();
        for (var one : marked.read(connection, some, known, today.get())) {
            var judged = one.judged();
            var law = new Judged(released, judged.requests(), judged.disposition(), judged.records(), judged.replies(),
                    judged.destroyed());
            var obstacles = law.obstacles(new Candidate(one.evaluated(), true, List.of()), from, city.get());
            if (!one.destroyed() && Eligibility.on(from, obstacles) instanceof Eligibility.Eligible) {
                due.add(new Seen(one.id(), released.classification(one.record(), one.evaluated()).series().keySet()));
            }
        }
        return due;
    }

    /** Those of which a reply would still be kept: by itself, or by a reply of its own. */
    private static Set<RecordId> waiting(Connection connection, Collection<RecordId> due, LocalDate from) throws SQLException {
        var replies = new HashMap<RecordId, Set<RecordId>>();
        var late = new HashSet<RecordId>();
        try (var select = connection.prepareStatement("select parent, record, due_on is not null and due_on <= ?"
                + " from retention_record where parent = any(?) and not destroyed")) {
            select.setObject(1, from);
            select.setArray(2, connection.createArrayOf("uuid", due.stream().map(RecordId::value).toArray()));
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var reply = new RecordId(row.getObject(2, UUID.class));
                    replies.computeIfAbsent(new RecordId(row.getObject(1, UUID.class)), _ -> new HashSet<>()).add(reply);
                    if (!row.getBoolean(3) && !due.contains(reply)) {
                        late.add(reply);
                    }
                }
            }
        }
        var waiting = new HashSet<RecordId>();
        boolean more = true;
        while (more) {
            more = false;
            for (var parent : replies.entrySet()) {
                if (!waiting.contains(parent.getKey())
                        && parent.getValue().stream().anyMatch(reply -> late.contains(reply) || waiting.contains(reply))) {
                    more = waiting.add(parent.getKey());
                }
            }
        }
        return waiting;
    }
}
