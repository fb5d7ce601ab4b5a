package org.cityarchive.server.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.mail.Mailer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells by mail what came to answer saved searches. A letter is written together with the note up to where was told, so each match is
 * told in one letter; it is sent after that, and a letter that is sent again after a crash has the same Message-ID.
 */
final class AlertMails {
    private static final Duration REMEMBERED = Duration.ofDays(30);
    /** At once: when the last look is a minute old, no letter waits, and something is new. Daily: once a morning. */
    private static final String DUE = """
            (s.alert = 'at-once' and (s.told_at is null or s.told_at <= :minuteAgo)
             and not exists (select 1 from search_mail m where m.saved = s.saved and m.sent_at is null)
             and exists (select 1 from search_alert a where a.saved = s.saved and a.position > greatest(s.told, s.seen))
             or s.alert = 'daily' and (s.told_at is null or s.told_at < :morning))""";

    private final JdbcClient sql;
    private final TransactionTemplate together;
    private final AlertLetters letters;
    private final Mailer mailer;
    private final Supplier<ZoneId> city;
    private final Clock clock;

    AlertMails(DataSource database, AlertLetters letters, Mailer mailer, Supplier<ZoneId> city, Clock clock) {
        this.sql = JdbcClient.create(database);
        this.together = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.letters = letters;
        this.mailer = mailer;
        this.city = city;
        this.clock = clock;
    }

    /**
     * How alerts of a search stand, for its page.
     *
     * @param isSetUp whether a mail server is set up at all
     * @param address where its owner gets mail; null: none is known
     * @param sentAt when the mail server took the last letter; null: none went yet
     * @param nextTry of a letter that the mail server did not take; null: none waits
     */
    record Standing(boolean isSetUp, @Nullable String address, @Nullable Instant sentAt, @Nullable Instant nextTry) {}

    private record Due(UUID saved, PersonId owner, AlertChoice kind, long after) {}

    private record Fresh(long matches, long upTo) {}

    private record Letter(UUID id, UUID saved, PersonId person, long matches, int tries, boolean isWanted) {}

    /** Its owner chooses; what came before a first choice is not told by mail. The caller has looked whose search it is. */
    void choose(UUID saved, AlertChoice choice) {
        var now = clock.instant();
        together.executeWithoutResult(_ -> {
            sql.sql("""
                    update search_saved s set alert = :alert,
                     told = case when alert = 'none'
                       then greatest(told, (select max(position) from search_alert a where a.saved = s.saved)) else told end,
                     told_at = case when :alert = 'daily' then cast(:morning as timestamptz) else told_at end where saved = :saved
                    """).param("alert", choice.word()).param("morning", utc(AlertTimes.morning(now, city.get())))
                    .param("saved", saved).update();
            if (choice == AlertChoice.NONE) {
                sql.sql("delete from search_mail where id in (select id from search_mail where saved = ? and sent_at is null"
                        + " for update skip locked)").param(saved).update();
            }
        });
    }

    Standing standing(SavedSearch saved) {
        return sql.sql("""
                select max(sent_at) sent_at, min(next_try) filter (where sent_at is null and tries > 0) next_try
                  from search_mail where saved = ?""").param(saved.id()).query((row, _) -> new Standing(mailer.isSetUp(),
                person(saved.owner()).flatMap(letters::address).orElse(null), maybe(row, "sent_at"), maybe(row, "next_try")))
                .single();
    }

    /** Writes the letters that are due now. */
    void write() {
        var now = clock.instant();
        var morning = AlertTimes.morning(now, city.get());
        var due = sql.sql("select saved from search_saved s where " + DUE).param("minuteAgo", utc(now.minus(AlertTimes.GROUPED)))
                .param("morning", utc(morning)).query(UUID.class).list();
        due.forEach(saved -> together.executeWithoutResult(_ -> write(saved, now, morning)));
    }

