package org.cityarchive.server.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.People;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.security.Scope;
import org.cityarchive.server.web.Look;
import org.cityarchive.server.web.Pages;
import org.cityarchive.server.wiring.RunningArchive;
import org.cityarchive.server.wiring.Setting;
import org.cityarchive.server.wiring.TestHome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What programs that watch the archive are told, and what its log says; never a word of what was captured. */
class SystemOverHttpTest {
    private static final Path HOME = TestHome.laid();
    private static final List<String> MARKERS = List.of("zqTextMark11", "zqAuthorMark12", "zqBrokenMark13", "zqSoughtMark14",
            "zqRefusedMark15", "zqAccountMark16", "zqFormMark17");
    private static RunningArchive archive;

    @BeforeAll
    static void start() {
        archive = RunningArchive.on(HOME, Map.of(Setting.LOG_FORM, "plain", Setting.CITY_NAME, "Cottonwood Bend"));
        var lines = """
                {"platform":"facebook","account":"zqAccountMark16","id":"1","kind":"comment","author":{"id":"a","name":"zqAuthorMark12"},"text":"zqTextMark11","observedAt":"2026-01-01T00:01:00Z","state":"present"}
                {"platform":"facebook","account":"zqAccountMark16","id":"2","kind":"comment","text":"zqRefusedMark15","observedAt":"2126-01-01T00:00:00Z","state":"present"}
                {"platform":"facebook","text":"zqBrokenMark13
                """;
        var boundary = "xx";
        var form = Map.of("format", "observed", "addAccounts", "true").entrySet().stream()
                .map(e -> "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + e.getKey() + "\"\r\n\r\n"
                        + e.getValue()
                        + "\r\n")
                .collect(Collectors.joining());
        var answer = archive.post("/api/v1/imports", "multipart/form-data; boundary=" + boundary, form + "--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.ndjson\"\r\n\r\n" + lines + "\r\n--" + boundary
                + "--\r\n", "Authorization", "Bearer " + archive.token(Role.CLERK));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var clerk = archive.token(Role.CLERK);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> archive.send("GET", "/api/v1/imports", clerk).body().contains("\"state\":\"done\""));
        archive.awaitProjections();
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    private static String metrics() {
        var token = archive.server().part(ApiTokens.class)
                .make("prometheus", Role.AUDITOR, Scope.METRICS, Duration.ofDays(1), "test")
                .secret();
        var answer = archive.send("GET", "/actuator/prometheus", token);
        assertThat(answer.statusCode()).isEqualTo(200);
        for (var other : List.of("/api/v1/records", "/people", "/system", "/actuator/metrics")) {
            assertThat(archive.send("GET", other, token).statusCode()).as(other).isEqualTo(403);
        }
        return answer.body();
    }

    @Test
    void metricsNameTheArchivesPartsAndNothingElse() {
        archive.send("GET", "/api/v1/records?q=zqSoughtMark14", archive.token(Role.CLERK));
        told("Search has read every fact.");
        var told = await().atMost(Duration.ofMinutes(2)).until(SystemOverHttpTest::metrics,
                page -> page.contains("archive_reader_behind{reader=\"record_index-1\"} 0.0")
                        && page.contains("archive_imports{state=\"done\"} 1.0")
                        && page.contains("archive_keys_readable 1.0")); // the test beside this one takes them away for a moment
        assertThat(told).contains("archive_append_seconds_count", "archive_append_seconds_bucket", "archive_append_facts_sum",
                "archive_append_waiting 0.0", "archive_reader_behind{reader=\"record_index-1\"} 0.0", "archive_index_bytes ",
                "archive_log_leaves ", "archive_keys_readable 1.0", "archive_disk_writes{part=\"index\"} 1.0",
                "archive_imports{state=\"done\"} 1.0", "archive_import_lines{outcome=\"refused\"} 2.0",
                "archive_gaps{gap=\"line-refused\"} 2.0", "archive_gaps{gap=\"line-waiting\"} 0.0",
                "archive_gaps{gap=\"import-unfinished\"} 0.0", "archive_gaps{gap=\"account-never-seen\"} 0.0",
                "archive_database_writes 1.0", "archive_audit_differences{comparison=\"vault\"} ",
                "jvm_memory_used_bytes");
        assertThat(told.lines().filter(line -> line.startsWith("archive_") && line.endsWith("NaN"))
                .filter(line -> !line.startsWith("archive_log_signed_age") && !line.startsWith("archive_audit")
                        && !line.startsWith("archive_gaps_look_age"))) // nobody said yet that the account is the city's
                .isEmpty();
        assertThat(told).doesNotContain(MARKERS).doesNotContain("q=");
        assertThat(told.lines().filter(line -> line.startsWith("http_server_requests_seconds_count")).count()).isLessThan(40);
    }

