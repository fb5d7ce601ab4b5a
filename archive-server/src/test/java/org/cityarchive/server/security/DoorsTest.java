package org.cityarchive.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Every door of a running archive: who may go where, and how one comes in. */
class DoorsTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String AN_ID = "0d9f2f6e-2f0f-4b1e-9a53-0c3c8c5e1c11";

    private static final RunningArchive ARCHIVE = RunningArchive.shared();

    private static List<String> welcome = List.of();

    @BeforeAll
    static void printCodes() {
        welcome = ARCHIVE.server().welcomeToSample();
    }

    @Test
    void everyHandlerIsBehindAGrant() {
        assertThat(ARCHIVE.routes()).hasSizeGreaterThan(8).allSatisfy(mapping -> {
            for (var path : mapping.getPatternValues()) {
                for (var method : mapping.getMethodsCondition().getMethods()) {
                    assertThat(granted(method.name(), filled(path))).as(method + " " + path).isTrue();
                }
            }
        });
    }

    @Test
    void everyRouteOpensToItsRolesAndToNobodyElse() throws IOException {
        var tokens = new EnumMap<Role, String>(Role.class);
        for (var role : Role.values()) {
            tokens.put(role, ARCHIVE.token(role));
        }
        var table = new StringJoiner("\n", Stream.of(Role.values()).map(Role::word)
                .collect(Collectors.joining("\t", "method\troute\t", "\n")), "\n");
        for (var grant : Grants.ALL) {
            var path = filled(grant.pattern());
            var line = new StringJoiner("\t").add(grant.method()).add(grant.pattern());
            boolean page = !path.startsWith("/api/") && !path.startsWith("/actuator/");
            if (!grant.isOpen()) {
                assertThat(ARCHIVE.send(grant.method(), path, null).statusCode()).as("nobody: " + grant)
                        .isEqualTo(!page ? 401 : "GET".equals(grant.method()) ? 302 : 403);
            }
            for (var role : Role.values()) {
                int status = ARCHIVE.send(grant.method(), path, tokens.get(role)).statusCode();
                line.add(Integer.toString(status));
                if (grant.isOpen() || grant.roles().contains(role)) {
                    assertThat(status).as(role + ": " + grant).isNotIn(401, 403);
                } else {
                    assertThat(status).as(role + ": " + grant).isEqualTo(403);
                }
            }
            table.add(line.toString());
        }
        Files.writeString(Path.of("target", "doors.tsv"), table.toString());
    }

    @Test
    void whatIsNotGrantedIsDeniedToAll() {
        var administrator = ARCHIVE.token(Role.IT_DIRECTOR);
        assertThat(ARCHIVE.send("GET", "/nowhere", administrator).statusCode()).as("a path that is none").isEqualTo(404);
        assertThat(ARCHIVE.send("GET", "/nowhere", null).statusCode()).as("nobody learns what is one").isEqualTo(302);
        assertThat(ARCHIVE.send("GET", "/api/v1/nowhere", administrator).body()).contains("urn:city-archive:problem:not-found");
        assertThat(ARCHIVE.send("GET", "/api/v1/nowhere", null).statusCode()).isEqualTo(401);
        assertThat(ARCHIVE.send("DELETE", "/api/v1/accounts", administrator).statusCode()).isEqualTo(405);
        for (var method : List.of("TRACE", "PROPFIND", "PUT", "PATCH", "OPTIONS", "BREW")) {
            assertThat(ARCHIVE.send(method, "/", administrator).statusCode()).as(method).isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void aRefusalNamesWhoCan() {
        var refused = ARCHIVE.postJson("/api/v1/tokens", ARCHIVE.token(Role.CLERK), "{}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("Who may: IT Director");
        assertThat(ARCHIVE.send("GET", "/api/v1/records", ARCHIVE.token(Role.ADAPTER)).body()).contains("City Clerk", "Auditor");
    }

    @Test
    void aCodeSignsInOnceAndTheSessionEndsWithSignOut() {
        var signedIn = signIn(code("Ruth Haugen"));
        assertThat(signedIn.statusCode()).isEqualTo(302);
        assertThat(signedIn.headers().allValues("Set-Cookie")).anySatisfy(
                cookie -> assertThat(cookie).startsWith("archive_session=").contains("HttpOnly").contains("SameSite=Lax"));
        var session = cookie(signedIn, "archive_session");
        assertThat(ARCHIVE.get("/api/v1/accounts", "Cookie", session).statusCode()).isEqualTo(200);
        assertThat(signIn(code("Ruth Haugen")).statusCode()).isEqualTo(422);

        var form = form();
        var both = session + "; " + form.cookie();
        assertThat(ARCHIVE.post("/sign-out", FORM, "_csrf=" + form.token(), "Cookie", both).statusCode()).isEqualTo(302);
        assertThat(ARCHIVE.get("/api/v1/accounts", "Cookie", session).statusCode()).isEqualTo(401);
    }

    @Test
    void openingTheLinkAloneDoesNotUseTheCode() {
        var code = code("Walter Brandt");
        for (int i = 0; i < 3; i++) {
            assertThat(ARCHIVE.get("/sign-in?code=" + code).body()).contains("Walter Brandt, Auditor");
        }
        assertThat(signIn(code).statusCode()).isEqualTo(302);
    }

    @Test
    void afterSigningInOneIsWhereOneWantedToGoButNeverElsewhere() {
        assertThat(SignInForm.local("/search?q=pool")).contains("/search?q=pool");
        for (var elsewhere : List.of("/.//evil.example", "/a/../b", "/./a", "//evil.example", "https://evil.example",
                "/\\evil.example", "", "search", "/a\r\nb")) {
            assertThat(SignInForm.local(elsewhere)).isEmpty();
        }
    }

    @Test
    void aWriteWithASessionNeedsTheFormsToken() {
        var session = cookie(signIn(code("Priya Raman")), "archive_session");
        var without = ARCHIVE.post("/api/v1/accounts", "application/json", "{}", "Cookie", session);
        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.body()).contains("form-outdated");
    }

    @Test
    void everyAnswerForbidsWhatPagesDoNotNeed() {
        var headers = ARCHIVE.get("/sign-in").headers();
        assertThat(headers.firstValue("Content-Security-Policy")).hasValueSatisfying(
                policy -> assertThat(policy).contains("default-src 'self'", "frame-ancestors 'none'").doesNotContain("unsafe"));
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(headers.firstValue("X-Request-Id")).isPresent();
        assertThat(headers.firstValue("Server")).isEmpty();
    }

    @Test
    void aTokenActsInItsRoleUntilItIsTakenBack() {
        var administrator = ARCHIVE.token(Role.IT_DIRECTOR);
        var made = ARCHIVE.postJson("/api/v1/tokens", administrator,
                "{\"name\":\"audit\",\"role\":\"auditor\",\"expires\":\"P30D\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        var secret = field(made.body(), "token");
        assertThat(ARCHIVE.send("GET", "/api/v1/accounts", secret).statusCode()).isEqualTo(200);
        assertThat(ARCHIVE.postJson("/api/v1/tokens", secret, "{}").statusCode()).isEqualTo(403);
        assertThat(ARCHIVE.send("GET", "/api/v1/tokens", administrator).body()).contains("\"audit\"").doesNotContain(secret);
        assertThat(ARCHIVE.send("DELETE", "/api/v1/tokens/" + field(made.body(), "id"), administrator).statusCode())
                .isEqualTo(204);
        assertThat(ARCHIVE.send("GET", "/api/v1/accounts", secret).statusCode()).isEqualTo(401);
    }

    @Test
    void whatATokenCannotBeIsNamed() {
        var administrator = ARCHIVE.token(Role.IT_DIRECTOR);
        for (var wrong : Map.of("role", "{\"name\":\"a\",\"role\":\"king\"}", "name", "{\"role\":\"clerk\"}", "expires",
                "{\"name\":\"a\",\"role\":\"clerk\",\"expires\":\"P900D\"}").entrySet()) {
            var answer = ARCHIVE.postJson("/api/v1/tokens", administrator, wrong.getValue());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("urn:city-archive:problem:bad-parameter")
                    .contains("\"parameter\":\"" + wrong.getKey() + "\"");
        }
    }

    @Test
    void anAccountIsAddedOnceAndListedInPages() {
        var clerk = ARCHIVE.token(Role.CLERK);
        for (int i = 0; i < 2; i++) {
            var added = ARCHIVE.postJson("/api/v1/accounts", clerk, "{\"platform\":\"peertube\",\"handle\":\"ParksDept\"}");
            assertThat(added.statusCode()).isEqualTo(201);
        }
        ARCHIVE.postJson("/api/v1/accounts", clerk, "{\"platform\":\"peertube\",\"handle\":\"Police\"}");
        var first = ARCHIVE.send("GET", "/api/v1/accounts?limit=1&platform=peertube", clerk).body();
        assertThat(first).contains("ParksDept").contains("\"total\":2");
        var second = ARCHIVE.send("GET", "/api/v1/accounts?limit=1&platform=peertube&cursor=" + field(first, "next"), clerk)
                .body();
        assertThat(second).contains("Police").contains("\"next\":null");
        for (var wrong : List.of("limit=0", "limit=x", "cursor=nothing")) {
            assertThat(ARCHIVE.send("GET", "/api/v1/accounts?" + wrong, clerk).body())
                    .contains("\"parameter\":\"" + wrong.substring(0, wrong.indexOf('=')) + "\"");
        }
    }

    @Test
    void theApiDescribesItself() {
        var openapi = ARCHIVE.send("GET", "/api/openapi.json", ARCHIVE.token(Role.ADAPTER));
        assertThat(openapi.statusCode()).isEqualTo(200);
        assertThat(openapi.body()).contains("/api/v1/accounts", "/api/v1/tokens").doesNotContain("\"Actor\"");
    }

    @Test
    void readinessSaysThatStoreAndProjectionsRun() {
        var ready = ARCHIVE.get("/actuator/health/readiness");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).contains("account_register-2", PeopleInRoles.NAME);
    }

    @Test
    void aProjectionThatStoppedIsNamedAndTheArchiveIsNotReady() {
        ARCHIVE.awaitProjections();
        var sql = JdbcClient.create(ARCHIVE.server().part(DataSource.class));
        sql.sql("update projection_token set stopped_at = 7, stopped_by = 'a test' where projection = ?")
                .param(PeopleInRoles.NAME)
                .update();
        var ready = ARCHIVE.get("/actuator/health/readiness");
        ARCHIVE.server().part(Projections.class).retry(PeopleInRoles.NAME);
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("\"" + PeopleInRoles.NAME + "\":\"stopped at position 7\"");
        assertThat(ARCHIVE.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void noNameAndNoSecretStandsInTheLog() {
        var log = ARCHIVE.file("logs/archive.json");
        assertThat(log).doesNotContain("Haugen").doesNotContain(code("Ellen Tafoya"));
    }

    private record Form(String token, String cookie) {}

    /** The sign-in form as a browser holds it. */
    private static Form form() {
        var page = ARCHIVE.get("/sign-in");
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(token.find()).isTrue();
        return new Form(URLEncoder.encode(token.group(1), StandardCharsets.UTF_8), cookie(page, "archive_csrf"));
    }

    private static HttpResponse<String> signIn(String code) {
        var form = form();
        return ARCHIVE.post("/sign-in", FORM, "code=" + code + "&_csrf=" + form.token(), "Cookie", form.cookie());
    }

    private static String code(String name) {
        var line = welcome.stream().filter(l -> l.contains(name)).findFirst().orElseThrow();
        return line.substring(line.indexOf("code=") + 5);
    }

    private static String cookie(HttpResponse<String> answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream().filter(c -> c.startsWith(name + "="))
                .map(c -> c.substring(0, c.indexOf(';')))
                .findFirst().orElseThrow();
    }

    private static String field(String json, String name) {
        var matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        assertThat(matcher.find()).as(json).isTrue();
        return matcher.group(1);
    }

    private static boolean granted(String method, String path) {
        var parser = new PathPatternParser();
        return "/error".equals(path) || Grants.ALL.stream().anyMatch(
                grant -> grant.method().equals(method) && parser.parse(grant.pattern()).matches(PathContainer.parsePath(path)));
    }

    private static String filled(String pattern) {
        return pattern.replaceAll("\\{[^}]+}", AN_ID).replace("/**", "");
    }
}
