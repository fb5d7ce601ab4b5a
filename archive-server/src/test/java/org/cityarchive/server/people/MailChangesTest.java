package org.cityarchive.server.people;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.mail.MailSettings;
import org.cityarchive.server.mail.Mailer;
import org.cityarchive.server.mail.SmtpMailer;
import org.cityarchive.server.people.MailChanges.Asked;
import org.cityarchive.server.people.MailChanges.Waiting;
import org.cityarchive.server.security.Logins;
import org.cityarchive.server.security.Passwords;
import org.cityarchive.server.security.Visitor;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.SiteAddress;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A work mail changes when its person opens the link that went there. */
class MailChangesTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final Actor TEST = new Actor("test", Role.IT_DIRECTOR);
    private static final String PASSWORD = "four grey herons fishing";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final SealedMail mails = ARCHIVE.server().part(SealedMail.class);
    private final Logins logins = ARCHIVE.server().part(Logins.class);
    private final String own = UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void movePeopleIn() {
        ARCHIVE.server().welcomeToSample(); // before anybody else is added: others look for the sample's people
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void theNewAddressHoldsWhenItsLinkIsOpenedByItsPersonAlone() throws Exception {
        var ruth = person("Ruth " + own);
        mails.keep(ruth, "old-" + own + "@city.example");
        logins.set(ruth, "old-" + own + "@city.example");
        var other = person("Other " + own);
        long head = ARCHIVE.server().part(FactReader.class).head();
        assertThat(changes().ask(ruth, "new-" + own + "@city.example")).isEqualTo(Asked.LINK_SENT);
        assertThat(mails.of(ruth)).contains("old-" + own + "@city.example");
        assertThat(changes().waiting(ruth)).map(Waiting::address).contains("new-" + own + "@city.example");
        assertThat(server.getReceivedMessages()).as("a link there, a warning to the one before").hasSize(2)
                .extracting(mail -> mail.getAllRecipients()[0].toString())
                .containsExactly("new-" + own + "@city.example", "old-" + own + "@city.example");
        var code = code(server.getReceivedMessages()[0]);
        assertThat(GreenMailUtil.getWholeMessage(server.getReceivedMessages()[1])).doesNotContain(code)
                .doesNotContain("new-" + own);

        assertThat(changes().confirm(other, code)).as("another person").isEmpty();
        assertThat(changes().confirm(ruth, "AAAA-BBBB-CCCC-DDDD")).isEmpty();
        assertThat(changes().confirm(ruth, code)).contains("new-" + own + "@city.example");
        assertThat(mails.of(ruth)).contains("new-" + own + "@city.example");
        assertThat(mails.isConfirmed(ruth)).isTrue();
        assertThat(logins.personOf("new-" + own + "@city.example")).contains(ruth);
        assertThat(logins.personOf("old-" + own + "@city.example")).isEmpty();
        assertThat(changes().confirm(ruth, code)).as("once").isEmpty();
        assertThat(ARCHIVE.server().part(FactReader.class).head()).as("no fact tells of it").isEqualTo(head);
    }

    @Test
    void aLinkIsGoodForTwoDaysAndTheLastOneAlone() throws Exception {
        var ruth = person("Ruth " + own);
        changes().ask(ruth, "one-" + own + "@city.example");
        changes().ask(ruth, "two-" + own + "@city.example");
        var first = code(server.getReceivedMessages()[0]);
        var second = code(server.getReceivedMessages()[1]);
        assertThat(changes().confirm(ruth, first)).isEmpty();
        var later = Clock.offset(Clock.systemUTC(), Duration.ofHours(49));
        assertThat(changes(later).waiting(ruth)).isEmpty();
        assertThat(changes(later).confirm(ruth, second)).isEmpty();
        assertThat(changes().confirm(ruth, second)).isPresent();
    }

    @Test
    void aUserNameStaysTheWayIn() throws Exception {
        var ruth = person("Ruth " + own);
        logins.set(ruth, "ruthh-" + own);
        changes().ask(ruth, "ruth-" + own + "@city.example");
        changes().confirm(ruth, code(server.getReceivedMessages()[0]));
        assertThat(logins.personOf("ruthh-" + own)).contains(ruth);
    }

    @Test
    void nobodyTakesAnothersMailAndAServerThatTakesNothingChangesNothing() {
        var ruth = person("Ruth " + own);
        logins.set(person("Other " + own), "taken-" + own + "@city.example");
        assertThatThrownBy(() -> changes().ask(ruth, "Taken-" + own + "@city.example")).isInstanceOf(BadParameter.class)
                .hasMessageContaining("Another person signs in");
        var changes = changes();
        server.stop();
        assertThatThrownBy(() -> changes.ask(ruth, "gone-" + own + "@city.example")).isInstanceOf(BadParameter.class)
                .hasMessageContaining("nothing was changed");
        assertThat(changes.waiting(ruth)).isEmpty();
    }

    @Test
    void withoutAMailServerItHoldsAtOnceUnconfirmedAndGoesWithItsPerson() {
        var ruth = person("Ruth " + own);
        var changes = changes(Mailer.notSetUp(), Clock.systemUTC());
        assertThat(changes.ask(ruth, "ruth-" + own + "@city.example")).isEqualTo(Asked.HOLDS_UNCONFIRMED);
        assertThat(mails.of(ruth)).contains("ruth-" + own + "@city.example");
        assertThat(mails.isConfirmed(ruth)).isFalse();
        ARCHIVE.server().part(People.class).remove(ruth, TEST);
        assertThat(mails.of(ruth)).isEmpty();
    }

    @Test
    void onesOwnIsChangedWithThePasswordAndAnothersByWhoAdministers() {
        var ruth = person("Ruth " + own);
        ARCHIVE.server().part(Passwords.class).choose(ruth, PASSWORD, List.of());
        logins.set(ruth, "ruth-" + own + "@city.example");
        var visitor = Visitor.unsuspected(ARCHIVE);
        visitor.signIn("ruth-" + own + "@city.example", PASSWORD);
        var wrong = visitor.send("/people/me", "/people/me/mail", "mail", "r-" + own + "@city.example", "proof", "not it");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("not your present password", "value=\"r-" + own + "@city.example\"");
        assertThat(mails.of(ruth)).isEmpty();
        assertThat(visitor.send("/people/me", "/people/me/mail", "mail", "none", "proof", PASSWORD).body())
                .contains("A work e-mail looks like");
        assertThat(visitor.send("/people/me", "/people/me/mail", "mail", "r-" + own + "@city.example", "proof", PASSWORD)
                .statusCode()).isEqualTo(302);
        assertThat(visitor.get("/people/me?done=mail-holds").body()).contains("r-" + own + "@city.example", "Not confirmed");
        assertThat(visitor.send("/people/me", "/people/" + ruth + "/mail", "mail", "x@city.example").statusCode()).isEqualTo(403);
        assertThat(visitor.get("/people/me/mail?code=AAAA").body()).contains("No address of yours waits");

        var administrator = ARCHIVE.token(Role.IT_DIRECTOR);
        var changed = ARCHIVE.post("/people/" + ruth + "/mail", "application/x-www-form-urlencoded",
                "mail=s-" + own + "%40city.example", "Authorization", "Bearer " + administrator);
        assertThat(changed.statusCode()).isEqualTo(302);
        assertThat(mails.of(ruth)).contains("s-" + own + "@city.example");
    }

    @Test
    void whatIsKeptIsSealed() {
        var ruth = person("Ruth " + own);
        changes().ask(ruth, "sealed-" + own + "@city.example");
        var kept = JdbcClient.create(ARCHIVE.server().part(DataSource.class))
                .sql("select sealed from people_mail_change where person = ?").param(ruth.value())
                .query(byte[].class).single();
        assertThat(new String(kept, ISO_8859_1)).doesNotContain(own);
    }

    private MailChanges changes() {
        return changes(Clock.systemUTC());
    }

    private MailChanges changes(Clock clock) {
        return changes(
                new SmtpMailer(new MailSettings("127.0.0.1", server.getSmtp().getPort(), "archive@city.example", null, null),
                        () -> "Cottonwood Bend"),
                clock);
    }

    private MailChanges changes(Mailer mailer, Clock clock) {
        var server = ARCHIVE.server();
        return new MailChanges(server.part(DataSource.class), server.part(SealedText.class), mails, logins, mailer,
                server.part(SiteAddress.class), server.part(City.class), clock);
    }

    private static String code(MimeMessage mail) throws Exception {
        var body = GreenMailUtil.getWholeMessage(mail).replace("=\r\n", "").replace("=3D", "=");
        var code = Pattern.compile("/people/me/mail\\?code=([A-Z0-9-]{19})").matcher(body);
        assertThat(code.find()).as(body).isTrue();
        return code.group(1);
    }

    private static PersonId person(String name) {
        var person = new PersonId(UUID.randomUUID());
        ARCHIVE.server().part(People.class).add(person, name, Role.CLERK, TEST);
        return person;
    }
}
