package org.cityarchive.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.People;
import org.cityarchive.server.security.SignInCodes.Invitation;
import org.cityarchive.server.security.SignInCodes.PersonsSession;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sign-in by name and password, over HTTP: what gets in, what waits, what is told. */
class PasswordSignInTest {
    private static final String GOOD = "gravel otter lantern";
    private static final Actor IT = new Actor("test", Role.IT_DIRECTOR);

    private static RunningArchive archive;

    private PersonId ruth = new PersonId(UUID.randomUUID());
    private String mail = "";

    @BeforeAll
    static void start() {
        archive = RunningArchive.start();
        archive.server().part(People.class).addFirst("Marcus Lindqvist");
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    @BeforeEach
    void aClerkWithAPassword() {
        ruth = new PersonId(UUID.randomUUID());
        mail = ruth + "@cottonwoodbend.example";
        archive.server().part(People.class).add(ruth, "Ruth Haugen", Role.CLERK, IT);
        archive.server().part(Logins.class).set(ruth, mail);
        assertThat(archive.server().part(Passwords.class).choose(ruth, GOOD, List.of())).isEmpty();
        archive.server().part(Tries.class).forget();
    }

    @Test
    void theRightPasswordOpensANewSessionWithANewFormToken() {
        var browser = new Visitor(archive);
        browser.get("/sign-in");
        var before = browser.cookie("archive_csrf");
        var answer = browser.signIn(mail.toUpperCase(Locale.ROOT), GOOD);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).contains("/");
        assertThat(browser.isIn()).isTrue();
        assertThat(browser.cookie("archive_csrf")).isNotEqualTo(before);
        var first = browser.cookie("archive_session");
        browser.signIn(mail, GOOD);
        assertThat(browser.cookie("archive_session")).isNotEqualTo(first);
        assertThat(archive.get("/search", "Cookie", "archive_session=" + first).statusCode()).as("the session before")
                .isEqualTo(302);
        assertThat(acts()).contains("SIGN_IN");
    }

    @Test
    void aSessionThatSomebodyElseChoseIsNeverTaken() {
        var browser = new Visitor(archive);
        browser.cookies().put("archive_session", "chosen-by-somebody-else");
        browser.signIn(mail, GOOD);
        assertThat(browser.cookie("archive_session")).isNotEqualTo("chosen-by-somebody-else").isNotEmpty();
    }

    @Test
    void whetherANameExistsCannotBeTold() {
        var known = new Visitor(archive).signIn(mail, "not the password");
        var unknown = new Visitor(archive).signIn("nobody@cottonwoodbend.example", "not the password");
        assertThat(known.statusCode()).isEqualTo(422).isEqualTo(unknown.statusCode());
        assertThat(shape(unknown, "nobody@cottonwoodbend.example")).isEqualTo(shape(known, mail));
        assertThat(known.body()).contains("4 more tries, then a wait of 15 minutes.").contains(mail)
                .doesNotContain("not the password");
    }

    @Test
    void whoeverShutsThePersonOutShutsOutOnlyStrangers() {
        var own = new Visitor(archive);
        assertThat(own.signIn(mail, GOOD).statusCode()).isEqualTo(302);
        own.send("/search", "/sign-out");
        assertThat(own.isIn()).isFalse();

        var stranger = new Visitor(archive);
        for (int i = 0; i < 4; i++) {
            assertThat(stranger.signIn(mail, "guess " + i).statusCode()).isEqualTo(422);
        }
        var last = stranger.signIn(mail, "guess 5");
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValueAsLong("Retry-After")).hasValue(900);
        assertThat(last.body()).contains("Wait 15 minutes.");
        assertThat(stranger.signIn(mail, GOOD).statusCode()).as("even the right password waits").isEqualTo(429);
        assertThat(new Visitor(archive).signIn(mail, GOOD).statusCode()).as("from anywhere unknown").isEqualTo(429);

