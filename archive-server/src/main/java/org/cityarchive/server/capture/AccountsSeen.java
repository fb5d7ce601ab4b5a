package org.cityarchive.server.capture;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.server.account.SeenByCapture;
import org.cityarchive.server.store.ArrayStatement;
import org.cityarchive.server.store.KeptWriter;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When was anything of each account last seen? */
public final class AccountsSeen implements SeenByCapture {
    private final JdbcClient sql;

    AccountsSeen(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    @Override
    public Map<AccountId, Instant> last() {
        var last = new HashMap<AccountId, Instant>();
        sql.sql("select account, observed_at from capture_account_seen")
                .query(row -> {
                    last.put(new AccountId(row.getObject("account", UUID.class)),
                            row.getObject("observed_at", OffsetDateTime.class).toInstant());
                });
        return last;
    }

    /** Writes it, in the transaction of the batch. */
    public static final class Writer implements KeptWriter<AccountSeen> {
        @Override
        public Class<AccountSeen> writes() {
            return AccountSeen.class;
        }

        @Override
        public ArrayStatement statement(List<AccountSeen> rows) {
            var newest = new TreeMap<UUID, Instant>(); // several batches of one commit may tell of an account; a statement touches its row once
            rows.forEach(row -> newest.merge(row.account().value(), row.at(), (a, b) -> a.isAfter(b) ? a : b));
            var statement = ArrayStatement.of("insert into capture_account_seen (account, observed_at) select * from ", """
                     on conflict (account) do update set observed_at = excluded.observed_at
                    where capture_account_seen.observed_at < excluded.observed_at""", "uuid", "timestamptz");
            newest.forEach((account, at) -> statement.row(account, at.toString()));
            return statement;
        }

        @Override
        public void write(Connection connection, List<AccountSeen> rows) throws SQLException {
            statement(rows).run(connection);
        }
    }
}
