package org.cityarchive.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.LoggedRows;
import org.cityarchive.server.wiring.ArchiveOverHttp;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every search is written down once, with its query, its count and the position at which it was true. */
class SearchesNotedTest {
    private static RunningArchive archive;
    private static ArchiveOverHttp clerk;
    private static LoggedRows log;

    @BeforeAll
    static void start() {
        archive = RunningArchive.setUp();
        clerk = archive.as(Role.CLERK);
        var lines = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            lines.append(
                    "{\"platform\":\"facebook\",\"account\":\"CityHall\",\"id\":\"p%d\",\"kind\":\"post\",\"text\":\"snow plow\",\"observedAt\":\"2026-01-10T13:00:00Z\",\"state\":\"present\"}\n"
                            .formatted(i));
        }
        archive.importLines(lines.toString());
        log = new LoggedRows(archive);
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    private static void searched(String path, String words) {
        assertThat(log.of(Act.SEARCH, () -> clerk.get(path))).as(path).singleElement().satisfies(row -> {
            assertThat(row.on()).isEqualTo("records");
            assertThat(row.detail()).startsWith("3 found at position ").endsWith(words);
        });
    }

    @Test
    void pageAndProgramNoteWhatWasSearched() {
        searched("/search?q=snow+plow", ": snow plow");
        searched("/api/v1/records?q=snow&kind=post", ": snow kind:post");
        searched("/api/v1/records", ": every record");
        searched("/search?q=snow&asOf=2026-02-01T00:00:00Z", ", as of 2026-02-01T00:00:00Z: snow");
    }

    @Test
    void furtherPagesAreNoFurtherSearch() {
        var next = clerk.json("/api/v1/records?q=snow&limit=1").path("next").asString();
        assertThat(log.of(Act.SEARCH, () -> {
            clerk.get("/api/v1/records?q=snow&limit=1&cursor=" + next);
            clerk.get("/search?q=snow&limit=1&page=2&cursor=" + next);
        })).isEmpty();
    }

    @Test
    void aPageThatRefreshesItselfIsNoSearch() {
        assertThat(log.of(Act.SEARCH, () -> {
            clerk.get("/search?q=plow");
            clerk.get("/search?q=plow", "HX-Request", "true");
        })).hasSize(1);
        assertThat(log.of(Act.SEARCH, () -> clerk.get("/search?q=snow", "HX-Request", "true"))).as("another query").hasSize(1);
        assertThat(log.of(Act.SEARCH, () -> clerk.get("/search?q=snow"))).as("asked again by a person").hasSize(1);
    }

    @Test
    void thePageBeforeAnySearchIsNone() {
        assertThat(log.of(Act.SEARCH, () -> clerk.get("/search"))).isEmpty();
    }

    @Test
    void theWholeResultAsAFileIsAnExport() {
        assertThat(log.of(Act.EXPORT, () -> clerk.get("/api/v1/records?q=snow&format=csv"))).singleElement()
                .satisfies(row -> assertThat(row.detail()).startsWith("3 found").endsWith(": snow"));
        assertThat(log.of(Act.SEARCH, () -> clerk.get("/api/v1/records?q=snow&format=csv"))).isEmpty();
    }

    @Test
    void aQueryThatCannotBeReadIsNoSearch() {
        assertThat(log.of(Act.SEARCH, () -> clerk.get("/search?q=%22open"))).isEmpty();
    }
}