    /** An account that was not looked at for long is told by the number of such accounts, and by its age; one that is not the city's is not. */
    @Test
    void whatTheArchiveKnowsThatItLacksIsCounted() throws SQLException {
        try (var connection = archive.part(DataSource.class).getConnection()) {
            connection.setAutoCommit(false); // nobody else sees it, and nothing of it stays
            var sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            var before = StoredMeasures.gaps(sql, Instant.now()).known();
            for (var state : List.of("CONFIRMED", "CONFIRMED", "AWAITED")) {
                sql.sql("insert into account_register (account, platform, handle, via, state, opened_at, as_of)"
                        + " values (gen_random_uuid(), 'x', gen_random_uuid()::text, 'test', ?, now(), 1)").param(state).update();
            }
            sql.sql("insert into capture_account_seen select account, now() - interval '40 days' from account_register"
                    + " where via = 'test' and state = 'CONFIRMED' limit 1").update();
            var gaps = StoredMeasures.gaps(sql, Instant.now());
            for (var gap : List.of("account-never-seen", "account-unseen-30-days")) {
                assertThat(gaps.known()).as(gap).containsEntry(gap, before.getOrDefault(gap, 0L) + 1);
            }
            assertThat(gaps.oldestLook()).isBefore(Instant.now().minus(Duration.ofDays(39)));
            connection.rollback();
        }
    }

    @Test
    void metricsNeedAToken() {
        assertThat(archive.get("/actuator/prometheus").statusCode()).isEqualTo(401);
        assertThat(archive.send("GET", "/actuator/prometheus", archive.token(Role.CLERK)).statusCode()).isEqualTo(403);
    }

    @Test
    void aKeyStoreThatCannotBeReadMakesTheArchiveNotReadyButAlive() throws Exception {
        var keys = HOME.resolve("keys");
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwxr-x---"));
        try {
            var ready = archive.get("/actuator/health/readiness");
            assertThat(ready.statusCode()).as(ready.body()).isEqualTo(503);
            assertThat(ready.body()).contains("the key store cannot be read").doesNotContain(HOME.toString());
            assertThat(archive.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        } finally {
            Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(archive.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void theLogNamesRequestsAndImportsAndNoWordOfWhatCameIn() throws Exception {
        var clerk = archive.token(Role.CLERK);
        for (var path : List.of("/api/v1/records?q=zqSoughtMark14", "/api/v1/records?q=%22zqSoughtMark14",
                "/api/v1/records/zqSoughtMark14", "/zqSoughtMark14", "/api/v1/records?cursor=zqSoughtMark14")) {
            archive.get(path, "Authorization", "Bearer " + clerk);
        }
        archive.postJson("/api/v1/accounts", clerk, "{\"platform\":\"zqFormMark17\",\"handle\":3}");
        var odd = archive.get("/api/v1/records?q=snow", "Authorization", "Bearer " + clerk, "X-Request-Id", "clerks-own-0001");
        assertThat(odd.headers().firstValue("X-Request-Id")).contains("clerks-own-0001");
        var noted = JdbcClient.create(archive.server().part(DataSource.class))
                .sql("select count(*) from access_log where request = 'clerks-own-0001'")
                .query(Long.class).single();
        assertThat(noted).isEqualTo(1);
        var logs = text(HOME.resolve("logs"));
        assertThat(logs).isNotEmpty().contains("archive.log").doesNotContain(MARKERS);
        assertThat(logs).containsPattern("INFO  \\[[0-9a-f-]{36}\\] .*import [0-9a-f-]{36} is read")
                .contains("GET /api/v1/records/{id} answered 400");
    }

    @Test
    void thePageSaysTheSameInWordsToWhoeverKeepsTheMachine() {
        assertThat(told("The key store can be read.")).contains("Search has read every fact.", "The key store can be read.")
                .doesNotContain(MARKERS);
        assertThat(archive.send("GET", "/system?state=needy", archive.token(Role.AUDITOR)).statusCode()).isEqualTo(200);
        assertThat(archive.send("GET", "/system", archive.token(Role.CLERK)).statusCode()).isEqualTo(403);
    }

    @Test
    void thePageIsReadInLightAndDarkOnATelephoneAndWithoutScripts() throws Exception {
        archive.server().part(People.class).addFirst("Marcus Field");
        try (var pages = Pages.open(archive)) {
            try (var window = pages.signedIn(Role.IT_DIRECTOR, Look.LIGHT)) {
                pages.look(pages.open(window, "/system"), "system-light");
            }
            var keys = HOME.resolve("keys");
            Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwxr-x---"));
            told("The key store cannot be read");
            try (var dark = pages.signedIn(Role.IT_DIRECTOR, Look.DARK);
                    var small = pages.signedIn(Role.IT_DIRECTOR, Look.SMALL);
                    var plain = pages.signedInWithoutScripts(Role.IT_DIRECTOR)) {
                var page = pages.open(dark, "/");
                assertThat(page.locator("a[href='/system?state=needy']").count()).as("home leads there").isEqualTo(1);
                page.click("a[href='/system?state=needy']");
                assertThat(page.locator(".ca-parts li").count()).isEqualTo(1);
                page.navigate(page.url().replaceAll("[?].*", ""));
                pages.look(page, "system-dark");
                pages.look(pages.open(small, "/system"), "system-small");
                assertThat(pages.open(plain, "/system").locator(".ca-parts").textContent())
                        .contains("The key store cannot be read");
            } finally {
                Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    /** The page, once it says so: it is measured anew every two seconds. */
    private static String told(String sentence) {
        var director = archive.token(Role.IT_DIRECTOR);
        return await().atMost(Duration.ofMinutes(2)).until(() -> archive.send("GET", "/system", director).body(),
                page -> page.contains(sentence));
    }

    private static String text(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            var all = new StringBuilder();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                all.append(file).append('\n').append(Files.readString(file));
            }
            return all.toString();
        }
    }
}