        assertThat(own.signIn(mail, GOOD).statusCode()).as("a known browser").isEqualTo(302);
        var code = archive.server().part(SignInCodes.class).make(new PersonsSession(ruth, Role.CLERK));
        assertThat(new Visitor(archive).send("/sign-in", "/sign-in", "code", code).statusCode()).as("a code").isEqualTo(302);
    }

    @Test
    void anAddressThatTriesManyNamesWaitsButAGoodCodeGetsIn() {
        var stranger = new Visitor(archive);
        for (int i = 0; i < 10; i++) {
            stranger.signIn("name" + i + mail, "guess");
        }
        var turnedAway = stranger.signIn("another" + mail, "guess");
        assertThat(turnedAway.statusCode()).isEqualTo(429);
        assertThat(turnedAway.headers().firstValue("Retry-After")).contains("60");
        var code = archive.server().part(SignInCodes.class).make(new PersonsSession(ruth, Role.CLERK));
        assertThat(stranger.send("/sign-in", "/sign-in", "code", code).statusCode()).isEqualTo(302);
    }

    @Test
    void aCookieOfAnotherPersonsBrowserIsNoHelp() {
        var walter = new PersonId(UUID.randomUUID());
        archive.server().part(People.class).add(walter, "Walter Brandt", Role.AUDITOR, IT);
        archive.server().part(Logins.class).set(walter, "w" + mail);
        assertThat(archive.server().part(Passwords.class).choose(walter, GOOD, List.of())).isEmpty();
        var walters = new Visitor(archive);
        walters.signIn("w" + mail, GOOD);
        for (int i = 0; i < 5; i++) {
            walters.signIn(mail, "guess " + i);
        }
        assertThat(walters.signIn(mail, GOOD).statusCode()).isEqualTo(429);
        var own = new Visitor(archive);
        var code = archive.server().part(SignInCodes.class).make(new PersonsSession(ruth, Role.CLERK));
        own.send("/sign-in", "/sign-in", "code", code);
        var hers = own.cookies().keySet().stream().filter(name -> name.startsWith("archive_device_")).findFirst().orElseThrow();
        var his = walters.cookies().keySet().stream().filter(name -> name.startsWith("archive_device_")).findFirst()
                .orElseThrow();
        walters.cookies().put(hers, walters.cookie(his));
        assertThat(walters.signIn(mail, GOOD).statusCode()).as("his under the name of hers").isEqualTo(429);
    }

    @Test
    void withASecondFactorThePasswordAloneOpensNothing() {
        var factor = archive.server().part(SecondFactor.class);
        var secret = factor.offer(ruth, "Ruth", "City").orElseThrow().secret();
        var now = Instant.now();
        assertThat(factor.confirm(ruth, AuthenticatorApp.code(secret, now.minusSeconds(30)))).isPresent();

        var browser = new Visitor(archive);
        assertThat(browser.signIn(mail, GOOD).headers().firstValue("Location")).contains("/sign-in/second");
        assertThat(browser.cookie("archive_session")).isEmpty();
        assertThat(browser.send("/sign-in/second", "/sign-in/second", "code", "000000").statusCode()).isEqualTo(422);
        var code = AuthenticatorApp.code(secret, now);
        assertThat(browser.send("/sign-in/second", "/sign-in/second", "code", code).statusCode()).isEqualTo(302);
        assertThat(browser.isIn()).isTrue();

        var second = new Visitor(archive);
        second.signIn(mail, GOOD);
        assertThat(second.send("/sign-in/second", "/sign-in/second", "code", code).statusCode()).as("used before").isEqualTo(422);
        assertThat(second.isIn()).isFalse();
    }

    @Test
    void whatWasBegunUnderAnOldPasswordEndsWithIt() {
        var factor = archive.server().part(SecondFactor.class);
        var secret = factor.offer(ruth, "Ruth", "City").orElseThrow().secret();
        assertThat(factor.confirm(ruth, AuthenticatorApp.code(secret, Instant.now()))).isPresent();
        var browser = new Visitor(archive);
        browser.signIn(mail, GOOD);
        assertThat(archive.server().part(Passwords.class).choose(ruth, "another otter lantern", List.of())).isEmpty();
        assertThat(browser.get("/sign-in/second").headers().firstValue("Location")).contains("/sign-in");
    }

    @Test
    void whoHasTwoRolesChoosesOne() {
        archive.server().part(People.class).grant(ruth, Role.ATTORNEY, null, IT);
        var browser = new Visitor(archive);
        browser.signIn(mail, GOOD);
        assertThat(browser.send("/sign-in/second", "/sign-in/second", "role", "it-director").statusCode()).as("not hers")
                .isEqualTo(422);
        assertThat(browser.send("/sign-in/second", "/sign-in/second", "role", "attorney").statusCode()).isEqualTo(302);
        assertThat(browser.get("/search").body()).contains("City Attorney");
    }

    @Test
    void anInvitedPersonChoosesNameAndPasswordAtTheFirstEntry() {
        var ellen = new PersonId(UUID.randomUUID());
        archive.server().part(People.class).add(ellen, "Ellen Tafoya", Role.MANAGER, IT);
        var code = archive.server().part(SignInCodes.class).make(new Invitation(ellen, Role.MANAGER));
        var browser = new Visitor(archive);
        assertThat(browser.send("/sign-in?code=" + code, "/sign-in", "code", code).headers().firstValue("Location"))
                .contains("/sign-in/first");
        var first = browser.cookie("archive_session");
        assertThat(browser.send("/sign-in/first", "/sign-in/first", "login", "ellen", "password", "Ellen Tafoya 2026").body())
                .contains("guessed first").contains("value=\"ellen\"").doesNotContain("Ellen Tafoya 2026");
        assertThat(browser.send("/sign-in/first", "/sign-in/first", "login", mail, "password", GOOD).body()).contains("is taken");
        assertThat(browser.send("/sign-in/first", "/sign-in/first", "login", "ellen", "password", GOOD).statusCode())
                .isEqualTo(302);
        assertThat(browser.cookie("archive_session")).as("a new password, a new session").isNotEqualTo(first);
        assertThat(browser.isIn()).isTrue();
        assertThat(new Visitor(archive).signIn("ellen", GOOD).statusCode()).isEqualTo(302);
        assertThat(browser.get("/sign-in/first").statusCode()).as("no way round the old password").isEqualTo(302);
    }

    @Test
    void aNewPasswordEndsTheSessionsElsewhere() {
        var here = new Visitor(archive);
        var there = new Visitor(archive);
        here.signIn(mail, GOOD);
        there.signIn(mail, GOOD);
        archive.server().part(Sessions.class).endAll(ruth);
        assertThat(here.isIn()).isFalse();
        assertThat(there.isIn()).isFalse();
    }

    @Test
    void howLongASessionLastsIsToldWithoutMakingItLonger() {
        var browser = new Visitor(archive);
        assertThat(browser.get("/sign-in/left").body()).isEqualTo("{\"seconds\":0}");
        browser.signIn(mail, GOOD);
        JdbcClient.create(archive.server().part(DataSource.class))
                .sql("update people_session set seen_at = seen_at - interval '119 minutes' where person = ?").param(ruth.value())
                .update();
        for (int i = 0; i < 2; i++) {
            assertThat(browser.get("/sign-in/left").body()).matches("\\{\"seconds\":[345]\\d}");
        }
        assertThat(browser.isIn()).as("and a page keeps it").isTrue();
        assertThat(browser.get("/sign-in/left").body()).matches("\\{\"seconds\":7[12]\\d\\d}");
        JdbcClient.create(archive.server().part(DataSource.class))
                .sql("update people_session set seen_at = seen_at - interval '121 minutes' where person = ?").param(ruth.value())
                .update();
        assertThat(browser.isIn()).as("left alone for longer").isFalse();
    }

    private static String shape(HttpResponse<String> answer, String login) {
        return answer.body().replace(login, "LOGIN").replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "TOKEN");
    }

    private List<String> acts() {
        return JdbcClient.create(archive.server().part(DataSource.class)).sql("select act from access_log where actor = ?")
                .param(ruth.toString()).query((row, _) -> row.getString("act")).list();
    }
}
