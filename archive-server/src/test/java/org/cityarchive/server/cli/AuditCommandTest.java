package org.cityarchive.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.cityarchive.core.people.Role;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.search.index.UnicodeWords;
import org.cityarchive.server.wiring.RunningArchive;
import org.cityarchive.server.wiring.TestHome;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Audits from a shell: of a running archive through its server, and of a stopped home. The sample city agrees. */
class AuditCommandTest {
    private static Typed run(Path home, String... line) {
        return Typed.at(Map.of("ARCHIVE_HOME", home.toString()), line);
    }

    @Test
    void theSampleCityAgrees() {
        var archive = RunningArchive.shared();
        var asked = run(archive.home(), "audit");
        assertThat(asked.code()).as(asked.out() + asked.err()).isZero();
        var found = ApiClient.JSON.readTree(archive.send("GET", "/api/v1/records?limit=1", archive.token(Role.CLERK)).body());
        assertThat(found.path("total").asLong()).isGreaterThanOrEqualTo(1_937);
        long records = found.path("total").asLong() + found.path("destroyed").path("total").asLong(); // of these nothing may be left
        assertThat(asked.out()).contains("Index and vault", "%,d looked at, agrees".formatted(records), "All agree");
    }

    @Test
    void aStoppedHomeAgreesUntilItsIndexIsTouched() throws IOException {
        var home = TestHome.laid();
        UUID record;
        try (var archive = RunningArchive.on(home)) {
            var file = Files.write(home.resolve("lines.ndjson"), lines());
            assertThat(run(home, "import", "observed", file.toString(), "--add-accounts").code()).isZero();
            archive.awaitProjections();
            record = UUID
                    .fromString(ApiClient.JSON.readTree(archive.send("GET", "/api/v1/records?limit=1", archive.token(Role.CLERK))
                            .body()).path("items").path(0).path("id").asString());
        }
        var stopped = run(home, "audit", "--json");
        assertThat(stopped.code()).as(stopped.out() + stopped.err()).isZero();
        assertThat(looked(ApiClient.JSON.readTree(stopped.out()), "index")).isEqualTo(20);

        empty(home);
        var touched = run(home, "audit");
        assertThat(touched.code()).as(touched.out() + touched.err()).isEqualTo(ArchiveCommand.WRONG);
        assertThat(touched.out()).contains("A52 Not in the index: record " + record, "archive rebuild", "20 things differ");
    }

    private static List<String> lines() {
        return IntStream.range(0, 20).mapToObj(number -> "{\"platform\":\"facebook\",\"account\":\"town\",\"id\":\"p" + number
                + "\",\"kind\":\"post\",\"observedAt\":\"2026-01-02T00:00:00Z\",\"state\":\"present\",\"text\":\"Plow " + number
                + "\"}")
                .toList();
    }

    private static long looked(JsonNode audit, String comparison) {
        return audit.path("compared").valueStream().filter(one -> one.path("comparison").asString().equals(comparison))
                .mapToLong(one -> one.path("looked").asLong()).sum();
    }

    /** Empties the index by its own means, so that every checksum is right and its place among the facts is kept. */
    private static void empty(Path home) {
        try (var index = RecordIndex.open(home.resolve("index"), new UnicodeWords()); var anew = index.rebuild()) {
            anew.write(List.of(), index.position());
            anew.finish();
        }
    }

    @Test
    void aHomeWithoutAnArchiveCannotBeAudited() throws IOException {
        var home = Files.createDirectory(RunningArchive.temporaryHome().resolve("empty"));
        assertThat(run(home, "audit").code()).isEqualTo(ArchiveCommand.COULD_NOT_RUN);
    }
}
