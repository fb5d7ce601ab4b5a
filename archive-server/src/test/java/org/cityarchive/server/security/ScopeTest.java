package org.cityarchive.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;

/** A token goes as far as its role, or less. */
class ScopeTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();

    @Test
    void everyRouteNeedsOneScopeAndTheGreaterIncludeTheLesser() {
        for (var grant : Grants.ALL) {
            if (!grant.isOpen()) {
                assertThat(Scope.ADMINISTER.includes(Scope.needed(grant))).as(grant.toString()).isTrue();
            }
        }
        assertThat(Scope.READ.includes(Scope.READ_AND_IMPORT)).isFalse();
        assertThat(Scope.READ_AND_IMPORT.includes(Scope.READ)).isTrue();
    }

    @Test
    void aTokenThatReadsWritesNothing() {
        var reads = token(Role.IT_DIRECTOR, Scope.READ);
        assertThat(ARCHIVE.send("GET", "/api/v1/accounts", reads).statusCode()).isEqualTo(200);
        assertThat(ARCHIVE.send("GET", "/people", reads).statusCode()).isNotIn(401, 403);
        for (var route : List.of("GET /api/v1/tokens", "POST /api/v1/tokens", "POST /api/v1/imports", "POST /api/v1/accounts",
                "POST /api/v1/rebuilds", "POST /people")) {
            var answer = ARCHIVE.send(route.substring(0, route.indexOf(' ')), route.substring(route.indexOf(' ') + 1), reads);
            assertThat(answer.statusCode()).as(route).isEqualTo(403);
        }
        assertThat(ARCHIVE.send("POST", "/api/v1/imports", reads).body()).contains("scope-too-narrow",
                "needs \\\"read+import\\\"");
    }

    @Test
    void aTokenThatImportsDoesNothingElse() {
        var imports = token(Role.CLERK, Scope.READ_AND_IMPORT);
        assertThat(ARCHIVE.send("POST", "/api/v1/imports", imports).statusCode()).isNotIn(401, 403);
        assertThat(ARCHIVE.postJson("/api/v1/accounts", imports, "{}").statusCode()).isEqualTo(403);
    }

    @Test
    void aScopeNeverWidensARole() {
        var auditor = token(Role.AUDITOR, Scope.ADMINISTER);
        var answer = ARCHIVE.postJson("/api/v1/accounts", auditor, "{}");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("not-granted");
    }

    @Test
    void theApiMakesTokensOfAScopeAndSaysIt() {
        var administrator = ARCHIVE.token(Role.IT_DIRECTOR);
        assertThat(ARCHIVE.postJson("/api/v1/tokens", administrator, "{\"name\":\"a\",\"role\":\"clerk\",\"scope\":\"read\"}")
                .body())
                .contains("\"scope\":\"read\"");
        assertThat(ARCHIVE.postJson("/api/v1/tokens", administrator, "{\"name\":\"a\",\"role\":\"adapter\"}").body())
                .contains("\"scope\":\"read+import\"");
        assertThat(
                ARCHIVE.postJson("/api/v1/tokens", administrator, "{\"name\":\"a\",\"role\":\"clerk\",\"scope\":\"all\"}").body())
                .contains("\"parameter\":\"scope\"");
    }

    private static String token(Role role, Scope scope) {
        return ARCHIVE.server().part(ApiTokens.class).make("scoped", role, scope, Duration.ofDays(1), "test").secret();
    }
}
