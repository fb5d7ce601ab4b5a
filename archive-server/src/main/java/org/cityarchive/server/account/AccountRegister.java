package org.cityarchive.server.account;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.account.AccountEvent.AccountConfirmed;
import org.cityarchive.core.account.AccountEvent.AccountDeclined;
import org.cityarchive.core.account.AccountEvent.AccountDescribed;
import org.cityarchive.core.account.AccountEvent.AccountDisowned;
import org.cityarchive.core.account.AccountEvent.AccountOpened;
import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.account.Alias;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.store.RoundTrip;
import org.cityarchive.server.store.SqlProjection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which accounts does the city have, and what did a person say of each? */
public final class AccountRegister implements SqlProjection {
    /** The projection's name. */
    public static final String NAME = "account_register-2";

    /** How old what is known may be where an account added this moment does not matter. */
    private static final String NEWEST = """
            select greatest((select coalesce(max(as_of), 0) from account_register),
                            (select coalesce(max(as_of), 0) from account_declined))""";
    private static final long STALE_NANOS = 250_000_000;

    private final JdbcClient sql;
    private final AccountWords words;
    private volatile Known known = new Known(-1, 0, List.of(), Map.of(), Map.of(), List.of());

    public AccountRegister(DataSource database, AccountWords words) {
        this.sql = JdbcClient.create(database);
        this.words = words;
    }

    /** Whose an account is, as far as a person said. */
    public enum State {
        /** An import brought it; a person must still say that the city owns it. */
        AWAITED,
        /** The city's. */
        CONFIRMED,
        /** A person said that it is not the city's; nothing more of it is taken. */
        DISOWNED
    }

    /** What people wrote about it; null where nothing is said. */
    public record Said(@Nullable String name, @Nullable String owner, @Nullable String purpose, @Nullable String reason) {
        /** Of an account of which nothing is said. */
        public static final Said NOTHING = new Said(null, null, null, null);
    }

    /**
     * An account of the register.
     *
     * @param platformId the platform's own id; null until known
     */
    public record Entry(AccountId account, String platform, String handle, @Nullable String platformId, Via via, State state,
            Said said,
            Instant openedAt) {

        /** What people call it; its handle until somebody says. */
        public String name() {
            var name = said.name();
            return name == null ? handle : name;
        }

        /** Whether a person must still say that the city owns it. */
        public boolean approvalAwaited() {
            return state == State.AWAITED;
        }
    }

    /**
     * An account that an import named and that a person declined.
     *
     * @param alias keyed digest of platform and handle
     * @param by the person's id
     */
    public record Declined(String platform, UUID alias, String handle, String reason, Instant at, String by) {}

    /** The register as last read, by id and by every alias; {@code asOf} is the newest fact in it. */
    private record Known(long asOf, long readAt, List<Entry> entries, Map<AccountId, Entry> ids, Map<Alias, Entry> aliases,
            List<Declined> declined) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends Fact>> reads() {
        return Set.of(AccountOpened.class, AccountDescribed.class, AccountConfirmed.class, AccountDisowned.class,
                AccountDeclined.class);
    }

    @Override
    public List<String> tables() {
        return AccountRows.TABLES;
    }

    @Override
    public void apply(Connection connection, List<Recorded<?>> batch) {
        AccountRows.apply(connection, batch);
    }

    /** The account that a source means by a handle or platform id; empty when the register does not know it. */
    public Optional<Entry> resolve(String platform, String handleOrId) {
        var alias = Alias.of(platform, handleOrId);
        var found = known.aliases().get(alias);
        return Optional.ofNullable(found != null ? found : fresh().aliases().get(alias));
    }

    /** The account with this id. */
    public Optional<Entry> of(AccountId account) {
        return Optional.ofNullable(fresh().ids().get(account));
    }

    /**
     * As {@link #of}, for who needs of it only what was said when it was opened, which never changes: the platform, the handle, the id. What a
     * person said of it since may be missing. Asks the database only about an account that was not known yet.
     */
    public Optional<Entry> opened(AccountId account) {
        var before = known.ids().get(account);
        return before != null ? Optional.of(before) : of(account);
    }

