package org.cityarchive.server.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Which checkpoints were stamped, by whom, and when? */
public final class Stamps {
    private static final String COLUMNS = "select size, authority, name, stamped, request, response, at, serial, policy, noted from evidence_stamp ";

    private final JdbcClient sql;

    public Stamps(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    /**
     * A stamp, whole.
     *
     * @param size leaves of the checkpoint
     * @param authority as facts name it
     * @param name as pages name it
     * @param stamped the checkpoint's bytes as they were stamped
     * @param at the stamp's time
     * @param noted whether a fact says so
     */
    public record Row(long size, long authority, String name, byte[] stamped, byte[] request, byte[] response, Instant at,
            String serial,
            String policy, boolean noted) {}

    void keep(Row row) {
        sql.sql("""
                insert into evidence_stamp (size, authority, name, stamped, request, response, at, serial, policy)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (size, authority) do nothing""")
                .params(row.size(), row.authority(), row.name(), row.stamped(), row.request(), row.response(),
                        row.at().atOffset(ZoneOffset.UTC), row.serial(), row.policy())
                .update();
    }

    void noted(Row row) {
        sql.sql("update evidence_stamp set noted = true where size = ? and authority = ?").params(row.size(), row.authority())
                .update();
    }

    List<Row> unnoted() {
        return sql.sql(COLUMNS + "where not noted order by size").query(Stamps::row).list();
    }

    /** The last of an authority. */
    Optional<Row> last(long authority) {
        return sql.sql(COLUMNS + "where authority = ? order by size desc limit 1").param(authority).query(Stamps::row).optional();
    }

    /** Newest first. */
    public List<Row> newest(int most) {
        return sql.sql(COLUMNS + "order by size desc, authority limit ?").param(most).query(Stamps::row).list();
    }

    /** Those of the oldest stamped checkpoint that covers a leaf; none: none does. */
    List<Row> covering(long index) {
        return sql.sql(COLUMNS + "where size = (select min(size) from evidence_stamp where size > ?) order by authority")
                .param(index)
                .query(Stamps::row).list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(row.getLong("size"), row.getLong("authority"), row.getString("name"), row.getBytes("stamped"),
                row.getBytes("request"), row.getBytes("response"), row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("serial"), row.getString("policy"), row.getBoolean("noted"));
    }
}
