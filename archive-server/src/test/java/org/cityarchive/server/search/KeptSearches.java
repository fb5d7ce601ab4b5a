package org.cityarchive.server.search;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Saved searches as rows, and matches as the watch writes them: each a record of its own, by a fact of its own. */
final class KeptSearches {
    private final JdbcClient sql;
    private long position;

    KeptSearches(JdbcClient sql) {
        this.sql = sql;
    }

    void forget() {
        for (var table : List.of("search_mail", "search_alert", "search_saved")) {
            sql.sql("delete from " + table).update();
        }
    }

    UUID of(String owner) {
        var saved = UUID.randomUUID();
        sql.sql("insert into search_saved (saved, owner, name, query, since, seen, created_at) values (?, ?, '', '', 0, 0, now())")
                .params(saved, owner).update();
        return saved;
    }

    void matches(UUID saved, int count) {
        for (int i = 0; i < count; i++) {
            sql.sql("insert into search_alert (saved, record, version, position) values (?, ?, 1, ?)")
                    .params(saved, UUID.randomUUID(), ++position).update();
        }
    }

    /** Every owner looks at all there is. */
    void look() {
        sql.sql("update search_saved set seen = ?").param(position).update();
    }
}
