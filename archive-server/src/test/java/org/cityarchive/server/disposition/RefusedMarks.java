package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.capture.ImportJobs;
import org.cityarchive.server.capture.ImportUpload;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.vault.KeyProvider.KeyState;
import org.cityarchive.server.wiring.RunningArchive;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Marks in lines that imports refused before their records came in: of an unknown account, of another account, and broken. */
record RefusedMarks(RunningArchive archive, String token, List<String> imports, List<byte[]> keys) {
    private static final int SOME = 60;

    /** Refuses the first lines in three ways. */
    static RefusedMarks plant(RunningArchive archive, String lines) throws Exception {
        var some = lines.lines().limit(SOME).map(line -> line + "\n").toList();
        var token = archive.token(Role.CLERK);
        var imports = new ArrayList<String>();
        imports.add(refused(archive, null, String.join("", some)));
        imports.add(refused(archive, "elsewhere", String.join("", some)));
        imports.add(refused(archive, null,
                String.join("",
                        some.stream().map(line -> line.replace("\"createdAt\":\"2020", "\"createdAt\":\"in 2020")).toList())));
        var sql = JdbcClient.create(archive.part(DataSource.class));
        assertThat(sql.sql("select count(*) from capture_reject").query(Long.class).single()).isEqualTo(3 * SOME);
        return new RefusedMarks(archive, token, imports,
                sql.sql("select key_wrapped from capture_import").query((row, _) -> row.getBytes(1)).list());
    }

    private static String refused(RunningArchive archive, @Nullable String account, String lines) throws Exception {
        var jobs = archive.part(ImportJobs.class);
        try (var upload = jobs.upload()) {
            upload.take(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
            var job = jobs.accept(upload, new ImportUpload.Wish("observed", account, false, "refused.ndjson", Instant.now(), null,
                    new Actor("test", Role.CLERK)));
            await().atMost(Duration.ofMinutes(1)).until(() -> jobs.view(job.id()).orElseThrow().state().isOver());
            return job.id().toString();
        }
    }

    /** The lines of the destroyed are handed out no more, and the others as they came; how many were looked at. */
    int assertGone(List<String> destroyed) {
        int seen = 0;
        for (var one : imports) {
            var file = archive.send("GET", "/api/v1/imports/" + one + "/rejects/file", token).body();
            for (var number : destroyed) {
                assertThat(file).doesNotContain(MarkersTest.WORD + number).doesNotContain(MarkersTest.NATIVE + number);
            }
            assertThat(file.lines()).hasSize(SOME).contains("(destroyed)").anyMatch(line -> line.contains(MarkersTest.WORD));
            seen += SOME;
        }
        return seen;
    }

    /** No key of today opens the keys of then, as an older backup has them. */
    void assertUnopened(FileKeys today) {
        for (var held : today.inventory()) {
            if (held.state() == KeyState.LIVE) {
                for (byte[] key : keys) {
                    assertThatThrownBy(() -> today.unwrap(held.key(), key)).hasMessageContaining("does not open");
                }
            }
        }
    }
}
