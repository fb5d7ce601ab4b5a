package org.cityarchive.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipInputStream;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.cityarchive.core.evidence.Finding;
import org.cityarchive.core.evidence.Finding.Code;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.merkle.MerkleLog;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.wiring.RunningArchive;
import org.cityarchive.server.wiring.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A checkpoint goes to an authority over HTTP, and its stamp comes back into the proofs. */
class StampingTest {
    private static final String LINE = """
            {"platform":"facebook","account":"town","id":"stamped","kind":"post","text":"Stamped.","createdAt":"2024-05-01T10:00:00Z",\
            "observedAt":"2024-05-01T11:00:00Z","state":"present"}
            """;

    @TempDir
    Path folder;

    @Test
    void aCheckpointIsStampedOnceAndItsStampStandsInProofs() throws Exception {
        try (var authority = new LocalAuthority(KeyPurposeId.id_kp_timeStamping)) {
            authority.rootFile(folder);
            var list = Files.writeString(folder.resolve("authorities"), authority.authority().url() + " root.pem\n");
            try (var archive = RunningArchive.on(folder.resolve("home"), Map.of(Setting.STAMPS_FILE, list.toString()))) {
                archive.importLines(LINE);
                archive.awaitProjections();
                var log = archive.server().part(MerkleLog.class);
                long facts = archive.server().part(FactReader.class).head();
                await().atMost(Duration.ofMinutes(2)).until(() -> log.size() >= facts);
                assertThat(archive.server().part(Checkpoints.class).cover(facts - 1)).isPresent();
                var stamping = archive.server().part(Stamping.class);
                authority.answers = false;
                stamping.stampWhenDue();
                assertThat(stamping.trouble().values()).singleElement().asString().contains("503");
                assertThat(archive.server().part(Stamps.class).newest(5)).isEmpty();
                proves(archive, authority);
            }
        }
    }

    /** Asked again after a refusal by another one's patience: a stamping of its own, with no memory of it. */
    private void proves(RunningArchive archive, LocalAuthority authority) throws Exception {
        authority.answers = true;
        var stamps = archive.server().part(Stamps.class);
        try (var stamping = new Stamping(List.of(authority.authority()), stamps, archive.server().part(Checkpoints.class),
                archive.server().part(Archive.class), () -> ZoneId.of("America/Denver"),
                Clock.systemUTC())) {
            stamping.stampWhenDue();
            stamping.stampWhenDue();
            assertThat(stamping.trouble()).isEmpty();
        }
        assertThat(stamps.newest(5)).as("once a day").hasSize(1);
        assertThat(stamps.unnoted()).as("a fact tells of it").isEmpty();
        var files = files(archive);
        var stamp = files.keySet().stream().filter(name -> name.endsWith(".tsr")).findFirst().orElseThrow();
        var roots = List.of(authority.root);
        var keys = archive.server().part(Checkpoints.class).logKeys();
        var good = PackageCheck.of(written(files, "good"), keys, roots);
        assertThat(good.isProven()).as(good.toString()).isTrue();
        var broken = Objects.requireNonNull(files.get(stamp)).clone();
        broken[broken.length - 1] ^= 1;
        files.put(stamp, broken);
        assertThat(PackageCheck.of(written(files, "broken"), keys, roots).findings()).extracting(Finding::code)
                .containsAnyOf(Code.T01, Code.T02, Code.B01);
        try (var other = new LocalAuthority(KeyPurposeId.id_kp_timeStamping)) {
            files.putAll(files(archive));
            assertThat(PackageCheck.of(written(files, "other"), keys, List.of(other.root)).findings())
                    .extracting(Finding::code).contains(Code.T04);
        }
    }

    private static Map<String, byte[]> files(RunningArchive archive) throws Exception {
        var clerk = archive.token(Role.CLERK);
        var id = JsonMapper.builder().build().readTree(archive.send("GET", "/api/v1/records?limit=1", clerk).body()).path("items")
                .path(0)
                .path("id").asString();
        var files = new LinkedHashMap<String, byte[]>();
        try (var http = HttpClient.newHttpClient()) {
            var zip = http.send(HttpRequest
                    .newBuilder(URI.create(archive.server().address() + "/api/v1/records/" + id + "/proof?format=zip"))
                    .header("Authorization", "Bearer " + clerk).build(), BodyHandlers.ofByteArray());
            try (var in = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
                for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    files.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return files;
    }

    private Path written(Map<String, byte[]> files, String name) throws Exception {
        var into = folder.resolve(name);
        for (var file : files.entrySet()) {
            var path = into.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return into;
    }
}
