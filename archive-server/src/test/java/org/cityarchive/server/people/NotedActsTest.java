package org.cityarchive.server.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.assertj.core.api.Assertions;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.LoggedRows;
import org.cityarchive.server.security.LoggedRows.Logged;
import org.cityarchive.server.security.Passwords;
import org.cityarchive.server.security.Sessions;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What changes no fact and still has to be known: what the law refused, and who changed which way in (USERS.md story 10). */
class NotedActsTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final Actor TEST = new Actor("test", Role.IT_DIRECTOR);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String OLD = "seven wet herons on a roof";
    private static final String NEW = "nine dry herons in a barn";

    private static LoggedRows log;
    private static PersonId person;
    private static String cookies = "";
    private static String csrf = "";
    private static String administrator;

    @BeforeAll
    static void aPersonSignsIn() {
        ARCHIVE.server().welcomeToSample();
        log = new LoggedRows(ARCHIVE);
        person = new PersonId(UUID.randomUUID());
        administrator = ARCHIVE.token(Role.IT_DIRECTOR);
        ARCHIVE.server().part(People.class).add(person, "Noted Acts", Role.IT_DIRECTOR, TEST);
        assertThat(ARCHIVE.server().part(Passwords.class).choose(person, OLD, List.of())).isEmpty();
        signIn(person);
    }

    @AfterAll
    static void thePersonLeaves() {
        ARCHIVE.server().part(People.class).remove(person, TEST);
    }

    private static void signIn(PersonId person) {
        var session = "archive_session=" + ARCHIVE.server().part(Sessions.class).begin(person, Role.IT_DIRECTOR);
        var page = ARCHIVE.get("/people/me", "Cookie", session);
        var found = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(found.find()).isTrue();
        csrf = URLEncoder.encode(found.group(1), StandardCharsets.UTF_8);
        cookies = session + "; " + page.headers().allValues("Set-Cookie").stream().filter(c -> c.startsWith("archive_csrf="))
                .map(c -> c.substring(0, c.indexOf(';'))).findFirst().orElseThrow();
    }

    private static HttpResponse<String> send(String path, String fields) {
        return ARCHIVE.post(path, FORM, fields + "&_csrf=" + csrf, "Cookie", cookies);
    }

    private static List<Logged> changes(int status, String path, String fields) {
        return log.of(Act.CREDENTIAL, () -> assertThat(send(path, fields).statusCode()).as(path).isEqualTo(status));
    }

    private static void refused(String route, String rule, Runnable asked) {
        assertThat(log.of(Act.REFUSED, asked)).singleElement().satisfies(row -> {
            assertThat(row.on()).isEqualTo(route);
            assertThat(row.detail()).startsWith(rule + ": ").contains(" · ").doesNotContain("Nameless");
        });
    }

    @Test
    void whatTheLawRefusesAProgramIsNotedWithItsRule() {
        refused("POST /api/v1/people/{id}/roles", "unknown-person",
                () -> assertThat(ARCHIVE.postJson("/api/v1/people/" + UUID.randomUUID() + "/roles", administrator,
                        "{\"role\":\"auditor\"}").statusCode()).isEqualTo(409));
    }

    @Test
    void whatTheLawRefusesOnAFormIsNotedWithItsRule() {
        refused("POST /people/{id}/remove", "second-person-needed",
                () -> assertThat(send("/people/" + person + "/remove", "").statusCode()).isEqualTo(409));
        refused("POST /people", "role-ends-before-it-begins",
                () -> assertThat(
                        send("/people", "person=" + UUID.randomUUID() + "&name=Nameless&role=auditor&until=2001-01-01")
                                .statusCode())
                        .isEqualTo(409));
    }

    @Test
    void aFormThatCannotBeReadIsNoRefusalOfTheLaw() {
        assertThat(log.of(Act.REFUSED, () -> assertThat(send("/people", "person=" + UUID.randomUUID()).statusCode())
                .isEqualTo(422))).isEmpty();
    }

    @Test
    void aNewPasswordIsNotedAndAWrongOneIsNot() {
        assertThat(changes(422, "/people/me/password", "current=wrong&password=" + NEW.replace(' ', '+'))).isEmpty();
        var rows = changes(302, "/people/me/password", "current=" + OLD.replace(' ', '+') + "&password="
                + NEW.replace(' ', '+'));
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.actor()).isEqualTo(person.toString());
            assertThat(row.on()).isEqualTo("person " + person);
            assertThat(row.detail()).isEqualTo("password changed, other sessions ended");
        });
        assertThat(ARCHIVE.server().part(Passwords.class).choose(person, OLD, List.of())).isEmpty();
        signIn(person);
    }

    @Test
    void aFirstPasswordIsNoted() {
        var other = new PersonId(UUID.randomUUID());
        ARCHIVE.server().part(People.class).add(other, "First Entry", Role.IT_DIRECTOR, TEST);
        signIn(other);
        assertThat(changes(302, "/sign-in/first", "login=first.entry&password=" + NEW.replace(' ', '+'))).singleElement()
                .satisfies(row -> {
                    assertThat(row.actor()).isEqualTo(other.toString());
                    assertThat(row.detail()).isEqualTo("first password set");
                });
        signIn(person);
        ARCHIVE.server().part(People.class).remove(other, TEST);
    }

    @Test
    void whoEndsSessionsIsNoted() {
        assertThat(changes(302, "/people/me/sessions/end", "")).extracting(Logged::detail)
                .containsExactly("all other sessions ended");
        var other = new PersonId(UUID.randomUUID());
        ARCHIVE.server().part(People.class).add(other, "Ended Session", Role.CLERK, TEST);
        assertThat(changes(302, "/people/" + other + "/sessions/end", "")).singleElement().satisfies(row -> {
            assertThat(row.on()).isEqualTo("person " + other);
            assertThat(row.detail()).isEqualTo("all sessions ended");
        });
        assertThat(changes(302, "/people/" + other + "/invitations", "role=clerk")).extracting(Logged::detail)
                .containsExactly("a way in as City Clerk made, those before taken back");
        ARCHIVE.server().part(People.class).remove(other, TEST);
    }

    @Test
    void aWrongCodeChangesNoSecondFactor() {
        send("/people/me/second", "");
        assertThat(changes(422, "/people/me/second/confirm", "code=000000")).isEmpty();
    }

    @Test
    void makingAndTakingBackATokenIsNotedWithoutItsSecret() {
        var answers = new ArrayList<HttpResponse<String>>();
        var made = log.of(Act.CREDENTIAL, () -> answers.add(ARCHIVE.postJson("/api/v1/tokens", administrator,
                "{\"name\":\"noted\",\"role\":\"auditor\",\"scope\":\"read\"}")));
        var there = answers.getFirst().headers().firstValue("Location").orElseThrow();
        var token = there.substring(there.lastIndexOf('/') + 1);
        assertThat(made).singleElement().satisfies(row -> {
            assertThat(row.on()).isEqualTo("token " + token);
            assertThat(row.detail()).startsWith("made: noted, Auditor, scope read, until ").doesNotContain("ca_");
        });
        assertThat(changes(302, "/people/tokens/" + token + "/revoke", "")).extracting(Logged::on, Logged::detail)
                .containsExactly(Assertions.tuple("token " + token, "taken back"));
        assertThat(changes(302, "/people/tokens", "name=by+form&role=auditor&scope=read&days=7")).singleElement()
                .satisfies(row -> assertThat(row.detail()).startsWith("made: by form, Auditor"));
        assertThat(log.of(Act.CREDENTIAL, () -> ARCHIVE.send("DELETE", "/api/v1/tokens/" + token, administrator))).hasSize(1);
    }

    @Test
    void theAuditPageCountsThemUnderTheirOwnFilter() {
        changes(302, "/people/me/sessions/end", "");
        var counted = ARCHIVE.send("GET", "/api/v1/audit?kinds=credentials&limit=1000&person=" + person, administrator).body();
        assertThat(counted).contains("\"what\":\"Way in changed\"", "\"kind\":\"credentials\"");
        var total = Pattern.compile("\"credentials\":([0-9]+)").matcher(counted);
        assertThat(total.find()).isTrue();
        assertThat(counted.split("\"kind\":\"credentials\"", -1)).hasSize(Integer.parseInt(total.group(1)) + 1);
        assertThat(ARCHIVE.send("GET", "/people/audit?person=" + person, administrator).body())
                .contains("Credentials " + total.group(1), "Way in changed");
    }
}
