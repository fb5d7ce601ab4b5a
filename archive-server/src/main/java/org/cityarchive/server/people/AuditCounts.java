package org.cityarchive.server.people;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.cityarchive.server.people.AuditRows.Meant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many acts are there of each kind? Exact: whole days are read from the counts that the log keeps with each row, the rest of the first
 * and the last day, and what a text asks for, from the log itself.
 */
final class AuditCounts {
    private final JdbcClient sql;

    AuditCounts(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    /** Of each kind, whatever kinds are asked for. */
    Map<AuditKind, Long> of(AuditAsked asked, Meant meant) {
        var counts = new EnumMap<AuditKind, Long>(AuditKind.class);
        for (var kind : AuditKind.values()) {
            counts.put(kind, 0L);
        }
        var person = asked.person();
        if (asked.text().isEmpty()) {
            byActor(asked, person == null ? null : Set.of(person), counts);
        } else {
            var actors = meant.actors().stream().filter(actor -> person == null || actor.equals(person))
                    .collect(Collectors.toSet());
            if (!actors.isEmpty()) {
                byActor(asked, actors, counts);
            }
            byOthers(asked, meant, counts);
        }
        var where = new AuditWhere(asked, meant, false);
        counts.merge(AuditKind.DECISIONS, count("people_act", where.of(AuditRows.FACTS, "position"), where)
                + count("(select created_at as at, actor, 'import ' || import as on_what from capture_import) i",
                        where.of(AuditRows.IMPORTS, "number"), where),
                Long::sum);
        return counts;
    }

    private long count(String from, String condition, AuditWhere where) {
        return sql.sql("select count(*) from " + from + " where " + condition).params(where.values).query(Long.class).single();
    }

    /** @param actors null: of all */
    private void byActor(AuditAsked asked, @Nullable Set<String> actors, Map<AuditKind, Long> counts) {
        var values = new HashMap<String, Object>();
        var by = actors == null ? "" : " and actor = any(:actors)";
        if (actors != null) {
            values.put("actors", AuditWhere.texts(actors));
        }
        var first = asked.from() == null ? null : from(asked.from());
        var last = asked.to() == null ? null : day(asked.to());
        if (first != null && last != null && !first.isBefore(last)) {
            take("select act, count(*) from access_log where true" + within(asked.from(), asked.to(), "", values) + by
                    + " group by act", values, counts);
            return;
        }
        var days = "select act, sum(rows) from access_log_day where true" + by;
        if (first != null) {
            days += " and day >= :first";
            values.put("first", first);
            take("select act, count(*) from access_log where true" + within(asked.from(), start(first), "Head", values) + by
                    + " group by act", values, counts);
        }
        if (last != null) {
            days += " and day < :last";
            values.put("last", last);
            take("select act, count(*) from access_log where true" + within(start(last), asked.to(), "Tail", values) + by
                    + " group by act", values, counts);
        }
        take(days + " group by act", values, counts);
    }

    /** What was done on what the text means, by others than those it means. */
    private void byOthers(AuditAsked asked, Meant meant, Map<AuditKind, Long> counts) {
        var values = new HashMap<String, Object>();
        values.put("actors", AuditWhere.texts(meant.actors()));
        var person = asked.person();
        if (person != null) {
            values.put("person", person);
        }
        take("select act, count(*) from access_log where " + AuditWhere.begins(meant.on(), values) + " and actor <> all(:actors)"
                + (person == null ? "" : " and actor = :person") + within(asked.from(), asked.to(), "", values) + " group by act",
                values, counts);
    }

    private static String within(@Nullable Instant from, @Nullable Instant to, String name, Map<String, Object> values) {
        var within = new StringBuilder();
        var begin = AuditWhere.utc(from);
        var end = AuditWhere.utc(to);
        if (begin != null) {
            within.append(" and at >= :from").append(name);
            values.put("from" + name, begin);
        }
        if (end != null) {
            within.append(" and at < :to").append(name);
            values.put("to" + name, end);
        }
        return within.toString();
    }

    private void take(String statement, Map<String, Object> values, Map<AuditKind, Long> counts) {
        sql.sql(statement).params(values)
                .query((row, _) -> counts.merge(AuditKind.of(row.getString(1)), row.getLong(2), Long::sum)).list();
    }

    /** The first day that lies wholly behind an instant. */
    private static LocalDate from(Instant at) {
        var day = day(at);
        return start(day).equals(at) ? day : day.plusDays(1);
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static Instant start(LocalDate day) {
        return OffsetDateTime.of(day, LocalTime.MIN, ZoneOffset.UTC).toInstant();
    }
}
