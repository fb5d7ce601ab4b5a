package org.cityarchive.server.security;

import java.util.List;

import javax.sql.DataSource;

import org.cityarchive.server.wiring.RunningArchive;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The access log of an archive under test, as its table holds it. */
public final class LoggedRows {
    private final JdbcClient sql;
    private final AccessLog log;

    public LoggedRows(RunningArchive archive) {
        this.sql = JdbcClient.create(archive.part(DataSource.class));
        this.log = archive.part(AccessLog.class);
    }

    /** A row with its words opened. */
    public record Logged(long entry, String actor, String role, String act, String on, String detail) {}

    /** The number of the newest row. */
    public long newest() {
        return sql.sql("select coalesce(max(entry), 0) from access_log").query(Long.class).single();
    }

    /** The rows after one, oldest first. */
    public List<Logged> after(long entry) {
        return sql.sql("select * from access_log where entry > ? order by entry").param(entry)
                .query((row, _) -> new Logged(row.getLong("entry"), row.getString("actor"), row.getString("role"),
                        row.getString("act"), row.getString("on_what"), log.open(row.getBytes("detail"))))
                .list();
    }

    /** The rows of one act that something adds. */
    public List<Logged> of(AccessLog.Act act, Runnable something) {
        long before = newest();
        something.run();
        return after(before).stream().filter(row -> row.act().equals(act.name())).toList();
    }
}
