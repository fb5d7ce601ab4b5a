package org.cityarchive.server.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import org.cityarchive.server.people.AuditAsked.Cursor;
import org.cityarchive.server.security.AccessLog;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was done, newest first: decisions from the facts, imports, and what the access log holds, as one list. */
final class AuditRows {
    static final int FACTS = 0;
    static final int IMPORTS = 1;
    static final int LOG = 2;

    private static final String ACTS = """
            select l.* from unnest(:acts) a(act) cross join lateral (
                select entry as number, at, actor, role, l.act as what, on_what, '' as said, detail from access_log l
                where l.act = a.act and %s order by l.at desc, l.entry desc limit :limit) l
            order by at desc, number desc limit :limit""";
    /** What a text asks for may be rare: then it is not looked for act by act. */
    private static final String ACTS_MEANT = """
            select entry as number, at, actor, role, act as what, on_what, '' as said, detail from access_log l
            where act = any(:acts) and %s order by at desc, entry desc limit :limit""";
    private static final String DECISIONS = """
            select position as number, at, actor, role, fact as what, on_what, detail as said, null::bytea as detail
            from people_act where %s order by at desc, position desc limit :limit""";
    private static final String IMPORTED = """
            select * from (
                select number, created_at as at, actor, role, 'import ' || format as what, 'import ' || import as on_what,
                       new_records || case new_records when 1 then ' new record in ' else ' new records in ' end || file_name as said, null::bytea as detail from capture_import) i
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
     * @param on what that begins with on which it could have been done
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
            rows.addAll(read(asked.text().isEmpty() ? ACTS : ACTS_MEANT, LOG, "l.entry", asked, meant));
        }
        rows.sort(Comparator.comparing(Row::at).reversed().thenComparingInt(row -> row.cursor().source())
                .thenComparing(Comparator.<Row>comparingLong(row -> row.cursor().number()).reversed()));
        return List.copyOf(rows.subList(0, Math.min(rows.size(), asked.limit())));
    }

    private List<Row> read(String statement, int source, String number, AuditAsked asked, Meant meant) {
        var where = new AuditWhere(asked, meant, true);
        where.values.put("limit", asked.limit());
        where.values.put("acts",
                AuditWhere.texts(asked.kinds().stream().flatMap(kind -> kind.acts().stream()).toList()));
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

}
