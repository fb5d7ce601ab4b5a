package org.cityarchive.server.account;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.account.AccountEvent;
import org.cityarchive.core.account.AccountEvent.AccountOpened;
import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.account.Alias;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.store.SqlProjection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Which accounts does the city have? */
public final class AccountRegister implements SqlProjection {
    /** The projection's name. */
    public static final String NAME = "account_register-1";

    /** How old what is known may be where an account added this moment does not matter. */
    private static final long STALE_NANOS = 250_000_000;

    private final JdbcClient sql;
    private volatile Known known = new Known(-1, 0, List.of(), Map.of());

    public AccountRegister(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    /**
     * An account of the register.
     *
     * @param platformId the platform's own id; null until known
     * @param approvalAwaited whether a person must still say that the city owns it
     */
    public record Entry(AccountId account, String platform, String handle, @Nullable String platformId, Via via,
            boolean approvalAwaited,
            Instant openedAt) {}

    /** The register as last read, by every alias; {@code asOf} is the newest fact in it. */
    private record Known(long asOf, long readAt, List<Entry> entries, Map<Alias, Entry> aliases) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends Fact>> reads() {
        return Set.of(AccountOpened.class);
    }

    @Override
    public List<String> tables() {
        return List.of("account_register");
    }

    @Override
    public void apply(Connection connection, List<Recorded<?>> batch) {
        var rows = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        for (var entry : batch) { // accounts come one by one: no need for one statement
            if (entry.fact() instanceof AccountEvent fact) {
                switch (fact) {
                    case AccountOpened opened -> insert(rows, opened, entry);
                }
            }
        }
    }

    private static void insert(JdbcClient rows, AccountOpened opened, Recorded<?> entry) {
        rows.sql("""
                insert into account_register (account, platform, handle, platform_id, via, approval_awaited, opened_at, as_of)
                values (:account, :platform, :handle, :platformId, :via, :awaited, :at, :position)""")
                .param("account", opened.account().value()).param("platform", opened.platform()).param("handle", opened.handle())
                .param("platformId", opened.platformId()).param("via", opened.via().name())
                .param("awaited", opened.approvalAwaited())
                .param("at", entry.at().atOffset(ZoneOffset.UTC)).param("position", entry.position()).update();
    }

    /** The account that a source means by a handle or platform id; empty when the register does not know it. */
    public Optional<Entry> resolve(String platform, String handleOrId) {
        var alias = Alias.of(platform, handleOrId);
        var found = known.aliases().get(alias);
        return Optional.ofNullable(found != null ? found : fresh().aliases().get(alias));
    }

    /** The account with this id. */
    public Optional<Entry> of(AccountId account) {
        return fresh().entries().stream().filter(entry -> entry.account().equals(account)).findFirst();
    }

    /** Whether a platform shows one of the city's accounts under this handle or id: words under it are the city's own (DATA.md §2). */
    public boolean cityAlias(String platform, String idOrHandle) {
        var now = known; // asked for every observation: not every one may cost a query
        var recent = System.nanoTime() - now.readAt() < STALE_NANOS && now.asOf() >= 0 ? now : fresh();
        return recent.aliases().containsKey(Alias.of(platform, idOrHandle));
    }

    /** All accounts, by platform and handle. */
    public List<Entry> all() {
        return fresh().entries();
    }

    /** Accounts are few and change seldom: they are read again only when the newest fact in the table is another. */
    private Known fresh() {
        var now = known;
        long asOf = sql.sql("select coalesce(max(as_of), 0) from account_register").query(Long.class).single();
        if (asOf == now.asOf()) {
            known = new Known(asOf, System.nanoTime(), now.entries(), now.aliases());
            return now;
        }
        var entries = sql.sql("select * from account_register").query(AccountRegister::row).list().stream()
                .sorted(Comparator.comparing(Entry::platform).thenComparing(Entry::handle, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(entry -> entry.account().toString()))
                .toList();
        var aliases = new HashMap<Alias, Entry>();
        for (var entry : entries) {
            aliases.put(Alias.of(entry.platform(), entry.handle()), entry);
            if (entry.platformId() != null) {
                aliases.put(Alias.of(entry.platform(), entry.platformId()), entry);
            }
        }
        var read = new Known(asOf, System.nanoTime(), entries, Map.copyOf(aliases));
        known = read;
        return read;
    }

    private static Entry row(ResultSet row, int number) throws SQLException {
        return new Entry(new AccountId(row.getObject("account", UUID.class)), row.getString("platform"), row.getString("handle"),
                row.getString("platform_id"), Via.valueOf(row.getString("via")), row.getBoolean("approval_awaited"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant());
    }
}
