package org.cityarchive.server.people;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.server.security.AccessLog;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who read this restricted record, when, in which role then, by which way (USERS.md story 10)? For those who may see the audit. */
public final class WhoRead {
    /** More of one record are left to the audit. */
    static final int MOST = 200;
    private static final String OF = " from access_log where act = 'RESTRICTED_READING' and on_what = ?";

    private final JdbcClient sql;
    private final AccessLog log;
    private final ActorNames names;

    WhoRead(DataSource database, AccessLog log, ActorNames names) {
        this.sql = JdbcClient.create(database);
        this.log = log;
        this.names = names;
    }

    /**
     * One reading.
     *
     * @param role the role then
     * @param way such as "on its page, versions"
     */
    public record Reading(Instant at, String who, String role, String way) {}

    /** How often it was read. */
    public int count(RecordId record) {
        return sql.sql("select count(*)" + OF).param(on(record)).query(Integer.class).single();
    }

    /** The last readings, newest first. */
    public List<Reading> last(RecordId record) {
        var known = names.now();
        return sql.sql("select at, actor, role, detail" + OF + " order by at desc, entry desc limit ?").params(on(record), MOST)
                .query((row, _) -> new Reading(row.getObject("at", OffsetDateTime.class).toInstant(),
                        known.of(row.getString("actor")), known.role(row.getString("actor"), row.getString("role")),
                        log.open(row.getBytes("detail"))))
                .list();
    }

    private static String on(RecordId record) {
        return "record " + record;
    }
}
