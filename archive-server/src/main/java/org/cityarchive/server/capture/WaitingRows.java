package org.cityarchive.server.capture;

import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Which refused lines wait for a person's word on their account? */
final class WaitingRows {
    private final JdbcClient sql;

    WaitingRows(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    /** The waiting lines of an account in one import. */
    record Row(UUID alias, UUID job, String platform, byte[] sealed, long number, String file, long lines) {}

    /** Account by account, the oldest import of each first. */
    List<Row> waiting() {
        return sql.sql("""
                select u.alias, u.import, u.platform, u.sealed, i.number, i.file_name, w.lines
                  from (select alias, import, count(*) as lines from capture_reject
                         where alias is not null and retaken is null group by alias, import) w
                  join capture_unknown u on u.alias = w.alias and u.import = w.import
                  join capture_import i on i.import = u.import
                 order by u.alias, i.number
                """).query((row, _) -> new Row(row.getObject("alias", UUID.class), row.getObject("import", UUID.class),
                row.getString("platform"), row.getBytes("sealed"), row.getLong("number"), row.getString("file_name"),
                row.getLong("lines"))).list();
    }

    void taken(UUID job, UUID alias, UUID by) {
        sql.sql("update capture_reject set retaken = ? where import = ? and alias = ? and retaken is null").params(by, job, alias)
                .update();
    }
}
