package org.cityarchive.server.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.LoggedRows;
import org.cityarchive.server.security.SignedIn;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.wiring.ArchiveOverHttp;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.core.context.SecurityContextHolder;

/** Nobody reads a restricted record without a row that says so (USERS.md story 10). */
class RestrictedReadingTest {
    /** Never searched for: else the list of searches would hold it too. */
    private static final String WORDS = "zebrafinch";
    private static final String LINE = """
            {"platform":"facebook","account":"CityHall","id":"%s","kind":"%s","author":{"id":"u-%1$s","name":"Ann"},"text":"%s","createdAt":"2026-01-10T13:00:00Z","observedAt":"%s","state":"present"%s}
            """;

    private static RunningArchive archive;
    private static ArchiveOverHttp clerk;
    private static LoggedRows log;
    private static String message;
    private static String answer;

    @BeforeAll
    static void start() {
        archive = RunningArchive.setUp();
        clerk = archive.as(Role.CLERK);
        archive.importLines(LINE.formatted("m1", "message", "Please tell nobody: " + WORDS, "2026-01-10T13:00:00Z", "")
                + LINE.formatted("m1", "message", "Please tell nobody: " + WORDS + " twice", "2026-01-11T13:00:00Z", "")
                + LINE.formatted("m2", "message", "Another " + WORDS, "2026-01-10T13:00:00Z", "")
                + LINE.formatted("c1", "comment", "An answer for all to see", "2026-01-10T13:00:00Z", ",\"parent\":\"m1\"")
                + LINE.formatted("p1", "post", "Open to all: snow", "2026-01-10T13:00:00Z", ""));
        log = new LoggedRows(archive);
        message = id("twice");
        answer = id("%22An+answer%22");
    }

