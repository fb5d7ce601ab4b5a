package org.cityarchive.server.hold;

import java.util.Locale;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.mail.Mailer;
import org.cityarchive.server.search.AlertTimes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells custodians of a hold, reminds them until they acknowledge it, and tells the second role of a proposed release. Each letter is
 * written once, whatever server looks; one that is sent again after a crash has the same Message-ID.
 */
final class HoldMails {
    /** After how long a custodian who said nothing is reminded. */
    static final Duration PATIENCE = Duration.ofDays(7);
    private static final Duration NO_ADDRESS = Duration.ofHours(1);

    private final JdbcClient sql;
    private final TransactionTemplate together;
    private final HoldRegister register;
    private final HoldPeople people;
    private final HoldLetters letters;
    private final Mailer mailer;
    private final Clock clock;

    HoldMails(DataSource database, HoldRegister register, HoldPeople people, HoldLetters letters, Mailer mailer, Clock clock) {
        this.sql = JdbcClient.create(database);
        this.together = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.register = register;
        this.people = people;
        this.letters = letters;
        this.mailer = mailer;
        this.clock = clock;
    }

    /** What a letter is for. */
    enum Kind {
        NOTICE, REMINDER, RELEASE;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The last letter to a custodian.
     *
     * @param sentAt when the mail server took it; null: not yet
     */
    record Told(Kind kind, Instant writtenAt, @Nullable Instant sentAt) {}

    private record Letter(UUID id, HoldId hold, PersonId person, Kind kind, String about, int tries) {}

    /** Whether mail goes out at all. */
    boolean isSetUp() {
        return mailer.isSetUp();
    }

    /** The last letter to each custodian of a hold. */
    Map<PersonId, Told> told(HoldId hold) {
        var told = new HashMap<PersonId, Told>();
        sql.sql("select * from hold_letter where hold = ? and kind <> 'release' order by created_at, kind").param(hold.value())
                .query(row -> {
                    var sent = row.getObject("sent_at", OffsetDateTime.class);
                    told.put(new PersonId(row.getObject("person", UUID.class)), new Told(kind(row),
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            sent == null ? null : sent.toInstant()));
                });
        return told;
    }

    /** Writes a reminder now; false: one of today is there already. */
    boolean remind(HoldId hold, PersonId custodian) {
        return write(hold, custodian, Kind.REMINDER, people.today().toString());
    }

    /** Writes what is due: notices to new custodians, reminders to those who said nothing, proposals to the second role. */
    void write() {
        for (var hold : register.all()) {
            if (hold.isInForce()) {
                custodians(hold);
                hold.open().forEach(proposal -> people.confirm(proposal.by())
                        .forEach(person -> write(hold.id(), person, Kind.RELEASE, proposal.id().toString())));
            }
        }
    }

    private void custodians(HoldStanding hold) {
        var told = told(hold.id());
        for (var custodian : people.custodians(hold)) {
            if (!hold.acknowledged().containsKey(custodian)) {
                var last = told.get(custodian);
                if (last == null) {
                    write(hold.id(), custodian, Kind.NOTICE, "placed");
                } else if (last.writtenAt().isBefore(clock.instant().minus(PATIENCE))) {
                    write(hold.id(), custodian, Kind.REMINDER, people.today().toString());
                }
            }
        }
    }

    private boolean write(HoldId hold, PersonId person, Kind kind, String about) {
        var now = utc(clock.instant());
        return sql.sql("""
                insert into hold_letter (id, hold, person, kind, about, created_at, next_try) values (?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing""")
                .params(UUID.randomUUID(), hold.value(), person.value(), kind.word(), about, now, now).update() == 1;
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
                select * from hold_letter where sent_at is null and next_try <= ? order by next_try, id limit 1
                for update skip locked""").param(utc(clock.instant()))
                .query((row, _) -> new Letter(row.getObject("id", UUID.class),
                        new HoldId(row.getObject("hold", UUID.class)), new PersonId(row.getObject("person", UUID.class)),
                        kind(row),
                        row.getString("about"), row.getInt("tries")))
                .optional();
    }

    /** @return whether to go on with the next */
    private boolean send(Letter letter) {
        var hold = register.of(letter.hold());
        if (hold.isEmpty() || !isWanted(hold.get(), letter)) {
            return sql.sql("delete from hold_letter where id = ?").param(letter.id()).update() == 1;
        }
        var to = people.address(letter.person());
        if (to.isEmpty()) { // one may be given any day; the page says meanwhile that there is none
            return later(letter, NO_ADDRESS);
        }
        return switch (mailer.send(letters.letter(letter.id(), to.get(), hold.get(), letter.kind()))) {
            case SENT -> sql.sql("update hold_letter set sent_at = ?, tries = tries + 1 where id = ?")
                    .params(utc(clock.instant()), letter.id()).update() == 1;
            case NOT_SET_UP -> false;
            case NOT_TAKEN -> {
                later(letter, AlertTimes.wait(letter.tries() + 1));
                yield false;
            }
        };
    }

    private boolean later(Letter letter, Duration wait) {
        return sql.sql("update hold_letter set tries = tries + 1, next_try = ? where id = ?")
                .params(utc(clock.instant().plus(wait)), letter.id()).update() == 1;
    }

    /** Not once it was acknowledged, released, or the proposal decided. */
    private static boolean isWanted(HoldStanding hold, Letter letter) {
        return switch (letter.kind()) {
            case NOTICE, REMINDER -> hold.isInForce() && !hold.acknowledged().containsKey(letter.person());
            case RELEASE -> hold.open().stream().anyMatch(open -> open.id().toString().equals(letter.about()));
        };
    }

    /** How far the register has come: while it stays, nothing new is to be told. */
    long asOf() {
        return sql.sql("select coalesce(max(as_of), 0) from hold_standing").query(Long.class).single();
    }

    private static Kind kind(ResultSet row) throws SQLException {
        return Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
