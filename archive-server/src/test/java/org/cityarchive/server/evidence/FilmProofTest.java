package org.cityarchive.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.sql.DataSource;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.audit.Insider;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proof of a record with a film goes out while the film is opened, and is never taken for whole when it is not. */
class FilmProofTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final int LENGTH = 32 << 20;
    private static final String LAST_CHUNK = "update vault_part set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 255)"
            + " where record = '%s' and part = 'media/0' and chunk = 32";
    private static String record = "";

    @TempDir
    Path folder;

    @BeforeAll
    static void aFilm() throws Exception {
        var film = new byte[LENGTH];
        new Random(7).nextBytes(film);
        var name = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(film));
        var upload = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(upload)) {
            zip.setLevel(1);
            zip.putNextEntry(new ZipEntry("observed.ndjson"));
            zip.write(
                    ("{\"platform\":\"youtube\",\"account\":\"Filmhouse\",\"id\":\"f1\",\"kind\":\"post\",\"text\":\"Filmhouse opens\","
                            + "\"createdAt\":\"2026-01-10T12:00:00Z\",\"observedAt\":\"2026-01-10T13:00:00Z\",\"state\":\"present\","
                            + "\"media\":[{\"url\":\"https://m.example/f1.mp4\",\"type\":\"video/mp4\",\"sha256\":\"" + name
                            + "\"}]}\n").getBytes(UTF_8));
            zip.putNextEntry(new ZipEntry("media/" + name));
            zip.write(film);
        }
        var clerk = ARCHIVE.as(Role.CLERK);
        assertThat(clerk.over(clerk.upload(upload.toByteArray())).path("state").asString()).isEqualTo("done");
        ARCHIVE.awaitProjections();
        record = clerk.json("/api/v1/records?q=filmhouse").path("items").path(0).path("id").asString();
    }

    private static InputStream proof(HttpClient http) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest
                .newBuilder(URI.create(ARCHIVE.server().address() + "/api/v1/records/" + record + "/proof?format=zip"))
                .header("Authorization", "Bearer " + ARCHIVE.token(Role.CLERK)).build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
        return answer.body();
    }

    @Test
    void itIsTakenWholeAndHolds() throws Exception {
        var file = folder.resolve("film-proof.zip");
        try (var http = HttpClient.newHttpClient(); var body = proof(http)) {
            Files.copy(body, file);
        }
        assertThat(Files.size(file)).isGreaterThan(LENGTH);
        var checked = PackageCheck.of(file, ARCHIVE.server().part(Checkpoints.class).logKeys());
        assertThat(checked.isProven()).as(checked.toString()).isTrue();
        assertThat(checked.proven()).as("the record and its film").isEqualTo(2);
    }

    /** The film's end is changed after its beginning has come: it was in nobody's memory, and the connection is cut. */
    @Test
    void whatFailsMidwayIsCutOff() throws Exception {
        try (var insider = new Insider(ARCHIVE.server().part(DataSource.class), ARCHIVE.home());
                var http = HttpClient.newHttpClient();
                var body = proof(http)) {
            assertThat(body.readNBytes(1 << 20)).hasSize(1 << 20);
            assertThat(insider.run(LAST_CHUNK.formatted(record))).isOne();
            try {
                assertThatThrownBy(() -> body.transferTo(OutputStream.nullOutputStream())).isInstanceOf(IOException.class);
            } finally {
                insider.run(LAST_CHUNK.formatted(record));
            }
        }
    }
}
