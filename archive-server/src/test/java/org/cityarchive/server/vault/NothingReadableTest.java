package org.cityarchive.server.vault;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import org.awaitility.Awaitility;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.capture.ImportJobs;
import org.cityarchive.server.capture.ImportUpload;
import org.cityarchive.server.capture.ImportView;
import org.cityarchive.server.disposition.Marks;
import org.cityarchive.server.search.RecordsIndexed;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.wiring.RunningArchive;
import org.cityarchive.server.wiring.TestHome;
import org.junit.jupiter.api.Test;

/** No file of the home tells what was captured: only the search index holds words (EVIDENCE.md §6.3). */
class NothingReadableTest {
    private static final List<String> MARKERS = List.of("zqTextMark71", "zqEditMark72", "zqNativeMark73", "zqAuthorIdMark74",
            "zqAuthorNameMark75",
            "zqUrlMark76", "zqMediaMark77", "zqAltMark78", "zqParentMark79", "zqRefusedMark80", "zqBrokenMark81", "zqQueryMark82",
            "zqRawMark83", "zqSearchedMark84");

    private static final String LINES = """
            {"platform":"facebook","account":"town","id":"zqNativeMark73","kind":"comment","parent":"zqParentMark79","author":{"id":"zqAuthorIdMark74","name":"zqAuthorNameMark75"},"text":"said zqTextMark71 aloud","createdAt":"2026-01-01T00:00:00Z","observedAt":"2026-01-01T00:01:00Z","state":"present","url":"https://example.org/zqUrlMark76","media":[{"url":"https://cdn.example/zqMediaMark77.jpg","type":"photo"}],"raw":{"x":"zqRawMark83"}}
            {"platform":"facebook","account":"town","id":"zqNativeMark73","kind":"comment","parent":"zqParentMark79","author":{"id":"zqAuthorIdMark74","name":"zqAuthorNameMark75"},"text":"said zqEditMark72 instead","createdAt":"2026-01-01T00:00:00Z","observedAt":"2026-01-02T00:01:00Z","state":"present","raw":{"x":"zqAltMark78"}}
            {"platform":"facebook","account":"town","id":"zqNativeMark73","kind":"comment","observedAt":"2026-01-03T00:01:00Z","state":"gone","confirmedBy":"direct-read"}
            {"platform":"facebook","account":"town","id":"9","kind":"comment","text":"zqRefusedMark80","observedAt":"2126-01-01T00:00:00Z","state":"present"}
            {"platform":"facebook","text":"zqBrokenMark81
            """;

    @Test
    void noMarkerStandsInAnyFileOfTheHome() throws Exception {
        Path home = TestHome.laid();
        try (var archive = RunningArchive.on(home)) {
            var done = imported(archive.server().part(ImportJobs.class));
            assertThat(done.counts().newRecords()).isEqualTo(1);
            assertThat(done.counts().refused()).isEqualTo(2);
            var projections = archive.server().part(Projections.class);
            assertThat(projections.awaitPosition(RecordsIndexed.NAME, archive.server().part(FactReader.class).head(),
                    Duration.ofSeconds(30))).isTrue();
            var token = "Bearer " + archive.token(Role.CLERK);
            for (var asked : List.of("/api/v1/records?q=zqEditMark72", "/api/v1/records?q=%22zqQueryMark82",
                    "/api/v1/records/zqNativeMark73",
                    "/api/v1/records?cursor=zqQueryMark82", "/zqQueryMark82", "/search?q=zqSearchedMark84",
                    "/api/v1/records?q=zqSearchedMark84", "/people/audit?text=zqSearchedMark84",
                    "/api/v1/audit?text=zqSearchedMark84&format=csv")) {
                archive.get(asked, "Authorization", token);
            }
        }
        assertThat(found(home)).isEmpty();
        var seeded = Files.writeString(home.resolve("logs").resolve("seeded"), "x" + MARKERS.getFirst());
        assertThat(found(home)).as("what stands in a file is found").hasSize(1);
        Files.delete(seeded);
        assertThat(files(home.resolve("keys"))).isNotEmpty();
        assertThat(files(home.resolve("logs"))).isNotEmpty();
    }

    private static ImportView imported(ImportJobs jobs) throws Exception {
        try (var upload = jobs.upload()) {
            upload.take(new ByteArrayInputStream(LINES.getBytes(UTF_8)));
            var id = jobs.accept(upload,
                    new ImportUpload.Wish("observed", null, true, "marks.ndjson", Instant.parse("2026-02-01T00:00:00Z"),
                            null, new Actor("test", Role.CLERK)))
                    .id();
            return Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> jobs.view(id).orElseThrow(),
                    view -> view.state().isOver());
        }
    }

    private static List<String> found(Path home) throws IOException {
        var found = new ArrayList<String>();
        var marks = new Marks(MARKERS.stream().flatMap(marker -> forms(marker).stream()).toList());
        for (var file : files(home)) {
            if (file.startsWith(home.resolve("index"))) {
                continue;
            }
            marks.in(file).ifPresent(mark -> found.add(mark + " in " + home.relativize(file)));
        }
        return found;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    /** As the marker would stand in plain text, in other encodings, and inside base64 or hexadecimal of any longer text. */
    private static List<byte[]> forms(String marker) {
        var forms = new ArrayList<>(List.of(marker.getBytes(UTF_8), marker.toLowerCase(Locale.ROOT).getBytes(UTF_8),
                marker.getBytes(UTF_16LE), marker.getBytes(UTF_16BE),
                HexFormat.of().formatHex(marker.getBytes(UTF_8)).getBytes(UTF_8)));
        for (int shift = 0; shift < 3; shift++) {
            var base64 = Base64.getEncoder().encodeToString(("~".repeat(shift) + marker).getBytes(UTF_8));
            forms.add(base64.substring(shift == 0 ? 0 : 4, base64.length() - 4).getBytes(UTF_8));
        }
        return forms;
    }
}
