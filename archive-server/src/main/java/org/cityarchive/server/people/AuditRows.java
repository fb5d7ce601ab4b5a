package org.cityarchive.server.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

import org.cityarchive.server.people.AuditAsked.Cursor;
import org.cityarchive.server.security.AccessLog;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** What was done, newest first: decisions from the facts, imports, and what the access log holds, as one list. */
final class AuditRows {
    private static final int FACTS = 0;
    private static final int IMPORTS = 1;
    private static final int LOG = 2;

    private static final String ACTS = """
            select l.* from unnest(:acts) a(act) cross join lateral (
                select entry as number, at, actor, role, l.act as what, on_what, '' as said, detail from access_log l
                where l.act = a.act and %s order by l.at desc, l.entry desc limit :limit) l
            order by at desc, number desc limit :limit""";
    private static final String DECISIONS = """
            select position as number, at, actor, role, fact as what, on_what, detail as said, null::bytea as detail
            from people_act where %s order by at desc, position desc limit :limit""";
    private static final String IMPORTED = """
            select * from (
                select number, created_at as at, actor, role, 'import ' || format as what, 'import ' || import as on_what,
                       new_records || ' new records in ' || file_name as said, null::bytea as detail from capture_import) i
            where %s order by at desc, number desc limit :limit""";

    private final JdbcClient sql;
    private final AccessLog log;

    AuditRows(DataSource database, AccessLog log) {
        this.sql = JdbcClient.create(database);
        this.log = log;
    }

    /**
     * Something that was done.
     *
     * @param what an act's or fact's name, or "import" and its format
     * @param on what it was done on, as the log spells it
     * @param position of the fact; 0 for what is none
     */
    record Row(Cursor cursor, Instant at, String actor, String role, AuditKind kind, String what, String on, String detail,
            long position) {}

    /**
     * What a text of the request stands for; empty sets match nothing.
     *
     * @param actors ids of those whose name it begins
     * @param on beginnings of what it could have been done on
     */
    record Meant(Set<String> actors, Set<String> on) {}

    /** A page of rows. */
    List<Row> page(AuditAsked asked, Meant meant) {
        var rows = new ArrayList<Row>();
        if (asked.kinds().contains(AuditKind.DECISIONS)) {
            rows.addAll(read(DECISIONS, FACTS, "position", asked, meant));
            rows.addAll(read(IMPORTED, IMPORTS, "number", asked, meant));
        }
        if (!asked.kinds().isEmpty()) {
            rows.addAll(read(ACTS, LOG, "l.entry", asked, meant));
        }
        rows.sort(Comparator.comparing(Row::at).reversed().thenComparingInt(row -> row.cursor().source())
                .thenComparing(Comparator.<Row>comparingLong(row -> row.cursor().number()).reversed()));
        return List.copyOf(rows.subList(0, Math.min(rows.size(), asked.limit())));
    }

    /** How many there are of each kind, whatever kinds are asked for. */
    Map<AuditKind, Long> counts(AuditAsked asked, Meant meant) {
        var counts = new EnumMap<AuditKind, Long>(AuditKind.class);
        for (var kind : AuditKind.values()) {
            counts.put(kind, 0L);
        }
        var where = new Where(asked, meant, false);
        sql.sql("select act, count(*) from access_log l where " + where.of(LOG, "l.entry") + " group by act")
                .params(where.values).query((row, _) -> counts.merge(AuditKind.of(row.getString(1)), row.getLong(2), Long::sum))
                .list();
        counts.merge(AuditKind.DECISIONS, count("people_act", where.of(FACTS, "position"), where)
                + count("(select created_at as at, actor, 'import ' || import as on_what from capture_import) i",
                        where.of(IMPORTS, "number"), where),
                Long::sum);
        return counts;
    }

    private long count(String from, String condition, Where where) {
        return sql.sql("select count(*) from " + from + " where " + condition).params(where.values).query(Long.class).single();
    }

    private List<Row> read(String statement, int source, String number, AuditAsked asked, Meant meant) {
        var where = new Where(asked, meant, true);
        where.values.put("limit", asked.limit());
        where.values.put("acts",
                texts(asked.kinds().stream().flatMap(kind -> kind.acts().stream()).toList()));
        return sql.sql(statement.formatted(where.of(source, number))).params(where.values).query((row, _) -> row(row, source))
                .list();
    }

    private Row row(ResultSet row, int source) throws SQLException {
        var at = row.getObject("at", OffsetDateTime.class).toInstant();
        long number = row.getLong("number");
        var what = row.getString("what");
        var sealed = row.getBytes("detail");
        return new Row(Cursor.of(at, source, number), at, row.getString("actor"), row.getString("role"),
                source == LOG ? AuditKind.of(what) : AuditKind.DECISIONS, what, row.getString("on_what"),
                sealed == null ? row.getString("said") : log.open(sealed), source == FACTS ? number : 0);
    }

    private static SqlArrayValue texts(Collection<String> values) {
        return new SqlArrayValue("text", (Object[]) values.toArray(String[]::new));
    }

    /** The conditions that all three share. */
    private static final class Where {
        private final AuditAsked asked;
        private final boolean paged;
        private final List<String> all = new ArrayList<>(List.of("true"));
        final Map<String, Object> values = new HashMap<>();

        Where(AuditAsked asked, Meant meant, boolean paged) {
            this.asked = asked;
            this.paged = paged;
            add(asked.from() == null ? "" : "at >= :from", "from", utc(asked.from()));
            add(asked.to() == null ? "" : "at < :to", "to", utc(asked.to()));
            add(asked.person() == null ? "" : "actor = :person", "person", asked.person());
            if (!asked.text().isEmpty()) {
                all.add("(actor = any(:actors) or on_what like any(:on))");
                values.put("actors", texts(meant.actors()));
                values.put("on", texts(meant.on()));
            }
            var cursor = asked.cursor();
            if (paged && cursor != null) {
                values.put("cursorAt", utc(cursor.at()));
                values.put("cursorNumber", cursor.number());
            }
        }

        private void add(String condition, String name, @Nullable Object value) {
            if (!condition.isEmpty() && value != null) {
                all.add(condition);
                values.put(name, value);
            }
        }

        private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
            return at == null ? null : at.atOffset(ZoneOffset.UTC);
        }

        /** Of one instant the sources stand in their order: a later one is not begun yet, an earlier one is done. */
        String of(int source, String number) {
            var conditions = new ArrayList<>(all);
            var cursor = asked.cursor();
            if (paged && cursor != null) {
                conditions.add(source > cursor.source()
                        ? "at <= :cursorAt"
                        : source < cursor.source() ? "at < :cursorAt" : "(at, " + number + ") < (:cursorAt, :cursorNumber)");
            }
            return String.join(" and ", conditions);
        }
    }
}
