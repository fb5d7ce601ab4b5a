package org.cityarchive.server.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.Sessions;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People over HTTP: what may be done, and every no. */
class PeopleOverHttpTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final Actor TEST = new Actor("test", Role.IT_DIRECTOR);

    private static String administrator = "";

    @BeforeAll
    static void movePeopleIn() {
        ARCHIVE.server().welcomeToSample();
        administrator = ARCHIVE.token(Role.IT_DIRECTOR);
    }

    @Test
    void aPersonIsAddedGrantedARoleAndRemovedOverTheApi() {
        var added = post("", "{\"name\":\"Max Okafor\",\"role\":\"clerk\",\"until\":\"2099-12-31\"}");
        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(added.body()).contains("/sign-in?code=", "no address is known");
        var id = field(added.body(), "id");
        assertThat(get("/" + id).body()).contains("\"name\":\"Max Okafor\"", "\"until\":\"2099-12-31\"", "\"held\":true");
        assertThat(post("/" + id + "/roles", "{\"role\":\"auditor\"}").body()).contains("\"role\":\"auditor\"");
        assertThat(ARCHIVE.send("DELETE", "/api/v1/people/" + id + "/roles/clerk", administrator).statusCode()).isEqualTo(204);
        assertThat(ARCHIVE.send("DELETE", "/api/v1/people/" + id, administrator).statusCode()).isEqualTo(204);
        assertThat(get("/" + id).body()).contains("removedAt").doesNotContain("\"held\":true");
        assertThat(post("/" + id + "/roles", "{\"role\":\"clerk\"}").body()).contains("urn:city-archive:problem:person-removed");
    }

    @Test
    void everyNoNamesItsRule() {
        var id = field(post("", "{\"name\":\"Ada Lund\",\"role\":\"clerk\"}").body(), "id");
        refused(post("/" + id + "/roles", "{\"role\":\"adapter\"}"), "role-not-for-people");
        refused(post("/" + id + "/roles", "{\"role\":\"auditor\",\"until\":\"2001-01-01\"}"), "role-ends-before-it-begins");
        refused(post("/" + UUID.randomUUID() + "/roles", "{\"role\":\"auditor\"}"), "unknown-person");
    }

    @Test
    void aFieldThatCannotBeReadIsNamed() {
        for (var wrong : Map.of("name", "{\"role\":\"clerk\"}", "role", "{\"name\":\"A\",\"role\":\"king\"}", "mail",
                "{\"name\":\"A\",\"role\":\"clerk\",\"mail\":\"a@b, c@d\"}", "until",
                "{\"name\":\"A\",\"role\":\"clerk\",\"until\":\"soon\"}").entrySet()) {
            var answer = post("", wrong.getValue());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"parameter\":\"" + wrong.getKey() + "\"");
        }
    }

    @Test
    void theSameRequestAgainAddsNobodyTwice() {
        var body = "{\"person\":\"" + UUID.randomUUID() + "\",\"name\":\"Once Only\",\"role\":\"clerk\"}";
        post("", body);
        post("", body);
        assertThat(get("?limit=1000").body().split("Once Only", -1)).hasSize(2);
    }

    @Test
    void twoPeopleDoNotSignInByOneMail() {
        post("", "{\"name\":\"First\",\"role\":\"clerk\",\"mail\":\"shared@city.example\"}");
        assertThat(post("", "{\"name\":\"Second\",\"role\":\"clerk\",\"mail\":\"SHARED@city.example\"}").body())
                .contains("\"parameter\":\"mail\"");
        assertThat(get("?limit=1000").body()).doesNotContain("\"Second\"");
    }

    @Test
    void aFormWithAMistakeKeepsWhatWasTyped() {
        var answer = form("/people",
                Map.of("person", UUID.randomUUID().toString(), "name", "Kept Name", "mail", "none", "role", "auditor"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("value=\"Kept Name\"", "A work e-mail looks like", "href=\"#mail\"");
    }

    @Test
    void theWayInIsShownOnceAndToNobodyElse() {
        var answer = form("/people", Map.of("person", UUID.randomUUID().toString(), "name", "Once Shown", "role", "auditor"));
        assertThat(answer.statusCode()).isEqualTo(302);
        var there = answer.headers().firstValue("Location").orElseThrow();
        assertThat(ARCHIVE.send("GET", there, ARCHIVE.token(Role.IT_DIRECTOR)).body()).doesNotContain("sign-in?code=");
        assertThat(ARCHIVE.send("GET", there, administrator).body()).contains("/sign-in?code=");
        assertThat(ARCHIVE.send("GET", there, administrator).body()).doesNotContain("sign-in?code=");
    }

    @Test
    void theLastAdministratorSeesTheRuleThatKeepsThem() {
        var people = ARCHIVE.server().part(People.class);
        var roles = ARCHIVE.server().part(PeopleInRoles.class);
        var marcus = new PersonId(UUID.nameUUIDFromBytes("sample person Marcus Lindqvist".getBytes(StandardCharsets.UTF_8)));
        people.grant(marcus, Role.IT_DIRECTOR, null, TEST);
        roles.all().stream().filter(held -> held.role() == Role.IT_DIRECTOR && !held.person().equals(marcus))
                .forEach(held -> people.revoke(held.person(), held.role(), TEST));
        var answer = form("/people/" + marcus + "/remove", Map.of());
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("last IT Director", "Rule “ARCHITECTURE.md, IT_DIRECTOR”");
    }

    @Test
    void nobodyChangesTheirOwnRolesInASession() {
        var person = new PersonId(UUID.randomUUID());
        ARCHIVE.server().part(People.class).add(person, "Own Hand", Role.IT_DIRECTOR, TEST);
        var session = "archive_session=" + ARCHIVE.server().part(Sessions.class).begin(person, Role.IT_DIRECTOR);
        var page = ARCHIVE.get("/people/me", "Cookie", session);
        var csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(csrf.find()).isTrue();
        var cookie = page.headers().allValues("Set-Cookie").stream().filter(c -> c.startsWith("archive_csrf="))
                .map(c -> c.substring(0, c.indexOf(';'))).findFirst().orElseThrow();
        var answer = ARCHIVE.post("/people/" + person + "/roles", FORM,
                "role=auditor&_csrf=" + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8), "Cookie",
                session + "; " + cookie);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("nobody grants, ends or removes their own role");
        ARCHIVE.server().part(People.class).remove(person, TEST);
    }

    @Test
    void whoMayNotIsShownWhoCan() {
        var clerk = ARCHIVE.token(Role.CLERK);
        var list = ARCHIVE.send("GET", "/people", clerk).body();
        assertThat(list).contains("ca-dashed", "Marcus Lindqvist can.").doesNotContain("href=\"/people/add\"");
        assertThat(ARCHIVE.send("GET", "/people/tokens", clerk).body()).contains("ca-dashed").doesNotContain("Take back");
        assertThat(ARCHIVE.send("POST", "/people", clerk).statusCode()).isEqualTo(403);
    }

    @Test
    void aTokenIsNobodyAndHasNoOwnPage() {
        assertThat(ARCHIVE.send("GET", "/people/me", administrator).statusCode()).isEqualTo(404);
    }

    @Test
    void aDayThatIsNoneIsRefusedAndADayBeforeSetUpIsEmpty() {
        assertThat(ARCHIVE.send("GET", "/people?on=soon", administrator).statusCode()).isEqualTo(400);
        assertThat(ARCHIVE.send("GET", "/people?on=2001-01-01", administrator).body()).contains("Nobody could act that day");
    }

    private static HttpResponse<String> get(String path) {
        return ARCHIVE.send("GET", "/api/v1/people" + path, administrator);
    }

    private static HttpResponse<String> post(String path, String body) {
        return ARCHIVE.postJson("/api/v1/people" + path, administrator, body);
    }

    private static HttpResponse<String> form(String path, Map<String, String> fields) {
        var body = new LinkedHashMap<>(fields).entrySet().stream()
                .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return ARCHIVE.post(path, FORM, body, "Authorization", "Bearer " + administrator);
    }

    private static void refused(HttpResponse<String> answer, String rule) {
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("urn:city-archive:problem:" + rule, "\"rule\":", "\"citation\":");
    }

    private static String field(String json, String name) {
        var matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        assertThat(matcher.find()).as(json).isTrue();
        return matcher.group(1);
    }
}