    private static String id(String query) {
        return clerk.json("/api/v1/records?q=" + query).path("items").get(0).path("id").asString();
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    /** Every route there is, so that one that is added tomorrow cannot forget it. */
    @Test
    void everyRouteThatAnswersItsWordsNotesTheReading() {
        var answering = new ArrayList<String>();
        var forgotten = new ArrayList<String>();
        gets().forEach(path -> {
            var bodies = new ArrayList<String>();
            var rows = log.of(Act.RESTRICTED_READING, () -> bodies.add(clerk.get(path).body()));
            if (bodies.getFirst().contains(WORDS)) {
                answering.add(path);
                if (rows.stream().noneMatch(row -> row.on().equals("record " + message))) {
                    forgotten.add(path);
                }
            }
        });
        assertThat(forgotten).isEmpty();
        assertThat(answering).contains("/record/" + message, "/record/" + message + "/versions",
                "/record/" + message + "/thread", "/record/" + message + "/source", "/api/v1/records",
                "/api/v1/records/" + message, "/api/v1/records/" + message + "/versions",
                "/api/v1/records/" + message + "/thread", "/api/v1/records/" + message + "/raw");
    }

    private static Stream<String> gets() {
        return archive.routes().stream()
                .filter(route -> route.getMethodsCondition().getMethods().stream().anyMatch(m -> "GET".equals(m.name())))
                .flatMap(route -> Objects.requireNonNull(route.getPathPatternsCondition()).getPatternValues().stream())
                .map(pattern -> pattern.replaceAll("\\{[^}]+}", message).replace("/**", "")).distinct();
    }

    @Test
    void oneRowARecordAndRequest() {
        assertThat(log.of(Act.RESTRICTED_READING, () -> clerk.get("/api/v1/records/" + message + "/thread")))
                .extracting(LoggedRows.Logged::on).containsExactly("record " + message);
        assertThat(log.of(Act.RESTRICTED_READING, () -> clerk.get("/api/v1/records/" + answer + "/thread")))
                .as("a program gets the words of all").extracting(LoggedRows.Logged::on).containsExactly("record " + message);
        assertThat(log.of(Act.RESTRICTED_READING, () -> clerk.get("/record/" + message + "/source"))).singleElement()
                .satisfies(row -> {
                    assertThat(row.on()).isEqualTo("record " + message);
                    assertThat(row.role()).isEqualTo("clerk");
                    assertThat(row.detail()).isEqualTo("on its page, source");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/records?kind=message", "/api/v1/records?kind=message&format=csv"})
    void aListThatGivesWordsNotesEachOfItsRecords(String path) {
        assertThat(log.of(Act.RESTRICTED_READING, () -> clerk.get(path))).hasSize(2);
    }

    @Test
    void listsOfPagesShowItWithoutItsWordsAndNoteNothing() {
        var page = new ArrayList<String>();
        var rows = log.of(Act.RESTRICTED_READING, () -> page.add(clerk.get("/search?q=tell").body()));
        assertThat(rows).isEmpty();
        assertThat(page.getFirst()).contains("A private message. Opening it is written down.", "Restricted", "bi-person-lock",
                "1 record").doesNotContain(WORDS);
        for (var tab : List.of("", "/thread")) {
            var beside = log.of(Act.RESTRICTED_READING, () -> page.add(clerk.get("/record/" + answer + tab).body()));
            assertThat(beside).isEmpty();
            assertThat(page.getLast()).contains("An answer for all", "A private message. Opening it is written down.")
                    .doesNotContain(WORDS);
        }
    }

    @Test
    void aRecordThatAnyoneMayReadNotesNothing() {
        var post = id("snow");
        assertThat(log.of(Act.RESTRICTED_READING, () -> {
            clerk.get("/record/" + post);
            clerk.get("/api/v1/records/" + post + "/thread");
        })).isEmpty();
    }

    @Test
    void aReadingThatCannotBeNotedIsRefused() {
        var down = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none");
        var log = new AccessLog(down, archive.part(SealedText.class), Clock.systemUTC());
        var asked = new RecordsAsked(archive.part(Records.class), archive.part(Positions.class), archive.part(CityTimes.class),
                new Readings(log));
        var now = new AsOf(null, null);
        SecurityContextHolder.getContext().setAuthentication(new SignedIn(new Actor("somebody", Role.CLERK)));
        try {
            assertThatThrownBy(() -> asked.record(UUID.fromString(message), now))
                    .isInstanceOf(DataAccessResourceFailureException.class);
        } finally {
            SecurityContextHolder.clearContext();
        }
        assertThatThrownBy(() -> asked.record(UUID.fromString(message), now)).as("nobody reads")
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/record/%s/media/1/0", "/record/%s/media/9/9", "/record/%s/source/bytes?fact=1",
            "/record/%s?version=99",
            "/record/%s/source?fact=1", "/record/%s/versions?from=99&to=98", "/api/v1/records/%s/raw?version=99",
            "/api/v1/records/%s/proof?version=99", "/api/v1/records/%s/proof?version=99&format=zip"})
    void whatWasNotThereWasNotRead(String path) {
        assertThat(log.of(Act.RESTRICTED_READING,
                () -> assertThat(clerk.get(path.formatted(message)).statusCode()).isIn(400, 404))).isEmpty();
    }

    @Test
    void whatWasServedIsNotedInWords() {
        assertThat(log.of(Act.RESTRICTED_READING, () -> clerk.get("/record/" + message + "/source/bytes")))
                .extracting(LoggedRows.Logged::detail).containsExactly("on its page, source as a file");
        assertThat(Readings.words("/record/{id}/media/{version}/{index}")).isEqualTo("on its page, a picture or file of it");
        assertThat(archive.routes().stream()
                .flatMap(route -> Objects.requireNonNull(route.getPathPatternsCondition()).getPatternValues().stream())
                .filter(pattern -> pattern.contains("record")).map(Readings::words)).noneMatch(way -> way.matches(".*[{}/*].*"));
    }

    @Test
    void aRoleThatMayNotReadLeavesNoReading() {
        var adapter = archive.token(Role.ADAPTER);
        assertThat(log.of(Act.RESTRICTED_READING,
                () -> assertThat(archive.send("GET", "/record/" + message, adapter).statusCode()).isEqualTo(403))).isEmpty();
    }
}
