package org.cityarchive.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;

import java.util.UUID;
import java.util.stream.Stream;
import org.cityarchive.core.evidence.Finding;
import org.cityarchive.core.evidence.LogKey.Kind;
import org.cityarchive.core.evidence.LogProof;
import org.cityarchive.core.evidence.SignedNote;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.server.capture.Records;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.cityarchive.core.evidence.Finding.Code;
import org.cityarchive.core.evidence.LogKey;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A record's proof, taken from a running archive and checked away from it. */
class ProofsTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static String clerk = "";

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        clerk = ARCHIVE.token(Role.CLERK);
    }

    private static JsonNode json(String path) {
        var answer = ARCHIVE.send("GET", path, clerk);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String record(String query) {
        return json("/api/v1/records?limit=1&q=" + query).path("items").path(0).path("id").asString();
    }

    private static List<LogKey> keys() {
        return ARCHIVE.server().part(Checkpoints.class).logKeys();
    }

    private static byte[] zip(String record) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest
                    .newBuilder(URI.create(ARCHIVE.server().address() + "/api/v1/records/" + record + "/proof?format=zip"))
                    .header("Authorization", "Bearer " + clerk).build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }

    private static Map<String, byte[]> files(byte[] zip) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    private Path written(Map<String, byte[]> files, String name) throws IOException {
        var into = Files.createDirectory(folder.resolve(name));
        for (var file : files.entrySet()) {
            Files.write(into.resolve(file.getKey()), file.getValue());
        }
        return into;
    }

    @Test
    void theProofOfARecordHoldsAsJsonAndAsAPackage() throws Exception {
        var id = record("is:edited");
        var proof = json("/api/v1/records/" + id + "/proof?version=1");
        assertThat(proof.path("proven").asBoolean()).as(proof.toString()).isTrue();
        assertThat(proof.path("version").asInt()).isEqualTo(1);
        assertThat(proof.path("disclosure").path("fact").path("fact").asString()).startsWith("capture.");
        var zip = zip(id);
        var file = Files.write(folder.resolve("proof.zip"), zip);
        assertThat(PackageCheck.of(file, keys()).isProven()).isTrue();
        assertThat(PackageCheck.of(written(files(zip), "folder"), keys()).isProven()).isTrue();
        assertThat(zip(id)).as("equal proofs give equal bytes").isEqualTo(zip);
    }

    /** Each file × what can be done to it. No cell may stay empty. */
    @Test
    void whateverIsDoneToAPackageIsFound() throws Exception {
        var files = files(zip(record("is:edited")));
        var other = files(zip(record("-is:edited+kind:post")));
        int number = 0;
        for (var name : files.keySet()) {
            var bytes = files.get(name);
            var done = new LinkedHashMap<String, byte[]>();
            for (int at : new int[]{0, bytes.length / 2, bytes.length - 1}) {
                var flipped = bytes.clone();
                flipped[at] ^= 1;
                done.put("bit at " + at, flipped);
            }
            done.put("cut", Arrays.copyOf(bytes, bytes.length / 2));
            done.put("empty", new byte[0]);
            done.put("another record's", other.getOrDefault(name, "x".getBytes(UTF_8)));
            for (var change : done.entrySet()) {
                if (Arrays.equals(change.getValue(), bytes)) {
                    continue; // both records stand under the same checkpoint
                }
                var changed = new LinkedHashMap<>(files);
                changed.put(name, change.getValue());
                var checked = PackageCheck.of(written(changed, "changed" + number++), keys());
                assertThat(checked.isProven()).as("%s: %s %s", name, change.getKey(), checked.findings()).isFalse();
            }
            var without = new LinkedHashMap<>(files);
            without.remove(name);
            assertThat(PackageCheck.of(written(without, "without" + number++), keys()).isProven()).as("without " + name)
                    .isFalse();
        }
        var added = new LinkedHashMap<>(files);
        added.put("more.txt", new byte[1]);
        assertThat(PackageCheck.of(written(added, "added"), keys()).findings()).extracting(f -> f.code()).contains(Code.B02);
    }

    /** A list that comes with a package is signed by nobody: it makes no file true. */
    @Test
    void whatOnlyAListNamesIsNotBelieved() throws Exception {
        var added = new LinkedHashMap<>(files(zip(record("is:edited"))));
        added.put("statement.html", "The city never posted this.".getBytes(UTF_8));
        var hashes = new StringBuilder();
        for (var file : added.entrySet()) {
            hashes.append(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file.getValue()))).append("  ")
                    .append(file.getKey()).append('\n');
        }
        added.put("manifest-sha256.txt", hashes.toString().getBytes(UTF_8));
        var checked = PackageCheck.of(written(added, "listed"), keys());
        assertThat(checked.isProven()).isFalse();
        assertThat(checked.findings()).extracting(f -> f.code() + " " + f.where()).containsExactlyInAnyOrder(
                "B02 statement.html", "B02 manifest-sha256.txt");
    }

    /** Whoever takes one of the log's two signatures away, everywhere in a package, is found; by the server, too. */
    @ParameterizedTest
    @EnumSource(names = {"ED25519", "ML_DSA_44"})
    void aSignatureOfTheLogThatWasTakenAwayIsNamed(Kind kind) throws Exception {
        var id = record("is:edited");
        var key = keys().stream().filter(k -> k.kind() == kind).findFirst().orElseThrow();
        var files = files(zip(id));
        files.replaceAll((name, bytes) -> name.equals(ProofPackage.CHECKPOINT)
                ? without(SignedNote.of(bytes), key).bytes()
                : name.endsWith(".tlog-proof") ? without(LogProof.of(bytes), key).bytes() : bytes);
        for (var trusted : List.of(keys(), List.<LogKey>of())) {
            var checked = PackageCheck.of(written(files, "signed" + trusted.size()), trusted);
            assertThat(checked.isProven()).isFalse();
            assertThat(checked.findings()).anySatisfy(finding -> {
                assertThat(finding.code()).isEqualTo(Code.N02);
                assertThat(finding.what()).contains(kind.algorithm(), "missing");
            });
        }
        var proofs = ARCHIVE.server().part(RecordProofs.class);
        var view = ARCHIVE.server().part(Records.class).views(List.of(new RecordId(UUID.fromString(id))), Long.MAX_VALUE).values()
                .iterator().next();
        var version = view.facts().stream().flatMap(fact -> Stream.ofNullable(fact.fact().version())).findFirst().orElseThrow();
        var proof = proofs.of(view, version.number()).getFirst();
        var changed = new RecordProofs.Proof(proof.name(), proof.fact(), proof.disclosure(), without(proof.proof(), key),
                proof.bytes(), proof.mediaType(), proof.checkpoint());
        assertThat(proofs.check(proof).isProven()).isTrue();
        assertThat(proofs.check(changed).findings()).extracting(f -> f.code()).contains(Code.N02);
    }

    private static LogProof without(LogProof proof, LogKey key) {
        return new LogProof(proof.index(), proof.path(), without(proof.note(), key));
    }

    private static SignedNote without(SignedNote note, LogKey key) {
        return new SignedNote(note.text(), note.lines().stream().filter(line -> !SignedNote.isOf(line, List.of(key))).toList());
    }

    /** The words of a package are nobody's to change, nor its keys. */
    @Test
    void whatTheFilesAboutAPackageSayIsNamedWhenItWasChanged() throws Exception {
        var files = files(zip(record("is:edited")));
        var readme = new String(files.get(ProofPackage.README), UTF_8);
        assertThat(readme).contains("record.json", "does not prove");
        assertThat(changed(files, ProofPackage.README, readme.replace("does not prove", "does prove"))).contains(Code.B03);
        var lines = new String(files.get(ProofPackage.KEYS), UTF_8).lines().toList();
        assertThat(changed(files, ProofPackage.KEYS, lines.getFirst() + "\n")).as("one key dropped").contains(Code.B03);
        assertThat(changed(files, ProofPackage.KEYS, "")).as("all keys dropped").contains(Code.B03);
        assertThat(changed(files, ProofPackage.KEYS, String.join("\r\n", lines) + "\n")).contains(Code.B03);
    }

    private List<Code> changed(Map<String, byte[]> files, String name, String text) throws IOException {
        var changed = new LinkedHashMap<>(files);
        changed.put(name, text.getBytes(UTF_8));
        return PackageCheck.of(written(changed, UUID.randomUUID().toString()), keys()).findings().stream().map(Finding::code)
                .toList();
    }

    @Test
    void keysThatCameAlongAreSaidToBeJustThat() throws Exception {
        var file = Files.write(folder.resolve("proof.zip"), zip(record("is:edited")));
        var checked = PackageCheck.of(file, List.of());
        assertThat(checked.findings()).extracting(f -> f.code()).containsOnly(Code.N05);
    }

    @Test
    void theLogIsPublicAndItsEntriesAreNot() {
        var record = record("is:edited");
        json("/api/v1/records/" + record + "/proof");
        assertThat(ARCHIVE.send("GET", "/log/checkpoint", null).body())
                .startsWith(json("/api/v1/evidence/log").path("origin").asString());
        assertThat(ARCHIVE.send("GET", "/log/tile/0/000", null).statusCode()).isEqualTo(200);
        for (var none : List.of("/log/tile/0/999", "/log/tile/5/000", "/log/tile/0/x", "/log/tile/0/000.p/0")) {
            assertThat(ARCHIVE.send("GET", none, null).statusCode()).as(none).isEqualTo(404);
        }
        assertThat(ARCHIVE.send("GET", "/log/tile/entries/000", null).statusCode()).isNotEqualTo(200);
        assertThat(ARCHIVE.send("GET", "/log/tile/entries/000", clerk).statusCode()).isEqualTo(403);
        assertThat(ARCHIVE.send("GET", "/log/tile/entries/000", ARCHIVE.token(Role.AUDITOR)).body())
                .contains("people.PersonAdded");
        var same = json("/api/v1/evidence/consistency?from=3");
        assertThat(same.path("proof").size()).isPositive();
        assertThat(ARCHIVE.send("GET", "/api/v1/evidence/consistency?from=0", clerk).statusCode()).isEqualTo(400);
        var notes = new ArrayList<String>();
        ARCHIVE.server().part(Checkpoints.class).newest().ifPresent(note -> notes.add(new String(note.bytes(), UTF_8)));
        assertThat(notes).hasSize(1);
    }
}