    /** Asks again, now that the search is locked: another server may have been quicker. */
    private void write(UUID saved, Instant now, Instant morning) {
        sql.sql("select saved, owner, alert, greatest(told, seen) from_here from search_saved s where saved = :saved and " + DUE
                + " for update of s skip locked").param("saved", saved)
                .param("minuteAgo", utc(now.minus(AlertTimes.GROUPED))).param("morning", utc(morning))
                .query(AlertMails::due).optional().flatMap(due -> due).ifPresent(due -> {
                    sql.sql("update search_saved set told_at = ? where saved = ?")
                            .params(utc(due.kind() == AlertChoice.DAILY ? morning : now), saved).update();
                    if (letters.address(due.owner()).isPresent()) {
                        tell(due, now);
                    }
                });
    }

    /** While a letter waits none is added: after an outage a person gets one, and then one more for all the rest. */
    private void tell(Due due, Instant now) {
        var fresh = sql.sql("""
                select count(distinct record) matches, coalesce(max(position), 0) up_to from search_alert
                 where saved = :saved and position > :after
                   and not exists (select 1 from search_mail m where m.saved = :saved and m.sent_at is null)""")
                .param("saved", due.saved()).param("after", due.after())
                .query((row, _) -> new Fresh(row.getLong("matches"), row.getLong("up_to"))).single();
        if (fresh.matches() == 0) {
            return;
        }
        sql.sql("insert into search_mail (id, saved, person, kind, matches, up_to, created_at, next_try)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(UUID.randomUUID(), due.saved(), due.owner().value(), due.kind().word(), fresh.matches(), fresh.upTo(),
                        utc(now), utc(now))
                .update();
        sql.sql("update search_saved set told = ? where saved = ?").params(fresh.upTo(), due.saved()).update();
        sql.sql("delete from search_mail where saved = ? and sent_at < ?").params(due.saved(), utc(now.minus(REMEMBERED)))
                .update();
    }

    /** Sends the letters that are due, until there is none or the mail server does not take one. */
    void send() {
        while (mailer.isSetUp() && Boolean.TRUE.equals(together.execute(_ -> next().map(this::send).orElse(false)))) {
            // each in a transaction of its own: what went is marked, whatever comes next
        }
    }

    /** The letter whose turn it is; its row stays locked, so that no other server sends it, too. */
    private Optional<Letter> next() {
        return sql.sql("""
                select m.*, coalesce(s.alert <> 'none' and s.seen < m.up_to, false) is_wanted
                  from search_mail m left join search_saved s on s.saved = m.saved
                 where m.sent_at is null and m.next_try <= ? order by m.next_try, m.id limit 1 for update of m skip locked""")
                .param(utc(clock.instant())).query((row, _) -> new Letter(row.getObject("id", UUID.class),
                        row.getObject("saved", UUID.class), new PersonId(row.getObject("person", UUID.class)),
                        row.getLong("matches"), row.getInt("tries"), row.getBoolean("is_wanted")))
                .optional();
    }

    /**
     * Sends one, unless nobody needs it any more: its owner has looked, chose no mail, or may not act here now.
     *
     * @return whether to go on with the next
     */
    private boolean send(Letter letter) {
        var to = letter.isWanted() ? letters.address(letter.person()) : Optional.<String>empty();
        if (to.isEmpty()) {
            return sql.sql("delete from search_mail where id = ?").param(letter.id()).update() == 1;
        }
        return switch (mailer.send(letters.letter(letter.id(), to.get(), letter.saved(), letter.matches()))) {
            case SENT -> sql.sql("update search_mail set sent_at = ?, tries = tries + 1 where id = ?")
                    .params(utc(clock.instant()), letter.id()).update() == 1;
            case NOT_SET_UP -> false;
            case NOT_TAKEN -> {
                sql.sql("update search_mail set tries = tries + 1, next_try = ? where id = ?")
                        .params(utc(clock.instant().plus(AlertTimes.wait(letter.tries() + 1))), letter.id()).update();
                yield false;
            }
        };
    }

    private static Optional<Due> due(ResultSet row, int number) throws SQLException {
        var saved = row.getObject("saved", UUID.class);
        var kind = AlertChoice.of(row.getString("alert"));
        long after = row.getLong("from_here");
        return person(row.getString("owner")).map(owner -> new Due(saved, owner, kind, after));
    }

    /** Empty: it is kept by no person. */
    private static Optional<PersonId> person(String owner) {
        try {
            return Optional.of(new PersonId(UUID.fromString(owner)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
