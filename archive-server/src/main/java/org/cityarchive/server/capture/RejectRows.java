package org.cityarchive.server.capture;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.server.store.SqlTrouble;

/** Which lines of an import were refused, and why? */
final class RejectRows {
    private final DataSource data;

    RejectRows(DataSource data) {
        this.data = data;
    }

    /** A refused line, still sealed; empty where it was taken in later and went with what is destroyed. */
    record Row(long line, String type, String place, String reason, long length, byte[] sealed) {
        /** As it came. */
        byte[] opened(SpoolKey key) {
            return sealed.length == 0 ? "(destroyed)".getBytes(StandardCharsets.UTF_8) : key.openLine(line, sealed);
        }
    }

    /** In their order, behind a line. */
    List<Row> after(UUID job, long line, int limit) {
        return rows("where import = ? and line > ? order by line limit ?", select -> {
            select.setObject(1, job);
            select.setLong(2, line);
            select.setInt(3, limit);
        });
    }

    private interface Setter {
        void set(PreparedStatement select) throws SQLException;
    }

    private List<Row> rows(String where, Setter setter) {
        try (var connection = data.getConnection();
                var select = connection
                        .prepareStatement("select line, type, place, reason, length, sealed from capture_reject " + where)) {
            setter.set(select);
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<Row>();
                while (rows.next()) {
                    found.add(new Row(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4), rows.getLong(5),
                            rows.getBytes(6)));
                }
                return found;
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** Those of one account that wait for a person's word, in their order, behind a line. */
    List<Row> waiting(UUID job, UUID alias, long line, int limit) {
        return rows("where import = ? and alias = ? and retaken is null and line > ? order by line limit ?", select -> {
            select.setObject(1, job);
            select.setObject(2, alias);
            select.setLong(3, line);
            select.setInt(4, limit);
        });
    }

    /** How many of each type, the most first. */
    List<ImportView.Refusals> kinds(UUID job) {
        try (var connection = data.getConnection(); var select = connection.prepareStatement("""
                select type, count(*), min(line) from capture_reject where import = ? group by type order by 2 desc, 3
                """)) {
            select.setObject(1, job);
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<ImportView.Refusals>();
                while (rows.next()) {
                    found.add(new ImportView.Refusals(rows.getString(1), rows.getLong(2), rows.getLong(3)));
                }
                return found;
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }
}
