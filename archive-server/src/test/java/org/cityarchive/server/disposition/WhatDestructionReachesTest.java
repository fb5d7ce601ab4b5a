package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import tools.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.capture.ImportJobs;
import org.cityarchive.server.capture.ImportUpload;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.wiring.ArchiveOverHttp;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * A comment and a post of ten records are destroyed. Searches, threads and exports tell of them by what remains, with one number everywhere;
 * packages and files that hold them are taken back, and no others.
 */
@TestMethodOrder(MethodName.class)
class WhatDestructionReachesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LONG = 1_500;

    @SuppressWarnings("NullAway.Init")
    private static RunningArchive archive;
    private static String token = "";
    private static String comment = "";
    private static String pool = "";
    private static String parent = "";
    private static String alphas = "";
    private static String betas = "";
    private static String holding = "";
    private static String other = "";
    private static long before;

    private static String line(String platform, String account, String id, String kind, String more, String text) {
        return "{\"platform\":\"" + platform + "\",\"account\":\"" + account + "\",\"id\":\"" + id + "\",\"kind\":\"" + kind
                + "\","
                + more + "\"text\":\"" + text
                + "\",\"createdAt\":\"2020-03-01T12:00:00Z\",\"observedAt\":\"2020-03-02T12:00:00Z\",\"state\":\"present\"}\n";
    }

    private static String post(String id, String text) {
        return line("facebook", "town", id, "post", "", text);
    }

    @BeforeAll
    static void destroyTwo() throws Exception {
        archive = RunningArchive.start();
        token = archive.token(Role.CLERK);
        archive.importLines(
                post("a0", "alpha road") + post("a1", "alpha bridge") + post("b0", "beta road") + post("b1", "beta hall")
                        + line("facebook", "town", "c0", "comment", "\"parent\":\"a0\",", "alpha zwick")
                        + line("facebook", "town", "c1", "comment", "\"parent\":\"a0\",", "alpha answer")
                        + line("instagram", "parks", "p0", "post", "", "alpha zwack pool"));
        comment = id("zwick");
        pool = id("zwack");
        parent = id("alpha road");
        alphas = export("alpha");
        betas = export("beta");
        holding = paused("holding", post("a9", "alpha nine") + line("instagram", "parks", "p0", "post", "", "alpha zwack pool"));
        other = paused("other", post("a8", "alpha eight"));
        archive.awaitProjections();
        before = archive.server().part(FactReader.class).head();
        try (var law = new LawfulEnd(archive.server().part(DataSource.class), archive.server().part(FileKeys.class))) {
            law.settle();
            law.destroy(List.of(record(comment), record(pool)), Map.of(record(comment), List.of(record(parent))));
        }
        assertThat(archive.server().part(Erasing.class).finish()).isTrue();
        archive.importLines(line("facebook", "town", "c2", "comment", "\"parent\":\"c0\",", "late answer"));
        archive.awaitProjections();
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    private static RecordId record(String id) {
        return new RecordId(UUID.fromString(id));
    }

    private static JsonNode json(String path) {
        var answer = archive.send("GET", path, token);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return ArchiveOverHttp.json(answer);
    }

    private static JsonNode found(String q) {
        return json("/api/v1/records?q=" + q.replace(" ", "+"));
    }

    private static String id(String q) {
        return found(q).path("items").get(0).path("id").asString();
    }

    private static String page(String path) {
        var answer = archive.send("GET", path, token);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static String export(String q) {
        var id = ArchiveOverHttp.json(archive.postJson("/api/v1/exports", token, "{\"q\":\"" + q + "\"}")).path("id").asString();
        await().atMost(PATIENCE).until(() -> "done".equals(json("/api/v1/exports/" + id).path("state").asString()));
        return id;
    }

    /** An import that somebody paused before its end: its file waits, sealed. */
    private static String paused(String name, String lines) throws Exception {
        var all = lines + IntStream.range(0, LONG).mapToObj(i -> post(name + i, name)).collect(Collectors.joining());
        var jobs = archive.server().part(ImportJobs.class);
        try (var upload = jobs.upload()) {
            upload.take(new ByteArrayInputStream(all.getBytes(StandardCharsets.UTF_8)));
            var id = jobs.accept(upload, new ImportUpload.Wish("observed", null, false, name + ".ndjson", Instant.now(), null,
                    new Actor("test", Role.CLERK))).id();
            jobs.pause(id);
            await().atMost(PATIENCE).until(() -> "paused".equals(json("/api/v1/imports/" + id).path("state").asString()));
            return id.toString();
        }
    }

    private static void misses(String q, int total, boolean certain) {
        var missed = found(q).path("destroyed");
        assertThat(missed.path("total").asInt()).as(q).isEqualTo(total);
        if (total > 0) {
            assertThat(missed.path("certain").asBoolean()).as(q).isEqualTo(certain);
        }
        var listed = json("/api/v1/records/destroyed?q=" + q.replace(" ", "+"));
        assertThat(listed.path("total").asInt()).as(q).isEqualTo(total);
        assertThat(listed.path("items").size()).as(q).isEqualTo(total);
    }

    @Test
    void aSearchTellsWhatItMissesByWhatRemains() {
        misses("", 2, true);
        misses("kind:comment", 1, true);
        misses("-kind:comment", 1, true);
        misses("account:parks", 1, true);
        misses("platform:instagram OR kind:comment", 2, true);
        misses("on:2020-03-01", 2, true);
        misses("before:2019-01-01", 0, true);
        misses("captured-before:2019-01-01", 0, true);
        misses("series:S1-CORR-ROUTINE", 2, true);
        misses("series:S8-COMPLAINT", 0, true);
        misses("is:held", 0, true);
        misses("-is:held", 2, true);
    }

    @Test
    void whatAsksForWordsCannotBeKnown() {
        misses("alpha", 2, false);
        misses("-alpha", 2, false);
        misses("alpha account:parks", 1, false);
        misses("alpha before:2019-01-01", 0, false);
        misses("nowhere kind:profile", 0, false);
        misses("is:deleted", 0, false);
        misses("-is:deleted", 2, false);
        misses("author-kind:public kind:comment", 1, false);
        assertThat(found("alpha account:parks").path("destroyed").path("sentence").asString()).isEqualTo(
                "1 record in this scope was destroyed and cannot be searched by words. Whether it would answer is not known.");
        assertThat(found("kind:comment").path("destroyed").path("sentence").asString())
                .isEqualTo("1 record that answers was destroyed, lawfully, and is no longer counted above.");
    }

    @Test
    void anEarlierKnowledgeSaysWhatWentSince() {
        var missed = json("/api/v1/records?knownAt=" + before).path("destroyed");
        assertThat(missed.path("since").asInt()).isEqualTo(2);
        assertThat(missed.path("sentence").asString()).contains("2 records that answer were destroyed since that day");
        assertThat(json("/api/v1/records?knownAt=1").path("destroyed").isObject()).as("not known yet").isFalse();
    }

    @Test
    void thePageThePackageAndTheTableSayTheSame() throws Exception {
        var sentence = "cannot be searched by words. Whether they would answer is not known.";
        assertThat(page("/search?q=alpha")).contains(">2 records</a>", sentence).doesNotContain("Destroyed comment", "zwick");
        assertThat(page("/search?q=kind:comment")).contains("Destroyed comment", "series <code>S1-CORR-ROUTINE</code>",
                "/record/" + comment);
        assertThat(page("/search/destroyed?q=alpha")).contains(sentence, "/record/" + comment, "/record/" + pool)
                .doesNotContain("zwick");
        assertThat(archive.send("GET", "/api/v1/records?q=alpha&format=csv", token).headers().firstValue("Archive-Destroyed"))
                .hasValueSatisfying(said -> assertThat(said).startsWith("2 records in this scope").endsWith(sentence));
        var manifest = manifest(export("alpha"));
        assertThat(manifest.path("destroyed").asInt()).isEqualTo(2);
        assertThat(manifest.path("destroyedSentence").asString()).endsWith(sentence);
    }

    private static JsonNode manifest(String export) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(archive.server().address() + "/api/v1/exports/" + export + "/file"))
                .header("Authorization", "Bearer " + token).build();
        try (var http = HttpClient.newHttpClient();
                var zip = new ZipInputStream(http.send(request, BodyHandlers.ofInputStream()).body())) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("manifest.json");
            return JsonMapper.shared().readTree(zip.readAllBytes());
        }
    }

    @Test
    void inItsThreadAStubStandsInItsPlace() {
        var thread = page("/record/" + parent + "/thread");
        assertThat(thread).contains("Destroyed comment", "1 of them lawfully destroyed", "alpha answer", "late answer")
                .doesNotContain("zwick", "never captured");
        assertThat(page("/record/" + parent)).contains("Destroyed comment");
        var answer = id("late answer");
        assertThat(page("/record/" + answer)).contains("Destroyed comment", "alpha road").doesNotContain("Parent not captured");
        var places = json("/api/v1/records/" + parent + "/thread");
        assertThat(places.path("total").asInt()).isEqualTo(4);
        assertThat(places.path("items").valueStream().map(one -> one.path("missing").path("why").asString("")))
                .containsOnlyOnce("destroyed");
        assertThat(json("/api/v1/records/" + comment).path("series").get(0).asString()).isEqualTo("S1-CORR-ROUTINE");
    }

    @Test
    void thePackagesThatHeldThemAreTakenBackAndNoOthers() {
        assertThat(json("/api/v1/exports/" + alphas).path("state").asString()).isEqualTo("expired");
        assertThat(json("/api/v1/exports/" + alphas).path("reason").asString()).contains("Records were destroyed that it held");
        assertThat(json("/api/v1/exports/" + betas).path("state").asString()).isEqualTo("done");
        assertThat(archive.send("GET", "/api/v1/exports/" + betas + "/file", token).statusCode()).isEqualTo(200);
    }

    @Test
    void theFilesThatWaitAndHoldThemAreLetGoAndNoOthers() {
        assertThat(Files.exists(archive.home().resolve("uploads/" + holding + ".upload"))).isFalse();
        assertThat(Files.exists(archive.home().resolve("uploads/" + other + ".upload"))).isTrue();
        assertThat(json("/api/v1/imports/" + holding).path("state").asString()).isEqualTo("stopped");
        assertThat(json("/api/v1/imports/" + holding).path("reason").asString()).contains("held records that were destroyed");
        assertThat(json("/api/v1/imports/" + other).path("state").asString()).isEqualTo("paused");
    }
}
