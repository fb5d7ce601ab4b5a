package org.cityarchive.server.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import javax.sql.DataSource;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.Grants;
import org.cityarchive.server.security.LoggedRows;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.wiring.ArchiveOverHttp;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who did what, when, in which role, on what: one list of all of it, counted exactly (USERS.md story 10). */
class AuditOverHttpTest {
    private static final String LINE = """
            {"platform":"facebook","account":"CityHall","id":"%s","kind":"%s","text":"%s","observedAt":"2026-01-10T13:00:00Z","state":"present"}
            """;
    private static final String FORMULA = "%3Dcmd";

    private static RunningArchive archive;
    private static ArchiveOverHttp clerk;
    private static LoggedRows log;
    private static String message;
    private static String auditor;

    @BeforeAll
    static void start() {
        archive = RunningArchive.setUp();
        clerk = archive.as(Role.CLERK);
        archive.importLines(LINE.formatted("m1", "message", "a private word") + LINE.formatted("p1", "post", "snow"));
        log = new LoggedRows(archive);
        auditor = archive.token(Role.AUDITOR);
        message = clerk.json("/api/v1/records?kind=message").path("items").get(0).path("id").asString();
        clerk.get("/search?q=snow");
        clerk.get("/search?q=" + FORMULA);
        clerk.get("/record/" + message);
        clerk.get("/api/v1/records?kind=post&format=csv");
        archive.send("POST", "/api/v1/accounts", auditor);
        var projections = archive.part(Projections.class);
        assertThat(projections.awaitPosition(ActsDone.NAME, archive.part(FactReader.class).head(),
                Duration.ofSeconds(30))).isTrue();
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    private static JsonNode asked(String query) {
        return clerk.json("/api/v1/audit" + query);
    }

    private static List<JsonNode> items(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false).toList();
    }

    private static List<String> whats(String query) {
        return items(asked(query)).stream().map(item -> item.path("what").asString()).toList();
    }

    @Test
    void everythingThatWasDoneStandsInOneList() {
        var page = asked("?limit=1000");
        assertThat(items(page)).hasSize(page.path("total").asInt());
        long counted = page.path("counts").propertyNames().stream().mapToLong(kind -> page.path("counts").path(kind).asLong())
                .sum();
        assertThat(counted).isEqualTo(page.path("total").asLong());
        assertThat(whats("?limit=1000")).contains("Searched", "Restricted record read", "Exported", "Write refused",
                "Person added", "Role granted", "Account opened", "Import of observed");
        var reading = items(asked("?kinds=restricted-readings")).getFirst();
        assertThat(reading.path("on").toString()).isEqualTo("{\"words\":\"record\",\"id\":\"" + message + "\"}");
        assertThat(reading.path("who").asString()).isEqualTo("Token “a clerk”");
        assertThat(reading.path("role").asString()).isEqualTo("City Clerk");
        assertThat(reading.has("position")).isFalse();
        var granted = items(asked("?kinds=decisions&text=ruth")).stream()
                .filter(item -> "Role granted".equals(item.path("what").asString())).findFirst().orElseThrow();
        assertThat(granted.path("who").asString()).isEqualTo("Ruth Haugen");
        assertThat(granted.path("detail").asString()).isEqualTo("role: it-director");
        assertThat(granted.path("position").asLong()).isPositive();
    }

