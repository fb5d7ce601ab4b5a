package org.cityarchive.server.retention;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.search.NamedScopes;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.RecordQuery.Named;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which records do {@code is:held}, {@code hold:}, {@code series:}, {@code is:due} and {@code request:} mean now? Read from the marks. */
public final class NamedByFeatures implements NamedScopes {
    private final JdbcClient sql;
    private final SettledFacts settled;
    private final Supplier<LocalDate> today;

    public NamedByFeatures(DataSource source, SettledFacts settled, Supplier<LocalDate> today) {
        this.sql = JdbcClient.create(source);
        this.settled = settled;
        this.today = today;
    }

    @Override
    public Set<RecordId> records(Named named) {
        return switch (named.name()) {
            case HELD -> held(Optional.empty());
            case HOLD -> held(Optional.of(new HoldId(id(named, "hold"))));
            case DUE -> ids(sql.sql("select record from retention_record where " + DueRows.due()).param("day", today.get()));
            case SERIES -> ids(sql.sql("select record from retention_record where :series = any(series) and not destroyed")
                    .param("series", named.value()));
            case REQUEST -> ids(sql.sql("select record from request_mark where request = :request")
                    .param("request", id(named, "request")));
        };
    }

    /** A released scope holds nothing, also while it cools off. */
    private Set<RecordId> held(Optional<HoldId> only) {
        var holds = settled.now().retention().holds();
        var found = new HashSet<RecordId>();
        holds.holds().forEach((hold, standing) -> {
            if (only.map(hold::equals).orElse(true)) {
                var active = new HashSet<>(standing.scopes().keySet());
                active.removeAll(standing.released().keySet());
                if (!active.isEmpty()) {
                    found.addAll(ids(sql.sql("select record from hold_mark where hold = :hold and scope in (:scopes)")
                            .param("hold", hold.value()).param("scopes", active)));
                }
            }
        });
        return found;
    }

    private static Set<RecordId> ids(JdbcClient.StatementSpec select) {
        return Set.copyOf(select.query((row, _) -> new RecordId(row.getObject(1, UUID.class))).set());
    }

    private static UUID id(Named named, String what) {
        try {
            return UUID.fromString(named.value());
        } catch (IllegalArgumentException _) {
            throw new QueryError(0, 1, "After " + what + ": stands the id of a " + what + ", as its page's address has it.");
        }
    }
}
