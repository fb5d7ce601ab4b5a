package org.cityarchive.server.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Where did the store's order stand at an instant? */
public final class Positions {
    private final JdbcClient sql;

    public Positions(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    /**
     * The last fact.
     *
     * @param position 0 while there is none
     */
    public record Head(long position, Instant at) {}

    public Head head() {
        return sql.sql("select position, at from event_head")
                .query((row, _) -> new Head(row.getLong("position"), row.getObject("at", OffsetDateTime.class).toInstant()))
                .single();
    }

    /** The greatest position committed at or before the instant; 0 when there is none. Commits never go back in time, so halving finds it. */
    public long at(Instant instant) {
        var wanted = instant.atOffset(ZoneOffset.UTC);
        long low = 0;
        long high = head().position();
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            var at = at(middle);
            if (at.isAfter(wanted)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /** When the fact at this position was committed. */
    public Instant instant(long position) {
        return position < 1 ? Instant.EPOCH : at(position).toInstant();
    }

    private OffsetDateTime at(long position) {
        return sql.sql("select at from event where position = ?").param(position)
                .query((row, _) -> row.getObject("at", OffsetDateTime.class)).single();
    }
}
