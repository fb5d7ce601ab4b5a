package org.cityarchive.server.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.Candidate;
import org.cityarchive.core.disposition.DispositionNow;
import org.cityarchive.core.disposition.Judged;
import org.cityarchive.core.hold.ScopeVersion;
import org.cityarchive.core.policy.CityProfile.ThreadRule;
import org.cityarchive.core.retention.Classification;
import org.cityarchive.core.retention.Evaluated;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.RecordNow;
import org.cityarchive.core.retention.RetentionObstacle.ReplyKept;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.server.hold.HoldScopes;
import org.cityarchive.server.retention.KeptQueries.Mark;
import org.cityarchive.server.store.FactReader;
import org.jspecify.annotations.Nullable;

/**
 * Judges records as the law does, but takes from marks which scopes and rules match, and from the computed rows how long replies are kept;
 * what is kept is taken to be whole. Quick, for lists and pages.
 */
final class MarkedRecords {
    private final FactReader facts;
    private final HoldScopes holds;
    private final RuleQueries rules;

    MarkedRecords(FactReader facts, HoldScopes holds, RuleQueries rules) {
        this.facts = facts;
        this.holds = holds;
        this.rules = rules;
    }

    /**
     * A record as the marks show it.
     *
     * @param obstacles all there are, whenever they stand
     * @param offered last day of its offer; null: it is not offered
     */
    record Seen(RecordId id, RecordNow record, boolean destroyed, Classification classification, List<Obstacle> obstacles,
            @Nullable LocalDate offered) {}

    /**
     * A record as the marks show it, to be judged by whatever law; its replies are not looked at.
     *
     * @param judged what the facts say of it, under its own offer
     */
    record Marked(RecordId id, RecordNow record, boolean destroyed, Evaluated evaluated, Judged judged,
            @Nullable LocalDate offered) {}

    /** The records, those never captured left out. */
    Map<RecordId, Seen> of(Connection connection, Collection<RecordId> asked, Settled settled, LocalDate today, ZoneId city)
            throws SQLException {
        var replies = settled.retention().profile().thread() == ThreadRule.PARENT_WAITS_FOR_REPLIES
                ? replies(connection, asked, today)
                : Map.<RecordId, ReplyKept>of();
        var seen = new LinkedHashMap<RecordId, Seen>();
        for (var one : read(connection, asked, settled, today)) {
            var obstacles = new ArrayList<>(
                    one.judged().obstacles(new Candidate(one.evaluated(), true, List.of()), today, city));
            var reply = replies.get(one.id());
            if (reply != null && !one.destroyed()) {
                obstacles.add(reply);
            }
            seen.put(one.id(), new Seen(one.id(), one.record(), one.destroyed(),
                    settled.retention().classification(one.record(), one.evaluated()), List.copyOf(obstacles), one.offered()));
        }
        return seen;
    }

    /** The records with their marks, those never captured left out. */
    List<Marked> read(Connection connection, Collection<RecordId> asked, Settled settled, LocalDate today) throws SQLException {
        var family = Family.alone(asked, facts, Long.MAX_VALUE);
        var queries = Asked.of(settled.retention(), today, holds, rules);
        var marks = marks(connection, asked);
        var offers = offers(connection, asked);
        var judged = new Judged(settled.retention(), family.requests(settled.closed()),
                DispositionNow.offering(Optional.empty(), List.of()), family.records(),
                Map.of(), family.destroyed());
        var read = new ArrayList<Marked>();
        for (var record : asked) {
            var now = family.record(record);
            if (now.isKnown()) {
                var offer = offers.get(record);
                read.add(new Marked(record, now, family.destroyed().contains(record),
                        evaluated(record, now, queries, marks.getOrDefault(record, Set.of())),
                        under(judged, DispositionNow.offering(Optional.ofNullable(offer),
                                family.facts().getOrDefault(record, List.of()))),
                        offer == null ? null : offer.plusDays(OFFER_DAYS)));
            }
        }
        return List.copyOf(read);
    }

    private static final int OFFER_DAYS = 30;

    private static Judged under(Judged judged, DispositionNow disposition) {
        return new Judged(judged.retention(), judged.requests(), disposition, judged.records(), judged.replies(),
                judged.destroyed());
    }

    /** A scope that cannot be read covers everything. */
    private static Evaluated evaluated(RecordId record, RecordNow now, Asked queries, Set<Mark> marks) {
        var scopes = new HashMap<ScopeVersion, Boolean>();
        queries.scopes().forEach((version, scope) -> scopes.put(version, scope.isEmpty() || marks.contains(Mark.of(version))));
        var matched = new HashMap<RuleVersion, Boolean>();
        queries.rules().keySet().forEach(version -> matched.put(version, marks.contains(Mark.of(version))));
        return new Evaluated(record, now.capturedAt(), List.of(), scopes, matched);
    }

    /** Which marks they have. */
    static Map<RecordId, Set<Mark>> marks(Connection connection, Collection<RecordId> records) throws SQLException {
        var marks = new HashMap<RecordId, Set<Mark>>();
        each(connection, "select record, hold, scope from hold_mark where record = any(?)", records, row -> marks
                .computeIfAbsent(id(row, 1), _ -> new HashSet<>())
                .add(new Mark(true, row.getObject(2, UUID.class), row.getInt(3))));
        each(connection, "select record, rule, version from retention_mark where record = any(?)", records, row -> marks
                .computeIfAbsent(id(row, 1), _ -> new HashSet<>())
                .add(new Mark(false, row.getObject(2, UUID.class), row.getInt(3))));
        return marks;
    }

    /** Of each, the reply that is kept longest. */
    private static Map<RecordId, ReplyKept> replies(Connection connection, Collection<RecordId> records, LocalDate today)
            throws SQLException {
        var replies = new HashMap<RecordId, ReplyKept>();
        each(connection, """
                select distinct on (parent) parent, record, due_on from retention_record
                where parent = any(?) and not destroyed and (due_on is null or due_on > date '%s')
                order by parent, due_on desc nulls first, record""".formatted(today), records, row -> {
            var due = row.getObject(3, LocalDate.class);
            replies.put(id(row, 1), new ReplyKept(id(row, 2), due == null ? null : due.minusDays(1)));
        });
        return replies;
    }

    /** When the list was offered on which each stands, the first of several: the one that the due list names. */
    private static Map<RecordId, LocalDate> offers(Connection connection, Collection<RecordId> records) throws SQLException {
        var offers = new HashMap<RecordId, LocalDate>();
        each(connection,
                """
                        select record, noticed_on from (select distinct on (record) record, noticed_on from disposition_offer
                         where record = any(?) order by record, begun_at, disposition) first where noticed_on is not null""",
                records, row -> offers.put(id(row, 1), row.getObject(2, LocalDate.class)));
        return offers;
    }

    private static RecordId id(ResultSet row, int column) throws SQLException {
        return new RecordId(row.getObject(column, UUID.class));
    }

    private interface Row {
        void at(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String sql, Collection<RecordId> records, Row each) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("uuid", records.stream().map(RecordId::value).toArray()));
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    each.at(row);
                }
            }
        }
    }
}
