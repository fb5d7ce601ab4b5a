package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.account.NamedByImports;
import org.cityarchive.server.audit.AskedAudit;
import org.cityarchive.server.audit.RowMarks;
import org.cityarchive.server.capture.ImportJobs;
import org.cityarchive.server.capture.ImportUpload;
import org.cityarchive.server.database.Database;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.vault.KeyProvider.KeyId;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.wiring.ArchiveOverHttp;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A record is destroyed while one kept upload is damaged, one lies on a disk that fails, and one is lost. */
class ClearingTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Actor BY = new Actor("test", Role.CLERK);

    @SuppressWarnings("NullAway.Init")
    private static RunningArchive archive;
    @SuppressWarnings("NullAway.Init")
    private static JdbcClient sql;
    private static String token = "";
    private static String refused = "";
    private static String damaged = "";
    private static String failing = "";
    private static String mixed = "";
    private static byte[] keyOfMixed = {};
    private static boolean cleared;
    private static long keysGone;

    private static String post(String account, String id) {
        return "{\"platform\":\"facebook\",\"account\":\"" + account + "\",\"id\":\"" + id
                + "\",\"kind\":\"post\",\"text\":\"word of " + id
                + "\",\"createdAt\":\"2020-03-01T12:00:00Z\",\"observedAt\":\"2020-03-02T12:00:00Z\",\"state\":\"present\"}\n";
    }

    @BeforeAll
    static void destroyOne() throws Exception {
        archive = RunningArchive.start();
        sql = JdbcClient.create(archive.server().part(DataSource.class));
        token = archive.token(Role.CLERK);
        refused = archive.importLines(post("town", "a0") + post("town", "a1") + "{\"platform\":\"a private word\"}\n").path("id")
                .asString();
        sql.sql("update capture_reject set retaken = import, kept_at = kept_at - interval '1 minute'").update();
        archive.server().part(RowMarks.class).mark();
        mixed = handed("mixed.zip", zipped(post("town", "a0") + post("nobodys", "m0")));
        awaitState(mixed, "done");
        assertThat(Files.exists(upload(mixed))).as("a line of it waits for its account").isTrue();
        keyOfMixed = keyOfMixed();
        damaged = paused("damaged");
        failing = paused("failing");
        cut(upload(damaged));
        var record = json("/api/v1/records?q=a0").path("items").get(0).path("id").asString();
        try (var law = new LawfulEnd(archive.server().part(DataSource.class), archive.server().part(FileKeys.class))) {
            law.settle();
            law.destroy(List.of(new RecordId(UUID.fromString(record))));
        }
        var aside = archive.home().resolve("aside");
        Files.move(upload(failing), aside);
        Files.createDirectory(upload(failing)); // opens, and every reading of it fails
        cleared = archive.server().part(Erasing.class).finish();
        keysGone = sql.sql("select count(*) from vault_renewal where destroyed_at is not null").query(Long.class).single();
        Files.delete(upload(failing));
        Files.move(aside, upload(failing));
        assertThat(archive.server().part(Erasing.class).finish()).isTrue();
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    private static Path upload(String job) {
        return archive.home().resolve("uploads/" + job + ".upload");
    }

    private static void cut(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private static JsonNode json(String path) {
        var answer = archive.send("GET", path, token);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return ArchiveOverHttp.json(answer);
    }

    private static String handed(String name, byte[] bytes) throws Exception {
        var jobs = archive.server().part(ImportJobs.class);
        try (var upload = jobs.upload()) {
            upload.take(new ByteArrayInputStream(bytes));
            return jobs.accept(upload, new ImportUpload.Wish("observed", null, false, name, Instant.now(), null, BY)).id()
                    .toString();
        }
    }

    private static byte[] keyOfMixed() {
        var keys = archive.server().part(FileKeys.class);
        return sql.sql("select key_id, key_wrapped from capture_import where import = ?").param(UUID.fromString(mixed))
                .query((row, _) -> keys.unwrap(new KeyId(row.getString(1)), row.getBytes(2))).single();
    }

    private static byte[] zipped(String lines) throws Exception {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(zipped)) {
            zip.putNextEntry(new ZipEntry("observed.ndjson"));
            zip.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }

    private static void awaitState(String job, String state) {
        await().atMost(PATIENCE).until(() -> state.equals(json("/api/v1/imports/" + job).path("state").asString()));
    }

    private static String paused(String name) throws Exception {
        var lines = IntStream.range(0, 1_500).mapToObj(i -> post("town", name + i)).collect(Collectors.joining());
        var id = handed(name + ".ndjson", lines.getBytes(StandardCharsets.UTF_8));
        archive.server().part(ImportJobs.class).pause(UUID.fromString(id));
        awaitState(id, "paused");
        return id;
    }

    @Test
    void aDamagedUploadGoesAndHoldsNothingUp() {
        assertThat(Files.exists(upload(damaged))).isFalse();
        assertThat(json("/api/v1/imports/" + damaged).path("state").asString()).isEqualTo("stopped");
    }

    @Test
    void aDiskThatFailsCostsNobodyAFileAndNoKeyItsEnd() {
        assertThat(cleared).isFalse();
        assertThat(keysGone).isPositive();
        assertThat(Files.isRegularFile(upload(failing))).isTrue();
        assertThat(json("/api/v1/imports/" + failing).path("state").asString()).isEqualTo("paused");
        assertThat(sql.sql("select count(*) from vault_erased where done_at is null").query(Long.class).single()).isZero();
    }

    @Test
    void aRefusedLineThatWentIsShownAsDestroyedAndNoAuditMissesIt() {
        assertThat(archive.send("GET", "/capture/imports/" + refused, token).body()).contains("(destroyed)")
                .doesNotContain("a private word");
        var raw = archive.send("GET", "/api/v1/imports/" + refused + "/rejects/file", token);
        assertThat(raw.statusCode()).isEqualTo(200);
        assertThat(raw.body()).isEqualTo("(destroyed)\n");
        assertThat(AskedAudit.named(archive)).asString().doesNotContain("capture_reject");
    }

    @Test
    void aListOfAnEarlierVersionIsTheOneThatAReplayWrites() throws Exception {
        assertThat(sql.sql("update disposition_record set proposed_at = null").update()).isPositive();
        try (var migration = Database.class
                .getResourceAsStream("/db/migration/disposition/V20261121_371__proposed_at_of_before.sql")) {
            sql.sql(new String(Objects.requireNonNull(migration).readAllBytes(), StandardCharsets.UTF_8)).update();
        }
        assertThat(AskedAudit.named(archive)).asString().doesNotContain("disposition_record");
    }

    @Test
    void theKeyOfAnUploadThatWentEndsThoughLinesOfItWaitStill() {
        assertThat(Files.exists(upload(mixed))).isFalse();
        assertThat(keyOfMixed()).as("an older copy of the upload opens by the key of then alone").isNotEqualTo(keyOfMixed);
        var raw = archive.send("GET", "/api/v1/imports/" + mixed + "/rejects/file", token);
        assertThat(raw.body()).as("what waits is read as before").isEqualTo(post("nobodys", "m0"));
    }

    @Test
    void linesWhoseFileIsGoneAreRefusedByNameAndOthersTakenIn() throws Exception {
        var lost = handed("lost.zip", zipped(post("nobodys", "z0")));
        awaitState(lost, "done");
        var lines = handed("lines.ndjson", post("nobodys", "z1").getBytes(StandardCharsets.UTF_8));
        awaitState(lines, "done");
        Files.delete(upload(lost));
        var named = archive.server().part(NamedByImports.class);
        var alias = named.all().getFirst().alias();
        assertThatThrownBy(() -> named.takeIn(alias, BY)).isInstanceOf(BadParameter.class).hasMessageContaining("lost.zip")
                .hasMessageContaining("is gone").hasMessageContaining("of other imports");
        assertThat(sql.sql("select count(*) from capture_reject where import = ? and retaken is not null")
                .param(UUID.fromString(lines)).query(Long.class).single()).isOne();
    }
}
