package org.cityarchive.server.capture;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.cityarchive.server.store.KeptWriter;

/** Writes the steps of imports, in the transaction of their facts. */
public final class ImportSteps implements KeptWriter<ImportProgress> {
    @Override
    public Class<ImportProgress> writes() {
        return ImportProgress.class;
    }

    @Override
    public boolean hasCondition(ImportProgress row) {
        return true;
    }

    @Override
    public boolean stands(Connection connection, List<ImportProgress> rows) throws SQLException {
        for (var row : rows) {
            try (var select = connection.prepareStatement(
                    "select place_read = ? and state = 'running' from capture_import where import = ? for update")) {
                select.setLong(1, row.from());
                select.setObject(2, row.job());
                try (var answer = select.executeQuery()) {
                    if (!answer.next() || !answer.getBoolean(1)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    @Override
    public void write(Connection connection, List<ImportProgress> rows) throws SQLException {
        try (var update = connection.prepareStatement(
                """
                        update capture_import set place_read = ?, place_offset = ?, bytes_done = ?, new_records = new_records + ?,
                               new_versions = new_versions + ?, other_facts = other_facts + ?, unchanged = unchanged + ?, refused = refused + ?
                         where import = ?
                        """)) {
            for (var row : rows) {
                var counts = row.counts();
                var numbers = new long[]{row.to().read(), row.to().offset(), row.bytesDone(), counts.newRecords(),
                        counts.newVersions(),
                        counts.otherFacts(), counts.unchanged(), counts.refused()};
                for (int i = 0; i < numbers.length; i++) {
                    update.setLong(i + 1, numbers[i]);
                }
                update.setObject(numbers.length + 1, row.job());
                update.addBatch();
            }
            update.executeBatch();
        }
        keepRejects(connection, rows);
        keepUnknown(connection, rows);
    }

    private static void keepRejects(Connection connection, List<ImportProgress> rows) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into capture_reject (import, line, type, place, reason, length, sealed, alias) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            boolean any = false;
            for (var row : rows) {
                for (var reject : row.rejects()) {
                    insert.setObject(1, row.job());
                    insert.setLong(2, reject.line());
                    insert.setString(3, reject.type());
                    insert.setString(4, reject.place());
                    insert.setString(5, reject.reason());
                    insert.setLong(6, reject.length());
                    insert.setBytes(7, reject.sealed());
                    insert.setObject(8, reject.account() == null ? null : reject.account().alias());
                    insert.addBatch();
                    any = true;
                }
            }
            if (any) {
                insert.executeBatch();
            }
        }
    }

    private static void keepUnknown(Connection connection, List<ImportProgress> rows) throws SQLException {
        for (var row : rows) {
            var named = new HashMap<UUID, ImportAccounts.Unknown>();
            row.rejects().stream().map(ImportProgress.Reject::account).filter(Objects::nonNull)
                    .forEach(account -> named.putIfAbsent(account.alias(), account));
            for (var account : named.values()) {
                try (var insert = connection.prepareStatement("""
                        insert into capture_unknown (alias, import, platform, sealed) values (?, ?, ?, ?) on conflict do nothing
                        """)) {
                    insert.setObject(1, account.alias());
                    insert.setObject(2, row.job());
                    insert.setString(3, account.platform());
                    insert.setBytes(4, account.sealed());
                    insert.executeUpdate();
                }
            }
        }
    }
}
