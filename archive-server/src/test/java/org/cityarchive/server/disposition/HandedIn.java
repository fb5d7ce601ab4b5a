package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.capture.ImportJobs;
import org.cityarchive.server.capture.ImportUpload;
import org.cityarchive.server.wiring.ArchiveOverHttp;
import org.cityarchive.server.wiring.RunningArchive;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Files of lines that are handed to an archive's imports, and how far each has come. */
final class HandedIn {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Actor BY = new Actor("test", Role.CLERK);
    private static final int LONG = 1_500;

    private HandedIn() {}

    static String post(String account, String id) {
        return "{\"platform\":\"facebook\",\"account\":\"" + account + "\",\"id\":\"" + id
                + "\",\"kind\":\"post\",\"text\":\"word of " + id
                + "\",\"createdAt\":\"2020-03-01T12:00:00Z\",\"observedAt\":\"2020-03-02T12:00:00Z\",\"state\":\"present\"}\n";
    }

    static JsonNode json(RunningArchive from, String clerk, String path) {
        var answer = from.send("GET", path, clerk);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return ArchiveOverHttp.json(answer);
    }

    static String handed(RunningArchive in, String name, @Nullable String account, boolean add, String lines)
            throws Exception {
        var jobs = in.part(ImportJobs.class);
        try (var upload = jobs.upload()) {
            upload.take(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
            return jobs.accept(upload, new ImportUpload.Wish("observed", account, add, name + ".ndjson", Instant.now(), null, BY))
                    .id().toString();
        }
    }

    static void awaitState(RunningArchive in, String clerk, String job, String state) {
        await().atMost(PATIENCE).until(() -> state.equals(json(in, clerk, "/api/v1/imports/" + job).path("state").asString()));
    }

    static String done(RunningArchive in, String clerk, String name, @Nullable String account, boolean add, String lines)
            throws Exception {
        var id = handed(in, name, account, add, lines);
        awaitState(in, clerk, id, "done");
        return id;
    }

    static String paused(RunningArchive in, String clerk, String name, String lines) throws Exception {
        var id = handed(in, name, null, false,
                lines + IntStream.range(0, LONG).mapToObj(i -> post("town", name + i)).collect(Collectors.joining()));
        in.part(ImportJobs.class).pause(UUID.fromString(id));
        awaitState(in, clerk, id, "paused");
        return id;
    }

    static String refused(RunningArchive from, String clerk, String job) {
        var raw = from.send("GET", "/api/v1/imports/" + job + "/rejects/file", clerk);
        assertThat(raw.statusCode()).isEqualTo(200);
        return raw.body();
    }

    /** What is answered to the wish to strike a home off. */
    static String strike(RunningArchive archive, UUID home, Role role) {
        return archive.postJson("/api/v1/dispositions/homes/" + home + "/strike", archive.token(role),
                "{\"reason\":\"Its disk died.\"}").body();
    }

    /** How many ends of keys of imports facts tell. */
    static long keysTold(RunningArchive archive) {
        return JdbcClient.create(archive.part(DataSource.class))
                .sql("""
                        select count(*) from event where type = 'disposition.WrappingKeyDestroyed' and convert_from(payload, 'UTF8') like '%+imports#%'""")
                .query(Long.class).single();
    }
}
