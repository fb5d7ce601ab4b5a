package org.cityarchive.server.retention;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.NamedScopes;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.RecordQuery.Name;
import org.cityarchive.core.search.RecordQuery.Named;
import org.cityarchive.server.store.FactReader;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which records do {@code is:held}, {@code hold:}, {@code series:}, {@code is:due} and {@code request:} mean now? Read from the marks. */
public final class NamedByFeatures implements NamedScopes {
    private final JdbcClient sql;
    private final SettledFacts settled;
    private final FactReader facts;
    private final Supplier<LocalDate> today;
    private final Supplier<CalledBy> called;

    /** @param called asked when a name or number is looked up, which is long after this was made */
    public NamedByFeatures(DataSource source, SettledFacts settled, FactReader facts, Supplier<LocalDate> today,
            Supplier<CalledBy> called) {
        this.called = called;
        this.facts = facts;
        this.sql = JdbcClient.create(source);
        this.settled = settled;
        this.today = today;
    }

    @Override
    public Set<RecordId> records(Named named) {
        return switch (named.name()) {
            case HELD -> held(Optional.empty());
            case HOLD -> held(Optional.of(meant(named)));
            case DUE -> ids(sql.sql("select record from retention_record where " + DueRows.due()).param("day", today.get()));
            case SERIES -> ids(sql.sql("select record from retention_record where :series = any(series) and not destroyed")
                    .param("series", named.value()));
            case REQUEST -> ids(sql.sql("select record from request_mark where request in (:requests)")
                    .param("requests", meant(named)));
        };
    }

    @Override
    public Set<RecordId> thread(RecordId first) {
        return ThreadsLookedUp.standing(Set.of(first), facts, facts.head());
    }

    @Override
    public NamedScopes at(long position) {
        var then = new ThreadsLookedUp(facts, position);
        return new NamedScopes() {
            @Override
            public Set<RecordId> records(Named named) {
                return NamedByFeatures.this.records(named);
            }

            @Override
            public Set<RecordId> thread(RecordId first) {
                return then.thread(first);
            }
        };
    }

    /** A released scope holds nothing, also while it cools off. */
    private Set<RecordId> held(Optional<Set<UUID>> only) {
        var holds = settled.now().retention().holds();
        var found = new HashSet<RecordId>();
        holds.holds().forEach((hold, standing) -> {
            if (only.map(some -> some.contains(hold.value())).orElse(true)) {
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

    /** By id, number or name; what nobody here is called is an error that names some who are. */
    private Set<UUID> meant(Named named) {
        var names = called.get();
        var ids = names.ids(named.name(), named.value());
        if (!ids.isEmpty()) {
            return ids;
        }
        var what = named.name() == Name.HOLD ? "hold" : "request";
        var near = names.near(named.name(), named.value());
        throw QueryError.ofName(what, named.value(), "There is no " + what + " “" + named.value() + "”."
                + (near.isEmpty() ? " There is none that you may read." : " There is " + String.join(", ", near) + "."));
    }
}
