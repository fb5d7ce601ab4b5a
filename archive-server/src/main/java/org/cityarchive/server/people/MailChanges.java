package org.cityarchive.server.people;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import javax.sql.DataSource;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.mail.Mail;
import org.cityarchive.server.mail.Mailer;
import org.cityarchive.server.security.Logins;
import org.cityarchive.server.security.Secret;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.SiteAddress;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which work mail is to take the place of another? It does when its person opens a link that went there; where no mail server is set up
 * it does at once, unconfirmed. No fact tells of it: what is kept is sealed, as names are.
 */
final class MailChanges {
    private static final Duration LIFE = Duration.ofDays(2);
    static final String PATH = OwnPages.PATH + "/mail";

    private final JdbcClient sql;
    private final SealedText sealed;
    private final SealedMail mails;
    private final Logins logins;
    private final Mailer mailer;
    private final SiteAddress site;
    private final City city;
    private final Clock clock;

    MailChanges(DataSource database, SealedText sealed, SealedMail mails, Logins logins, Mailer mailer, SiteAddress site,
            City city,
            Clock clock) {
        this.sql = JdbcClient.create(database);
        this.sealed = sealed;
        this.mails = mails;
        this.logins = logins;
        this.mailer = mailer;
        this.site = site;
        this.city = city;
        this.clock = clock;
    }

    /** A change that waits for its person. */
    record Waiting(String address, Instant askedAt, Instant until) {}

    private record Row(Waiting waiting, byte[] digest) {}

    /** What became of a wish. */
    enum Asked {
        /** A link went to the new address; the one before holds until it is opened. */
        LINK_SENT("mail-asked", "another work mail typed, a link to confirm it sent there"),
        /** No mail server is set up: the address holds, and nobody has confirmed it. */
        HOLDS_UNCONFIRMED("mail-holds", "work mail changed, not confirmed");

        private final String word;
        private final String noted;

        Asked(String word, String noted) {
            this.word = word;
            this.noted = noted;
        }

        /** For the address of the page that says it in a sentence. */
        String word() {
            return word;
        }

        /** For the log; never the address. */
        String noted() {
            return noted;
        }
    }

    /**
     * Asks for another address, or for a link that confirms the present one.
     *
     * @throws BadParameter "mail": it is none, another person signs in by it, or no mail can go there
     */
    Asked ask(PersonId person, String typed) {
        var address = PersonForm.mail(typed).orElseThrow(() -> new BadParameter("mail", "Type the work e-mail that is to hold."));
        free(person, address);
        if (!mailer.isSetUp()) {
            hold(person, address, false);
            return Asked.HOLDS_UNCONFIRMED;
        }
        var code = Secret.code();
        var before = mails.of(person).filter(old -> !old.equalsIgnoreCase(address));
        if (mailer.send(link(address, code)) != Mailer.Outcome.SENT) {
            throw new BadParameter("mail",
                    "The mail server took no mail for this address, and nothing was changed. Check it, or try again later.");
        }
        keep(person, address, code);
        before.ifPresent(old -> mailer.send(warning(old))); // so that nobody's mail is led away unseen
        return Asked.LINK_SENT;
    }

    /** The change that waits; empty: none. */
    Optional<Waiting> waiting(PersonId person) {
        return row(person).map(Row::waiting);
    }

    /**
     * Lets the address hold that a code went to.
     *
     * @return the address; empty: the code is not good for this person, or no longer
     * @throws BadParameter another person came to sign in by it
     */
    Optional<String> confirm(PersonId person, String code) {
        var waits = row(person).filter(row -> MessageDigest.isEqual(row.digest(), Secret.digestOfCode(code)));
        waits.ifPresent(row -> {
            free(person, row.waiting().address());
            hold(person, row.waiting().address(), true);
        });
        return waits.map(row -> row.waiting().address());
    }

    /** Who signs in by the old address, or by nothing yet, signs in by the new one; a user name stays. */
    private void hold(PersonId person, String address, boolean confirmed) {
        boolean follows = !logins.has(person) || mails.of(person).flatMap(logins::personOf).filter(person::equals).isPresent();
        if (follows && !logins.set(person, address)) {
            throw taken();
        }
        if (confirmed) {
            mails.keepConfirmed(person, address, clock.instant());
        } else {
            mails.keep(person, address);
        }
        sql.sql("delete from people_mail_change where person = ?").param(person.value()).update();
    }

    private void free(PersonId person, String address) {
        if (logins.personOf(address).filter(other -> !other.equals(person)).isPresent()) {
            throw taken();
        }
    }

    private static BadParameter taken() {
        return new BadParameter("mail", "Another person signs in by this mail already.");
    }

    private void keep(PersonId person, String address, String code) {
        var now = clock.instant();
        sql.sql("""
                insert into people_mail_change (person, sealed, digest, asked_at, expires_at) values (?, ?, ?, ?, ?)
                on conflict (person) do update set sealed = excluded.sealed, digest = excluded.digest, asked_at = excluded.asked_at,
                expires_at = excluded.expires_at""")
                .params(person.value(), sealed.seal(purpose(person), address), Secret.digestOfCode(code), utc(now),
                        utc(now.plus(LIFE)))
                .update();
    }

    private Optional<Row> row(PersonId person) {
        return sql.sql("select sealed, digest, asked_at, expires_at from people_mail_change where person = ? and expires_at > ?")
                .params(person.value(), utc(clock.instant())).query((row, _) -> row(person, row)).optional();
    }

    private Row row(PersonId person, ResultSet row) throws SQLException {
        return new Row(new Waiting(sealed.open(purpose(person), row.getBytes("sealed")), instant(row, "asked_at"),
                instant(row, "expires_at")), row.getBytes("digest"));
    }

    private Mail link(String to, String code) {
        return new Mail(to, "Confirm your work mail: City Archive, " + city.name(),
                "Mail of the City Archive of " + city.name() + " is to come here. Open the link within two days and sign in.",
                "Confirm this address", site.of(PATH + "?code=" + code),
                "You get this because you, or the IT Director of the archive, typed this address.");
    }

    private Mail warning(String to) {
        return new Mail(to, "Another work mail was typed for you: City Archive, " + city.name(),
                "Mail of the City Archive of " + city.name()
                        + " is to go to another address. If nobody told you, tell your IT Director.",
                "See your page", site.of(OwnPages.PATH), "You get this because this address holds until the other is confirmed.");
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String purpose(PersonId person) {
        return "people.mail-change " + person;
    }
}
