package org.cityarchive.server.search;

import java.util.Comparator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.server.security.SignedIn;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.NoSuch;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which searches does a person keep, and what is new in each? Templates know it as {@code @savedSearches}. */
public final class SavedSearches {
    static final int MOST = 200;
    static final int LONGEST_NAME = 80;
    private static final int LONGEST_QUERY = 4_000;
    private static final String LISTED = """
            select s.*, (select count(distinct a.record) from search_alert a where a.saved = s.saved and a.position > s.seen) fresh
              from search_saved s
            """;

    private final JdbcClient sql;
    private final TransactionTemplate together;
    private final SealedText sealed;
    private final RecordSearch search;
    private final Clock clock;

    SavedSearches(DataSource database, SealedText sealed, RecordSearch search, Clock clock) {
        this.sql = JdbcClient.create(database);
        this.together = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.sealed = sealed;
        this.search = search;
        this.clock = clock;
    }

    /**
     * A record that came to answer.
     *
     * @param version the newest wording that answers; 0 where none was kept
     * @param position the fact by which it came to answer
     */
    record Match(RecordId record, int version, long position) {}

    /** Those of whoever asks now, in the order of their names. */
    public List<SavedSearch> mine() {
        return of(SignedIn.now());
    }

    List<SavedSearch> of(Actor owner) {
        return sql.sql(LISTED + " where s.owner = ?").param(owner.id()).query(this::row).list().stream()
                .sorted(Comparator.comparing(SavedSearch::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(SavedSearch::id))
                .toList();
    }

    /** All that are watched for, with their queries. */
    List<SavedSearch> all() {
        return sql.sql("select s.*, 0 fresh from search_saved s order by saved").query(this::row).list();
    }

    /**
     * Keeps a search. It is watched from where the watch stands now: nothing that comes in meanwhile is lost between.
     *
     * @param query as typed; the caller has read it
     */
    public UUID save(Actor owner, String name, String query) {
        var id = UUID.randomUUID();
        var called = named(name);
        if (query.length() > LONGEST_QUERY) {
            throw new BadParameter("q", "A saved query has at most " + LONGEST_QUERY + " characters.");
        }
        together.executeWithoutResult(_ -> {
            // waits for a batch that the watch is reading, so that each fact is either before or after
            long since = sql.sql("select position from projection_token where projection = ? and segment = 0 for update")
                    .param(SavedMatches.NAME).query(Long.class).optional().orElse(0L);
            if (sql.sql("select count(*) from search_saved where owner = ?").param(owner.id()).query(Long.class)
                    .single() >= MOST) {
                throw new BadParameter("name", "You keep " + MOST + " searches already; delete one first.");
            }
            sql.sql("insert into search_saved (saved, owner, name, query, since, seen, created_at) values (?, ?, ?, ?, ?, ?, ?)")
                    .params(id, owner.id(), sealed.seal(purpose(id, "name"), called), sealed.seal(purpose(id, "query"), query),
                            since, Math.max(since, search.searchableUpTo()), clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        });
        return id;
    }

    void rename(UUID id, Actor owner, String name) {
        found(id, owner);
        sql.sql("update search_saved set name = ? where saved = ?").params(sealed.seal(purpose(id, "name"), named(name)), id)
                .update();
    }

    void delete(UUID id, Actor owner) {
        found(id, owner);
        together.executeWithoutResult(_ -> {
            sql.sql("delete from search_alert where saved = ?").param(id).update();
            // a letter on its way just now is not waited for: the sender finds that its search is gone
            sql.sql("delete from search_mail where id in (select id from search_mail where saved = ? for update skip locked)")
                    .param(id).update();
            sql.sql("delete from search_saved where saved = ?").param(id).update();
        });
    }

    /** Its owner looks: what came up to now is no longer new. The answer is up to where was looked before. */
    long look(UUID id, Actor owner) {
        var saved = found(id, owner);
        sql.sql("update search_saved s set seen = greatest(seen, (select coalesce(max(position), 0) from search_alert a where a.saved = s.saved))"
                + " where saved = ?").param(id).update();
        return saved.seen();
    }

    /** What came to answer after a position, the newest first; one row a record. */
    List<Match> matches(UUID id, long after, int limit) {
        return sql.sql("""
                select * from (select distinct on (record) record, version, position from search_alert
                                where saved = ? and position > ? order by record, position desc) newest
                 order by position desc, record limit ?
                """).params(id, after, limit).query((row, _) -> new Match(new RecordId(row.getObject("record", UUID.class)),
                row.getInt("version"), row.getLong("position"))).list();
    }

    /** @throws NoSuch there is none of this owner */
    SavedSearch found(UUID id, Actor owner) {
        return Optional.of(id).flatMap(
                saved -> sql.sql(LISTED + " where s.saved = ? and s.owner = ?").params(saved, owner.id()).query(this::row)
                        .optional())
                .orElseThrow(() -> new NoSuch("You keep no search with this id."));
    }

    private static String named(String name) {
        var called = name.strip();
        if (called.isEmpty() || called.length() > LONGEST_NAME || called.chars().anyMatch(Character::isISOControl)) {
            throw new BadParameter("name", "A saved search needs a name of 1 to " + LONGEST_NAME + " characters on one line.");
        }
        return called;
    }

    private static String purpose(UUID id, String part) {
        return "search.saved " + part + " " + id;
    }

    private SavedSearch row(ResultSet row, int number) throws SQLException {
        var id = row.getObject("saved", UUID.class);
        return new SavedSearch(id, row.getString("owner"), sealed.open(purpose(id, "name"), row.getBytes("name")),
                sealed.open(purpose(id, "query"), row.getBytes("query")), row.getLong("since"), row.getLong("seen"),
                row.getLong("fresh"), AlertChoice.of(row.getString("alert")));
    }
}