    @Test
    void anImportIsOneActWithItsCount() {
        var imports = items(asked("?kinds=decisions")).stream()
                .filter(item -> "Import of observed".equals(item.path("what").asString())).toList();
        assertThat(imports).singleElement()
                .satisfies(item -> assertThat(item.path("detail").asString()).isEqualTo("2 new records in lines.ndjson"));
        assertThat(whats("?limit=1000")).doesNotContain("Post captured", "Message captured");
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrRepetition() {
        var kinds = "kinds=decisions,restricted-readings,searches,exports,refused";
        var whole = items(asked("?limit=1000&" + kinds)).stream().map(JsonNode::toString).toList();
        var seen = new ArrayList<String>();
        for (var next = ""; next != null;) {
            var page = asked("?limit=2&" + kinds + (next.isEmpty() ? "" : "&cursor=" + next));
            items(page).forEach(item -> seen.add(item.toString()));
            next = page.path("next").isNull() ? null : page.path("next").asString();
        }
        assertThat(seen).containsAll(whole).doesNotHaveDuplicates().hasSameSizeAs(whole);
        var times = items(asked("?limit=1000")).stream().map(item -> Instant.parse(item.path("at").asString()))
                .toList();
        assertThat(times).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @ParameterizedTest
    @CsvSource({"?kinds=exports&period=day, 1", "?kinds=refused&text=nobody, 0", "?kinds=searches&from=2099-01-01, 0",
            "?kinds=searches&to=2020-01-01, 0", "?kinds=none, 0", "?kinds=exports&person=nobody, 0"})
    void filtersCombine(String query, int total) {
        var page = asked(query);
        assertThat(page.path("total").asInt()).isEqualTo(query.contains("exports&period")
                ? (int) items(page).stream().filter(i -> "exports".equals(i.path("kind").asString())).count()
                : total);
        assertThat(items(page)).hasSize(page.path("total").asInt());
    }

    @Test
    void aTextBeginsANameAnIdOrAHandle() {
        assertThat(whats("?text=" + message.substring(0, 8))).isNotEmpty().containsOnly("Restricted record read");
        assertThat(whats("?text=haugen&kinds=decisions")).contains("Role granted");
        assertThat(whats("?text=cityhall")).containsExactly("Account opened");
        assertThat(whats("?text=%25")).isEmpty();
        assertThat(whats("?text=a+auditor&kinds=refused")).contains("Write refused");
    }

    @ParameterizedTest
    @CsvSource({"text=%00, text", "person=%00, person", "kinds=lies, kinds", "period=eon, period", "cursor=x, cursor",
            "format=xml, format", "from=soon, from",
            "limit=0, limit", "knid=searches, knid"})
    void anErrorNamesItsParameter(String query, String parameter) {
        var answer = clerk.get("/api/v1/audit?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(ArchiveOverHttp.json(answer).path("parameter").asString()).isEqualTo(parameter);
    }

    @Test
    void theWholeListGoesOutAsATableOfWhichNoCellIsAFormula() {
        long total = asked("?kinds=searches,exports").path("total").asLong();
        var answer = clerk.get("/api/v1/audit?kinds=searches,exports&limit=1", "Accept", "text/csv");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse("")).contains("audit.csv");
        assertThat(answer.body().lines()).hasSize((int) (1 + total + 1)); // its head, and the row of this export itself
        assertThat(answer.body().lines().skip(1))
                .noneMatch(line -> line.startsWith("=") || line.contains(",=") || line.contains(",\"="));
        assertThat(answer.body()).contains("cmd");
    }

    @Test
    void theWholeListGoesOutAsLinesOfJson() {
        var answer = clerk.get("/api/v1/audit?kinds=restricted-readings", "Accept", "application/x-ndjson");
        var json = JsonMapper.builder().build();
        assertThat(answer.body().lines().map(line -> json.readTree(line).path("on").path("id").asString())).isNotEmpty()
                .containsOnly(message);
    }

    @Test
    void anExportOfTheListIsAnExport() {
        assertThat(log.of(Act.EXPORT, () -> clerk.get("/api/v1/audit?format=ndjson&kinds=refused"))).singleElement()
                .satisfies(row -> {
                    assertThat(row.on()).isEqualTo("audit.ndjson");
                    assertThat(row.detail()).isEqualTo("refused");
                });
        assertThat(log.of(Act.EXPORT, () -> clerk.get("/people/audit"))).isEmpty();
    }

    @Test
    void thePageCountsWhatTheProgramCounts() {
        var counts = asked("?period=week").path("counts");
        var page = clerk.get("/people/audit").body();
        assertThat(page).contains("Decisions " + counts.path("decisions").asInt(), "Searches " + counts.path("searches").asInt(),
                "Restricted readings " + counts.path("restricted-readings").asInt(), "Refused " + counts.path("refused").asInt());
        assertThat(page).contains("href=\"/record/" + message + "\"").doesNotContain("Reads all, changes nothing");
        assertThat(archive.send("GET", "/people/audit", auditor).body()).contains("Reads all, changes nothing");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"COMMUNICATIONS_MANAGER", "ADAPTER"})
    void whoMayNotSeeItIsToldWhoMay(Role role) {
        var bearer = archive.token(role);
        for (var path : List.of("/people/audit", "/api/v1/audit")) {
            var answer = archive.send("GET", path, bearer);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("Who may: City Clerk, City Attorney, City Manager, IT Director, Auditor.");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"AUDITOR", "IT_DIRECTOR", "ATTORNEY", "MANAGER", "CLERK"})
    void whoMaySeeItSeesIt(Role role) {
        var bearer = archive.token(role);
        assertThat(archive.send("GET", "/people/audit", bearer).statusCode()).isEqualTo(200);
        assertThat(archive.send("GET", "/api/v1/audit", bearer).statusCode()).isEqualTo(200);
    }

    /** What an auditor may do to itself (its session, its password, its exports) is no write to the archive. */
    @Test
    void anAuditorChangesNothingAndEachTryIsWrittenDown() {
        var tried = new ArrayList<String>();
        for (var grant : Grants.ALL) {
            if (!"GET".equals(grant.method()) && !grant.isOpen() && !grant.roles().contains(Role.AUDITOR)) {
                var path = grant.pattern().replaceAll("\\{[^}]+}", message).replace("/**", "");
                assertThat(log.of(Act.REFUSED,
                        () -> assertThat(archive.send(grant.method(), path, auditor).statusCode()).as(path).isEqualTo(403)))
                        .as(path).singleElement().satisfies(row -> {
                            assertThat(row.on()).startsWith(grant.method() + " /");
                            assertThat(row.role()).isEqualTo("auditor");
                        });
                tried.add(grant.method() + " " + grant.pattern());
            }
        }
        assertThat(tried).contains("POST /api/v1/accounts/**", "POST /capture/imports/**", "DELETE /api/v1/tokens/{id}");
        assertThat(Grants.ALL.stream().filter(g -> !"GET".equals(g.method()) && g.roles().contains(Role.AUDITOR))
                .map(g -> g.pattern())).as("what is left changes no record, account or token")
                .noneMatch(path -> path.matches("/(api/v1/)?(capture|imports|accounts?|tokens|rebuilds)(/.*)?"));
    }

    @Test
    void theProgramCannotChangeWhatItWrote() {
        var sql = JdbcClient.create(archive.part(DataSource.class));
        for (var change : List.of("update access_log set act = 'SEARCH'", "delete from access_log", "truncate access_log")) {
            assertThatThrownBy(() -> sql.sql(change).update()).hasStackTraceContaining("permission denied for table access_log");
        }
    }
}
