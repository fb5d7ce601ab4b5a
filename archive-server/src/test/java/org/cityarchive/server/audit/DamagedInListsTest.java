package org.cityarchive.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.People;
import org.cityarchive.server.search.ExportsUnderTest;
import org.cityarchive.server.security.Sessions;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A row that was damaged by hand takes its own record from sight, by name, and no other. */
class DamagedInListsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final String LINE = """
            {"platform":"facebook","account":"Millrace","id":"%s","kind":"%s",%s"author":{"id":"u1","name":"Ann"},"text":"The millrace froze, said %s","createdAt":"2026-01-10T12:0%d:00Z","observedAt":"2026-01-10T13:00:00Z","state":"present"}
            """;
    private static final String VAULT = "update vault_part set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 255)"
            + " where record = '%s' and part = 'content'";
    private static final String FACT = "update event set payload = set_byte(payload, 0, get_byte(payload, 0) # 64)"
            + " where convert_from(payload, 'UTF8') like '%%%s%%'";

    private static Insider insider;
    private static String token;
    private static String session;
    private static String post;
    private static String first;
    private static String second;

    @BeforeAll
    static void threeRecords() {
        ARCHIVE.importLines(LINE.formatted("m1", "post", "", "nobody", 0)
                + LINE.formatted("m2", "comment", "\"parent\":\"m1\",", "Bea", 1)
                + LINE.formatted("m3", "comment", "\"parent\":\"m1\",", "Cal", 2));
        token = ARCHIVE.token(Role.CLERK);
        var found = list().path("items");
        assertThat(found.size()).isEqualTo(3);
        second = found.path(0).path("id").asString();
        first = found.path(1).path("id").asString();
        post = found.path(2).path("id").asString();
        var person = new PersonId(UUID.nameUUIDFromBytes(new byte[]{7, 7}));
        var test = new Actor("test", Role.IT_DIRECTOR);
        ARCHIVE.server().part(People.class).add(person, "Una Reader", Role.CLERK, test);
        session = ARCHIVE.server().part(Sessions.class).begin(person, Role.CLERK, "test");
        insider = new Insider(ARCHIVE.server().part(DataSource.class), ARCHIVE.home());
    }

    @AfterAll
    static void stop() {
        insider.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {VAULT, FACT})
    void theOthersAreShownAndItIsNamed(String damage) {
        assertThat(insider.run(damage.formatted(first))).isPositive();
        try {
            var listed = list();
            assertThat(listed.path("items").valueStream().map(one -> one.path("id").asString())).containsExactly(second, post);
            assertThat(listed.path("total").asInt()).as("it is counted").isEqualTo(3);
            assertThat(listed.path("damaged").valueStream().map(one -> one.path("id").asString())).containsExactly(first);
            var table = asClerk("/api/v1/records?q=millrace&format=csv").body();
            assertThat(table.lines().filter(line -> line.startsWith(first))).singleElement().asString()
                    .contains("cannot be read");
            assertThat(table).contains("said Cal").doesNotContain("said Bea");
            var page = asClerk("/search?q=millrace");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("1 record of this page cannot be read, and is not shown as true", first, "said Cal")
                    .contains(page.headers().firstValue("X-Request-Id").orElseThrow()).doesNotContain("said Bea");
            assertThat(asClerk("/").statusCode()).isEqualTo(200);
            assertThat(asClerk("/search/preview/" + first + "?q=millrace").statusCode()).isEqualTo(500);
            assertThat(health()).contains("\"damaged\":1");
        } finally {
            insider.run(repaired(damage));
        }
        assertThat(list().path("damaged").size()).isZero();
        assertThat(health()).contains("\"damaged\":0");
    }

    /** The same once more: each damage is its own inverse. */
    private static String repaired(String damage) {
        return damage.equals(VAULT)
                ? VAULT.formatted(first)
                : "update event set payload = set_byte(payload, 0, get_byte(payload, 0) # 64) where get_byte(payload, 0) <> 123";
    }

    @Test
    void anExportHoldsTheOthersAndTellsOfIt() throws IOException {
        insider.run(VAULT.formatted(first));
        try (var exports = new ExportsUnderTest(ARCHIVE.server().address().toString(), token)) {
            for (var asked : List.of("{\"q\":\"millrace\",\"formats\":[\"csv\",\"json\",\"html\"]}",
                    "{\"ids\":[\"%s\",\"%s\"],\"formats\":[\"csv\",\"json\",\"html\"]}".formatted(first, second))) {
                var made = exports.made(asked);
                assertThat(made.path("state").asString()).as(made.toString()).isEqualTo("done");
                assertThat(made.path("reason").asString()).contains("1 cannot be read", first);
                var files = exports.files(made);
                assertThat(files.get("manifest.json")).contains("\"damaged\"", first);
                assertThat(List.of("records.csv", "records.json", "records.html")).allSatisfy(name -> assertThat(files.get(name))
                        .contains(first, "said Cal").doesNotContain("said Bea"));
            }
        } finally {
            insider.run(VAULT.formatted(first));
        }
    }

    @Test
    void aThreadShowsTheOthersAroundIt() {
        insider.run(VAULT.formatted(first));
        try {
            var thread = asClerk("/record/" + post + "/thread");
            assertThat(thread.statusCode()).isEqualTo(200);
            assertThat(thread.body()).contains("This record cannot be read", first, "said Cal").doesNotContain("said Bea");
            assertThat(asClerk("/record/" + post).body()).contains("This record cannot be read", "said Cal");
            assertThat(asClerk("/api/v1/records/" + post + "/thread").body()).contains("cannot be read").contains("said Cal");
        } finally {
            insider.run(VAULT.formatted(first));
        }
    }

    @Test
    void anAnswerWhoseFactIsDamagedIsCountedByItsPlace() {
        assertThat(insider.run(FACT.formatted(first))).isPositive();
        try {
            var thread = asClerk("/record/" + post + "/thread");
            assertThat(thread.statusCode()).isEqualTo(200);
            assertThat(thread.body()).contains("1 fact that tells of an answer in this thread cannot be read", "said Cal");
        } finally {
            insider.run(repaired(FACT));
        }
    }

    private static JsonNode list() {
        var answer = asClerk("/api/v1/records?q=millrace");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String health() {
        return ARCHIVE.get("/actuator/health/readiness").body();
    }

    private static HttpResponse<String> asClerk(String path) {
        return path.startsWith("/api/")
                ? ARCHIVE.send("GET", path, token)
                : ARCHIVE.get(path, "Cookie", "archive_session=" + session);
    }
}