    /** All accounts by their ids: for who names the accounts of many records, as each single look is a question to the database. */
    public Map<AccountId, Entry> byId() {
        return fresh().ids();
    }

    /** Whether a platform shows one of the city's accounts under this handle or id: words under it are the city's own (DATA.md §2). */
    public boolean cityAlias(String platform, String idOrHandle) {
        var now = known; // asked for every observation: not every one may cost a query
        var recent = System.nanoTime() - now.readAt() < STALE_NANOS && now.asOf() >= 0 ? now : fresh();
        return recent.aliases().containsKey(Alias.of(platform, idOrHandle));
    }

    /** All accounts, by platform and name. */
    public List<Entry> all() {
        return fresh().entries();
    }

    /** The accounts that imports named and a person declined, the last first; those that came into the register since are left out. */
    public List<Declined> declined() {
        var now = fresh();
        return now.declined().stream().filter(one -> !now.aliases().containsKey(Alias.of(one.platform(), one.handle()))).toList();
    }

    /** As {@link #byId}, to be asked together with others. */
    public Asking asking() {
        return new Asking();
    }

    /** Is the register as it was read last? */
    public final class Asking implements RoundTrip.Question {
        private long asOf = -1;

        private Asking() {}

        /** All accounts by their ids. */
        public Map<AccountId, Entry> byId() {
            return asOf(asOf).ids();
        }

        @Override
        public String sql() {
            return NEWEST;
        }

        @Override
        public int bind(Connection connection, PreparedStatement statement, int first) {
            return first;
        }

        @Override
        public void take(ResultSet row) throws SQLException {
            asOf = row.getLong(1);
        }
    }

    private Known fresh() {
        return asOf(sql.sql(NEWEST).query(Long.class).single());
    }

    /** Accounts are few and change seldom: they are read again only when the newest fact in the tables is another. */
    private Known asOf(long asOf) {
        var now = known;
        if (asOf == now.asOf()) {
            known = new Known(asOf, System.nanoTime(), now.entries(), now.ids(), now.aliases(), now.declined());
            return now;
        }
        var entries = sql.sql("select * from account_register").query(this::row).list().stream()
                .sorted(Comparator.comparing(Entry::platform).thenComparing(Entry::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(entry -> entry.account().toString()))
                .toList();
        var ids = new HashMap<AccountId, Entry>();
        var aliases = new HashMap<Alias, Entry>();
        for (var entry : entries) {
            ids.put(entry.account(), entry);
            aliases.put(Alias.of(entry.platform(), entry.handle()), entry);
            if (entry.platformId() != null) {
                aliases.put(Alias.of(entry.platform(), entry.platformId()), entry);
            }
        }
        var declined = sql.sql("select * from account_declined order by as_of desc").query(this::declined).list();
        var read = new Known(asOf, System.nanoTime(), entries, Map.copyOf(ids), Map.copyOf(aliases), declined);
        known = read;
        return read;
    }

    private Entry row(ResultSet row, int number) throws SQLException {
        var about = words(row.getObject("words", UUID.class));
        var why = words(row.getObject("reason", UUID.class));
        return new Entry(new AccountId(row.getObject("account", UUID.class)), row.getString("platform"), row.getString("handle"),
                row.getString("platform_id"), Via.valueOf(row.getString("via")), State.valueOf(row.getString("state")),
                new Said(about.get("name"), about.get("owner"), about.get("purpose"), why.get("reason")),
                instant(row, "opened_at"));
    }

    private Declined declined(ResultSet row, int number) throws SQLException {
        var said = words(row.getObject("words", UUID.class));
        return new Declined(row.getString("platform"), row.getObject("alias", UUID.class), said.getOrDefault("handle", "?"),
                said.getOrDefault("reason", "no reason kept"), instant(row, "declined_at"), row.getString("by_whom"));
    }

    private Map<String, String> words(@Nullable UUID id) {
        return id == null ? Map.of() : words.of(id);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
