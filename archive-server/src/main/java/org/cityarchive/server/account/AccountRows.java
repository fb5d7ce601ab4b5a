package org.cityarchive.server.account;

import java.sql.Connection;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.account.AccountEvent;
import org.cityarchive.core.account.AccountEvent.AccountConfirmed;
import org.cityarchive.core.account.AccountEvent.AccountDeclined;
import org.cityarchive.core.account.AccountEvent.AccountDescribed;
import org.cityarchive.core.account.AccountEvent.AccountDisowned;
import org.cityarchive.core.account.AccountEvent.AccountOpened;
import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.account.AccountRegister.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Writes what the facts say of accounts; they come one by one, so that no statement need take many. */
final class AccountRows {
    static final List<String> TABLES = List.of("account_register", "account_declined");

    private final JdbcClient rows;

    private AccountRows(Connection connection) {
        this.rows = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    static void apply(Connection connection, List<Recorded<?>> batch) {
        var rows = new AccountRows(connection);
        for (var entry : batch) {
            if (entry.fact() instanceof AccountEvent fact) {
                rows.apply(fact, entry);
            }
        }
    }

    private void apply(AccountEvent fact, Recorded<?> entry) {
        switch (fact) {
            case AccountOpened opened -> insert(opened, entry);
            case AccountDescribed described -> rows.sql("update account_register set words = ?, as_of = ? where account = ?")
                    .params(described.words(), entry.position(), described.account().value()).update();
            case AccountConfirmed confirmed -> decide(confirmed.account(), State.CONFIRMED, null, entry);
            case AccountDisowned disowned -> decide(disowned.account(), State.DISOWNED, disowned.words(), entry);
            case AccountDeclined declined -> rows.sql("""
                    insert into account_declined (account, platform, alias, words, declined_at, by_whom, as_of)
                    values (?, ?, ?, ?, ?, ?, ?)""").params(declined.account().value(), declined.platform(), declined.alias(),
                    declined.words(), entry.at().atOffset(ZoneOffset.UTC), entry.by().actor(), entry.position()).update();
        }
    }

    private void insert(AccountOpened opened, Recorded<?> entry) {
        rows.sql("""
                insert into account_register (account, platform, handle, platform_id, via, state, opened_at, as_of)
                values (:account, :platform, :handle, :platformId, :via, :state, :at, :position)""")
                .param("account", opened.account().value()).param("platform", opened.platform()).param("handle", opened.handle())
                .param("platformId", opened.platformId()).param("via", opened.via().name())
                .param("state", (opened.approvalAwaited() ? State.AWAITED : State.CONFIRMED).name())
                .param("at", entry.at().atOffset(ZoneOffset.UTC)).param("position", entry.position()).update();
    }

    private void decide(AccountId account, State state, @Nullable UUID reason, Recorded<?> entry) {
        rows.sql("update account_register set state = :state, reason = :reason, as_of = :position where account = :account")
                .param("state", state.name()).param("reason", reason).param("position", entry.position())
                .param("account", account.value()).update();
    }
}
