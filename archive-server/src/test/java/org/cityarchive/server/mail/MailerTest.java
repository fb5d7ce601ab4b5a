package org.cityarchive.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMultipart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailerTest {
    private static final Mail INVITATION = new Mail("m.okafor@city.example", "Invitation: City Archive, Cottonwood Bend",
            "Priya <Nair> invites you & says so.", "Come in", URI.create("https://archive.city.example/sign-in?code=A&then=B"),
            "You get this because you were added.");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aMailIsOneSentenceAndOneButtonInPlainTextAndInHtml() throws Exception {
        assertThat(mailer(null).send(INVITATION)).isEqualTo(Mailer.Outcome.SENT);

        var mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Invitation: City Archive, Cottonwood Bend");
        assertThat(mail.getFrom()[0].toString()).isEqualTo("\"City Archive, Cottonwood Bend\" <archive@city.example>");
        assertThat(mail.getAllRecipients()[0].toString()).isEqualTo("m.okafor@city.example");
        var plain = part(mail, "text/plain");
        assertThat(plain).contains("Priya <Nair> invites you & says so.", "Come in:",
                "https://archive.city.example/sign-in?code=A&then=B", "You get this because");
        assertThat(part(mail, "text/html")).contains("Priya &lt;Nair&gt; invites you &amp; says so.",
                "href=\"https://archive.city.example/sign-in?code=A&amp;then=B\"").doesNotContain("<Nair>");
    }

    @Test
    void theSameLetterSentAgainHasTheSameMessageId() throws Exception {
        var id = UUID.randomUUID();
        var letter = new Mail("a@b.example", "s", "x", "y", URI.create("http://z"), "w", id);
        mailer(null).send(letter);
        mailer(null).send(letter);
        mailer(null).send(INVITATION);
        mailer(null).send(INVITATION);
        var mails = server.getReceivedMessages();
        assertThat(mails[0].getMessageID()).isEqualTo("<" + id + "@city.example>").isEqualTo(mails[1].getMessageID());
        assertThat(mails[2].getMessageID()).isNotEqualTo(mails[3].getMessageID());
    }

    @Test
    void aSubjectIsOneLineWhateverItHolds() throws Exception {
        mailer(null)
                .send(new Mail("a@b.example", "Account lost:\r\nBcc: all@city.example", "x", "y", URI.create("http://z"), "w"));
        var mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Account lost: Bcc: all@city.example");
        assertThat(mail.getAllRecipients()).hasSize(1);
    }

    /** A name that somebody gave a saved search, an account or a city stands in subject and words. */
    @Test
    void signsThatActAreSpelledWhereverTheyStand() throws Exception {
        var acting = "a\u0000b\u001B[2Jc\u0007d\u0085e\u009Bf\u202Eg\u2066h\u200Fi";
        mailer(null).send(new Mail("a@b.example", acting, acting, acting, URI.create("http://z"), acting));
        var mail = server.getReceivedMessages()[0];
        for (var words : List.of(mail.getSubject(), part(mail, "text/plain"), part(mail, "text/html"))) {
            assertThat(words).contains("⟪U+202E⟫", "⟪U+2066⟫", "⟪U+200F⟫")
                    .doesNotContainPattern("[\\p{Cc}&&[^\\n\\r\\t]]|[\\u200F\\u202E\\u2066]");
        }
    }

    @Test
    void severalAddressesAreNone() {
        for (var to : new String[]{"a@b.example, c@d.example", "nobody", "", "a@b.example\r\nBcc: c@d.example"}) {
            assertThat(mailer(null).send(new Mail(to, "s", "x", "y", URI.create("http://z"), "w"))).as(to)
                    .isEqualTo(Mailer.Outcome.NOT_TAKEN);
        }
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aPasswordIsNotGivenToAServerWithoutTls() throws Exception {
        var password = Files.writeString(folder.resolve("password"), "secret\n");
        server.setUser("archive", "secret");
        assertThat(mailer(new MailSettings("127.0.0.1", server.getSmtp().getPort(), "archive@city.example", "archive", password))
                .send(INVITATION)).isEqualTo(Mailer.Outcome.NOT_TAKEN);
    }

    @Test
    void aServerThatDoesNotAnswerIsAnOutcomeAndNoDefect() {
        var mailer = mailer(null);
        server.stop();
        assertThat(mailer.send(INVITATION)).isEqualTo(Mailer.Outcome.NOT_TAKEN);
    }

    @Test
    void withoutAMailServerNothingIsSent() {
        assertThat(Mailer.notSetUp().isSetUp()).isFalse();
        assertThat(Mailer.notSetUp().send(INVITATION)).isEqualTo(Mailer.Outcome.NOT_SET_UP);
    }

    private Mailer mailer(@org.jspecify.annotations.Nullable MailSettings settings) {
        return new SmtpMailer(settings != null
                ? settings
                : new MailSettings("127.0.0.1", server.getSmtp().getPort(), "archive@city.example", null, null),
                () -> "Cottonwood Bend");
    }

    private static String part(Part part, String type) throws Exception {
        if (part.isMimeType(type)) {
            var bytes = new ByteArrayOutputStream();
            part.getDataHandler().writeTo(bytes);
            return part.getContent() instanceof String text ? text : bytes.toString(StandardCharsets.UTF_8);
        }
        var found = "";
        if (part.getContent() instanceof MimeMultipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                found += part(parts.getBodyPart(i), type);
            }
        }
        return found;
    }
}
