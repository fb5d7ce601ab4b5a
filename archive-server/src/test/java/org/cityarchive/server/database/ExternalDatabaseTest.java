package org.cityarchive.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.wiring.ArchiveProcess;
import org.cityarchive.server.wiring.RunningArchive;
import org.cityarchive.server.wiring.Setting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An archive on a PostgreSQL of the city's own. */
class ExternalDatabaseTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int port = ArchiveProcess.freePort();
    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("archive-external-");
    }

    @AfterEach
    void removeFolder() {
        TestDatabase.delete(folder);
    }

    @Test
    void whatTheDatabaseDoesWhileTheArchiveRunsIsShownAndMendsItself() throws IOException {
        var server = postgres();
        try (var archive = RunningArchive.on(folder.resolve("home"), Map.of(Setting.DATABASE_URL, url()))) {
            var clerk = archive.as(Role.CLERK);
            assertThat(Files.exists(folder.resolve("home/pg"))).isFalse();
            assertThat(archive.importLines(line(1)).path("newRecords").asLong()).isEqualTo(1);
            assertThat(archive.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            server.close();
            var down = archive.get("/actuator/health/readiness");
            assertThat(down.statusCode()).isEqualTo(503);
            assertThat(down.body()).contains("\"store\":{\"details\":{\"why\"", "\"status\":\"DOWN\"");
            assertThat(archive.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            var refused = clerk.get("/api/v1/imports");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(refused.body()).contains("urn:city-archive:problem:store-unavailable");
            server = postgres();
            await().atMost(PATIENCE).until(() -> archive.get("/actuator/health/readiness").statusCode() == 200);
            assertThat(archive.importLines(line(2)).path("newRecords").asLong()).isEqualTo(1);
            assertThat(clerk.json("/api/v1/records").path("total").asLong()).isEqualTo(2);
        } finally {
            server.close();
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsOneSentence() throws Exception {
        try (var archive = ArchiveProcess.launch(folder.resolve("home"), ArchiveProcess.freePort(),
                Map.of("ARCHIVE_DATABASE_URL", url()))) {
            assertThat(archive.exit()).isEqualTo(3);
            assertThat(archive.said().lines().filter(line -> !line.startsWith("WARNING: Using incubator"))).singleElement()
                    .asString()
                    .contains("ARCHIVE_DATABASE_URL").doesNotContain("secret");
        }
    }

    private EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder().setPort(port).setDataDirectory(folder.resolve("city").toFile())
                .setOverrideWorkingDirectory(folder.resolve("bin").toFile()).setCleanDataDirectory(false).start();
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&password=secret";
    }

    private static String line(int id) {
        return "{\"platform\":\"facebook\",\"account\":\"town\",\"id\":\"" + id
                + "\",\"kind\":\"post\",\"observedAt\":\"2026-01-01T00:00:00Z\","
                + "\"state\":\"present\",\"text\":\"snow\"}\n";
    }
}
