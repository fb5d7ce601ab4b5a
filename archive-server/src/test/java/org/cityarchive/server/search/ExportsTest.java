package org.cityarchive.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.io.UncheckedIOException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is exported, by whom, and what becomes of it: over HTTP, on the example city. */
class ExportsTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static ExportsUnderTest clerk;
    private static ExportsUnderTest auditor;

    @BeforeAll
    static void open() {
        clerk = as(Role.CLERK);
        auditor = as(Role.AUDITOR);
    }

    private static ExportsUnderTest as(Role role) {
        return new ExportsUnderTest(ARCHIVE.server().address().toString(), ARCHIVE.token(role));
    }

    @AfterAll
    static void close() {
        clerk.close();
        auditor.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "is:deleted", "\\\"snow plow\\\" -tow", "is:edited OR was:hidden", "kind:comment water*"})
    void theNumberIsTheSameEverywhere(String query) {
        var export = clerk.made("{\"q\":\"" + query + "\"}");
        var files = clerk.files(export);
        long total = export.path("total").asLong();
        long listed = clerk
                .json("/api/v1/records?q=" + URLEncoder.encode(query.replace("\\", ""), StandardCharsets.UTF_8)
                        + "&knownAt=" + export.path("knownAt").asLong())
                .path("total").asLong();
        assertThat(listed).isEqualTo(total);
        assertThat(export.path("done").asLong()).isEqualTo(total);
        assertThat(ExportsUnderTest.table(file(files, "records.csv"))).hasSize((int) total + 1);
        assertThat(JSON.readTree(file(files, "records.json")).size()).isEqualTo((int) total);
        assertThat(file(files, "records.html").split("<article ", -1)).hasSize((int) total + 1);
        assertThat(JSON.readTree(file(files, "manifest.json")).path("records").asLong()).isEqualTo(total);
    }

    @Test
    void theManifestNamesEachFileByItsDigest() throws Exception {
        var export = clerk.made("{\"q\":\"is:deleted\",\"formats\":[\"csv\",\"json\",\"html\"]}");
        var zipped = clerk.file(export);
        assertThat(zipped.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment; filename=\"city-archive-export-");
        assertThat(zipped.headers().firstValue("Content-Type")).hasValue("application/zip");
        assertThat(zipped.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(sha256(zipped.body())).isEqualTo(export.path("sha256").asString());
        assertThat(zipped.body()).hasSize(export.path("size").asInt());

        var files = ExportsUnderTest.unzipped(zipped.body());
        var manifest = JSON.readTree(file(files, "manifest.json"));
        assertThat(manifest.path("query").path("q").asString()).isEqualTo("is:deleted");
        assertThat(manifest.path("knownAt").asLong()).isEqualTo(export.path("knownAt").asLong());
        assertThat(manifest.path("files").size()).isEqualTo(3);
        for (var file : manifest.path("files")) {
            var bytes = String.valueOf(files.get(file.path("name").asString())).getBytes(StandardCharsets.UTF_8);
            assertThat(file.path("size").asInt()).isEqualTo(bytes.length);
            assertThat(file.path("sha256").asString()).isEqualTo(sha256(bytes));
        }
    }

    /** The file is read by others than who exported it: a matter is nothing for them. */
    @Test
    void aHoldIsCalledByItsNumberInWhateverLeaves() {
        var export = clerk.made("{\"q\":\"hold:H-1\"}");
        var files = clerk.files(export);
        var rows = ExportsUnderTest.table(file(files, "records.csv"));
        assertThat(rows).hasSizeGreaterThan(1)
                .allSatisfy(row -> assertThat(row.getLast()).matches("heldBy|H-[0-9]+(; H-[0-9]+)*"));
        assertThat(file(files, "records.html")).contains("On hold: H-1");
        for (var record : JSON.readTree(file(files, "records.json"))) {
            assertThat(record.path("heldBy").valueStream().map(JsonNode::asString)).allMatch(hold -> hold.matches("H-[0-9]+"));
        }
        var fields = JSON.readTree(file(files, "manifest.json")).path("fields");
        assertThat(List.of("series", "dueOn", "heldBy", "marks")).allMatch(fields::has);
    }

    @Test
    void onlyTheFilesAskedForAreThere() {
        var files = clerk.files(clerk.made("{\"q\":\"plow\",\"formats\":[\"csv\"]}"));
        assertThat(files).containsOnlyKeys("manifest.json", "records.csv");
    }

    @Test
    void chosenRecordsAreExportedInTheOrderChosen() {
        var found = new ArrayList<String>();
        clerk.json("/api/v1/records?q=plow&limit=4").path("items").forEach(item -> found.add(item.path("id").asString()));
        var chosen = found.reversed();
        var export = clerk.made("{\"ids\":[\"" + String.join("\",\"", chosen) + "\"],\"formats\":[\"csv\"]}");
        var rows = ExportsUnderTest.table(file(clerk.files(export), "records.csv"));
        assertThat(rows.stream().skip(1).map(List::getFirst)).isEqualTo(chosen);
    }

    @Test
    void everyWordingIsToldOrOnlyTheOneThatAnswers() {
        var all = JSON.readTree(file(clerk.files(clerk.made("{\"q\":\"is:edited\"}")), "records.json"));
        all.forEach(record -> assertThat(record.path("wordings").size()).isEqualTo(record.path("versions").asInt()));
        var one = JSON.readTree(file(clerk.files(clerk.made("{\"q\":\"is:edited\",\"versions\":\"matched\"}")), "records.json"));
        one.forEach(record -> assertThat(record.has("wordings")).isFalse());
    }

    @Test
    void thePastIsExportedAsItStood() {
        var day = "2026-01-15";
        var export = clerk.made("{\"asOf\":\"" + day + "\",\"formats\":[\"csv\"]}");
        assertThat(export.path("total").asLong()).isEqualTo(clerk.json("/api/v1/records?asOf=" + day).path("total").asLong());
        assertThat(ExportsUnderTest.table(file(clerk.files(export), "records.csv"))).hasSize(export.path("total").asInt() + 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"formats\":[\"pdf\"]}|formats", "{\"query\":\"x\"}|query", "{\"q\":\"\\\"open\"}|q",
            "{\"ids\":[]}|ids", "{\"ids\":[\"\"]}|ids", "{\"ids\":[\"nonsense\"]}|ids",
            "{\"ids\":[\"0d9f2f6e-2f0f-4b1e-9a53-0c3c8c5e1c11\"]}|ids",
            "{\"q\":{\"a\":1}}|q", "{\"versions\":\"some\"}|versions", "[]|q", "{\"knownAt\":999999999}|knownAt"})
    void anErrorNamesItsMember(String body, String parameter) {
        var answer = clerk.post("/api/v1/exports", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).path("parameter").asString()).isEqualTo(parameter);
    }

    @Test
    void theSameKeyMakesOneExport() {
        var key = UUID.randomUUID().toString();
        var first = clerk.post("/api/v1/exports", "{\"q\":\"plow\"}", "Idempotency-Key", key);
        var again = clerk.post("/api/v1/exports", "{\"q\":\"plow\"}", "Idempotency-Key", key);
        assertThat(again.headers().firstValue("Location")).isEqualTo(first.headers().firstValue("Location"));
        assertThat(clerk.post("/api/v1/exports", "{\"q\":\"snow\"}", "Idempotency-Key", key).statusCode()).isEqualTo(400);
    }

    @Test
    void anothersExportIsRefusedAndAuditorAndDirectorSeeOnlyThatItWasMade() {
        var export = clerk.made("{\"q\":\"plow\",\"formats\":[\"csv\"]}");
        var path = "/api/v1/exports/" + export.path("id").asString();
        try (var other = as(Role.CLERK); var director = as(Role.IT_DIRECTOR)) {
            for (var asked : List.of(path, path + "/file")) {
                var refused = other.get(asked);
                assertThat(refused.statusCode()).isEqualTo(409);
                assertThat(refused.body()).contains("export-of-another", "Whoever made it can open");
            }
            assertThat(other.post(path + "/cancel", "").statusCode()).isEqualTo(409);
            assertThat(ids(other)).doesNotContain(export.path("id").asString());
            assertThat(ids(director)).contains(export.path("id").asString());
            assertThat(director.get(path).statusCode()).isEqualTo(200);
            assertThat(director.get(path + "/file").statusCode()).isEqualTo(409);
        }
        assertThat(auditor.get(path + "/file").statusCode()).isEqualTo(409);
        assertThat(auditor.post(path + "/cancel", "").statusCode()).isEqualTo(409);
        try (var adapter = as(Role.ADAPTER)) {
            assertThat(adapter.get(path).statusCode()).isEqualTo(403);
        }
    }

    private static List<String> ids(ExportsUnderTest who) {
        var ids = new ArrayList<String>();
        who.json("/api/v1/exports?limit=1000").path("items").forEach((JsonNode item) -> ids.add(item.path("id").asString()));
        return ids;
    }

    @Test
    void nothingOfItStandsPlainOnTheDiskOrInTheDatabase() throws IOException {
        var word = "snowshovelling";
        var export = clerk.made("{\"q\":\"" + word + " OR plow\"}");
        try (var files = Files.walk(ARCHIVE.home().resolve("exports"))) {
            var kept = files.filter(Files::isRegularFile).toList();
            assertThat(kept).anyMatch(file -> String.valueOf(file.getFileName()).startsWith(export.path("id").asString()))
                    .noneMatch(file -> String.valueOf(file.getFileName()).endsWith(".part"))
                    .allSatisfy(file -> assertThat(begin(file)).startsWith("EVS1"));
        }
        var sql = JdbcClient.create(ARCHIVE.server().part(DataSource.class));
        var row = sql.sql("select search_export::text from search_export where export = ?::uuid")
                .param(export.path("id").asString())
                .query(String.class).single();
        assertThat(row).doesNotContain(word).doesNotContain(HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8)));
    }

    private static String begin(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(4), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsTooOldIsDeletedWithItsKey() {
        var export = clerk.made("{\"q\":\"plow\",\"formats\":[\"csv\"]}");
        var id = export.path("id").asString();
        var sql = JdbcClient.create(ARCHIVE.server().part(DataSource.class));
        sql.sql("update search_export set expires_at = now() - interval '1 second' where export = ?::uuid").param(id).update();
        ARCHIVE.server().part(ExportJobs.class).expire();
        assertThat(ARCHIVE.home().resolve("exports").resolve(id + ".package")).doesNotExist();
        assertThat(clerk.json("/api/v1/exports/" + id).path("state").asString()).isEqualTo("expired");
        assertThat(clerk.get("/api/v1/exports/" + id + "/file").body()).contains("deleted, as all are after 7 days");
        assertThat(sql.sql("select key_wrapped is null from search_export where export = ?::uuid").param(id).query(Boolean.class)
                .single()).isTrue();
    }

    @Test
    void anExportThatWasKilledIsWrittenAnewFromTheSamePosition() throws IOException {
        var export = clerk.made("{\"q\":\"plow\",\"formats\":[\"csv\"]}");
        var left = Files.writeString(ARCHIVE.home().resolve("exports").resolve(UUID.randomUUID() + ".part"), "EVS1 left behind");
        asKilled(export);
        ARCHIVE.server().part(ExportJobs.class).start();
        var again = clerk.over("/api/v1/exports/" + export.path("id").asString());
        assertThat(again.path("knownAt").asLong()).isEqualTo(export.path("knownAt").asLong());
        assertThat(ExportsUnderTest.table(file(clerk.files(again), "records.csv"))).hasSize(export.path("total").asInt() + 1);
        assertThat(left).doesNotExist();
    }

    @Test
    void aCancelledExportStaysCancelled() {
        var export = clerk.made("{\"q\":\"plow\",\"formats\":[\"csv\"]}");
        var path = "/api/v1/exports/" + export.path("id").asString();
        asKilled(export);
        assertThat(clerk.post(path + "/cancel", "").body()).contains("\"state\":\"cancelled\"");
        ARCHIVE.server().part(ExportJobs.class).start();
        assertThat(clerk.json(path).path("state").asString()).isEqualTo("cancelled");
        assertThat(clerk.get(path + "/file").body()).contains("was cancelled");
    }

    /** As a process leaves it that dies while it writes. */
    private static void asKilled(JsonNode export) {
        JdbcClient.create(ARCHIVE.server().part(DataSource.class)).sql("""
                update search_export set state = 'running', done = 0, size = 0, digest = null, key_id = null, key_wrapped = null
                 where export = ?::uuid
                """).param(export.path("id").asString()).update();
    }

    @Test
    void whoExportedAndDownloadedIsLogged() {
        var sql = JdbcClient.create(ARCHIVE.server().part(DataSource.class));
        var export = clerk.made("{\"q\":\"plow\",\"formats\":[\"csv\"]}");
        clerk.files(export);
        assertThat(sql.sql("select count(*) from access_log where act = 'EXPORT' and on_what = ?")
                .param("export " + export.path("id").asString()).query(Long.class).single()).isEqualTo(2);
    }

    private static String file(Map<String, String> files, String name) {
        var file = files.get(name);
        assertThat(file).as(name).isNotNull();
        return String.valueOf(file);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
