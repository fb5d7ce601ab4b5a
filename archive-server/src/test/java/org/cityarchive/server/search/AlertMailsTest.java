package org.cityarchive.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.mail.Mail;
import org.cityarchive.server.mail.MailSettings;
import org.cityarchive.server.mail.Mailer;
import org.cityarchive.server.mail.SmtpMailer;
import org.cityarchive.server.people.SealedMail;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.SiteAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each match is told by mail once: at once, in the morning, after an outage, after a kill. */
class AlertMailsTest {
    private static final ZoneId CITY = ZoneId.of("America/Denver");
    private static final PersonId RUTH = new PersonId(new UUID(7, 1));

    private static TestDatabase database;
    private static JdbcClient sql;
    private static KeptSearches kept;
    private static SealedMail addresses;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Set<PersonId> here = new HashSet<>(List.of(RUTH));
    private Instant now = at("2026-03-02T10:00:00");
    private Mailer mailer = Mailer.notSetUp();

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        sql = JdbcClient.create(database.connections());
        kept = new KeptSearches(sql);
        addresses = new SealedMail(database.connections(), new SealedText(new byte[32]));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void start() {
        server.start();
        mailer = new SmtpMailer(
                new MailSettings("127.0.0.1", server.getSmtp().getPort(), "archive@city.example", null, null),
                () -> "Cottonwood Bend");
        addresses.keep(RUTH, "ruth@city.example");
        kept.forget();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void atOnceIsOneMailAMinuteForAllSinceTheLast() throws Exception {
        var saved = kept.of(RUTH.toString());
        kept.matches(saved, 4);
        mails().choose(saved, AlertChoice.AT_ONCE);
        assertThat(sent()).as("what came before the choice").isEmpty();

        kept.matches(saved, 1);
        assertThat(sent()).hasSize(1);
        kept.matches(saved, 2);
        pass(Duration.ofSeconds(59));
        kept.matches(saved, 1);
        assertThat(sent()).as("within the minute").hasSize(1);
        pass(Duration.ofSeconds(1));
        assertThat(sent()).hasSize(2);
        pass(Duration.ofHours(1));
        assertThat(sent()).as("nothing new").hasSize(2);

        assertThat(text(0)).contains("1 record came to answer a search that you keep.",
                "https://archive.city.example/search/saved/" + saved);
        assertThat(text(1)).contains("3 records came to answer a search that you keep.");
        assertThat(sent().getFirst().getSubject()).isEqualTo("New matches in a saved search");
        assertThat(sent().getFirst().getAllRecipients()[0].toString()).isEqualTo("ruth@city.example");
        assertThat(id(0)).endsWith("@city.example>").isNotEqualTo(id(1));
    }

    @Test
    void dailyIsAtSevenByTheCitysClockOnlyWithNews() throws Exception {
        var saved = kept.of(RUTH.toString());
        mails().choose(saved, AlertChoice.DAILY);
        kept.matches(saved, 2);
        assertThat(sent()).as("chosen at ten in the morning").isEmpty();
        now = at("2026-03-03T06:59:59");
        assertThat(sent()).isEmpty();
        now = at("2026-03-03T07:00:00");
        assertThat(sent()).hasSize(1);
        assertThat(text(0)).contains("2 records came");

        now = at("2026-03-04T07:00:00");
        assertThat(sent()).as("nothing new").hasSize(1);
        kept.matches(saved, 1);
        now = at("2026-03-04T23:00:00");
        assertThat(sent()).as("new after this morning").hasSize(1);
        now = at("2026-03-05T07:00:01");
        assertThat(sent()).hasSize(2);
    }

    @Test
    void aKillBetweenSendingAndMarkingSendsTheSameLetterAgainAndTellsNothingTwice() throws Exception {
        var saved = kept.of(RUTH.toString());
        mails().choose(saved, AlertChoice.AT_ONCE);
        kept.matches(saved, 3);
        mails().write();
        var real = mailer;
        mailer = new Mailer() {
            @Override
            public boolean isSetUp() {
                return true;
            }

            @Override
            public Outcome send(Mail mail) {
                real.send(mail);
                throw new IllegalStateException("killed");
            }
        };
        assertThatThrownBy(() -> mails().send()).hasMessage("killed");
        mailer = real;
        pass(Duration.ofMinutes(5));
        assertThat(sent()).hasSize(2);
        assertThat(id(0)).isEqualTo(id(1));
        pass(Duration.ofHours(1));
        assertThat(sent()).hasSize(2);
        assertThat(sql.sql("select sum(matches) from search_mail").query(Long.class).single()).isEqualTo(3);
    }

    @Test
    void whatIsNotTakenIsTriedLaterEachTimeLater() {
        var saved = kept.of(RUTH.toString());
        mails().choose(saved, AlertChoice.AT_ONCE);
        kept.matches(saved, 1);
        int port = server.getSmtp().getPort();
        server.stop();
        look();
        assertThat(standing(saved).nextTry()).isEqualTo(now.plus(Duration.ofMinutes(1)));
        pass(Duration.ofMinutes(1));
        look();
        assertThat(standing(saved).nextTry()).isEqualTo(now.plus(Duration.ofMinutes(2)));
        kept.matches(saved, 5);

        var again = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        again.start();
        try {
            pass(Duration.ofSeconds(119));
            look();
            assertThat(again.getReceivedMessages()).isEmpty();
            pass(Duration.ofSeconds(1));
            look();
            assertThat(again.getReceivedMessages()).hasSize(1);
            look();
            assertThat(again.getReceivedMessages()).as("and one more for all that came meanwhile").hasSize(2);
            assertThat(standing(saved).nextTry()).isNull();
            assertThat(standing(saved).sentAt()).isEqualTo(now);
        } finally {
            again.stop();
        }
    }

    @Test
    void whoWasRemovedOrHasNoAddressGetsNone() {
        var saved = kept.of(RUTH.toString());
        mails().choose(saved, AlertChoice.AT_ONCE);
        kept.matches(saved, 1);
        mails().write();
        here.clear();
        assertThat(sent()).as("removed between writing and sending").isEmpty();
        kept.matches(saved, 1);
        pass(Duration.ofHours(1));
        assertThat(sent()).isEmpty();

        here.add(RUTH);
        addresses.forget(RUTH);
        assertThat(standing(saved).address()).isNull();
        pass(Duration.ofHours(1));
        assertThat(sent()).isEmpty();
        addresses.keep(RUTH, "ruth@city.example");
        pass(Duration.ofHours(1));
        assertThat(sent()).as("an address became known").hasSize(1);

        var nobodys = kept.of("a token");
        mails().choose(nobodys, AlertChoice.DAILY);
        kept.matches(nobodys, 1);
        pass(Duration.ofDays(2));
        assertThat(sent()).hasSize(1);
    }

    @Test
    void withoutAMailServerLettersWaitAndGoOnceThereIsOne() {
        var saved = kept.of(RUTH.toString());
        var real = mailer;
        mailer = Mailer.notSetUp();
        mails().choose(saved, AlertChoice.AT_ONCE);
        kept.matches(saved, 1);
        look();
        assertThat(standing(saved).isSetUp()).isFalse();
        assertThat(sql.sql("select count(*) from search_mail where sent_at is null and tries = 0").query(Long.class).single())
                .isEqualTo(1);
        mailer = real;
        assertThat(sent()).hasSize(1);
    }

    @Test
    void whatItsOwnerHasSeenOrNoLongerWantsIsNotMailed() {
        var saved = kept.of(RUTH.toString());
        mails().choose(saved, AlertChoice.AT_ONCE);
        kept.matches(saved, 1);
        mails().write();
        kept.look();
        assertThat(sent()).as("looked before it went").isEmpty();
        kept.matches(saved, 1);
        kept.look();
        pass(Duration.ofHours(1));
        assertThat(sent()).as("looked before it was written").isEmpty();
        kept.matches(saved, 1);
        mails().write();
        mails().choose(saved, AlertChoice.NONE);
        pass(Duration.ofHours(1));
        assertThat(sent()).as("chose no mail").isEmpty();
        assertThatThrownBy(() -> AlertChoice.of("hourly")).isInstanceOf(BadParameter.class);
    }

    private AlertMails mails() {
        var site = new SiteAddress(() -> URI.create("https://archive.city.example/"));
        return new AlertMails(database.connections(), new AlertLetters(addresses, here::contains, site), mailer, () -> CITY,
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private AlertMails.Standing standing(UUID saved) {
        return mails().standing(new SavedSearch(saved, RUTH.toString(), "", "", 0, 0, 0, AlertChoice.NONE));
    }

    private void look() {
        mails().write();
        mails().send();
    }

    /** All mail that the city's server has, after the thread looked twice. */
    private List<MimeMessage> sent() {
        look();
        look();
        return Arrays.asList(server.getReceivedMessages());
    }

    private String text(int number) {
        return GreenMailUtil.getBody(server.getReceivedMessages()[number]).replaceAll("=\r?\n", ""); // lines are folded
    }

    private String id(int number) throws MessagingException {
        return server.getReceivedMessages()[number].getMessageID();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(CITY).toInstant();
    }
}
