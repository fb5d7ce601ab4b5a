package org.cityarchive.server.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.UUID;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What imports over HTTP refuse, each with its status, its name and what to do. */
class ImportRefusalsTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FILE = "file|lines.ndjson|{\"platform\":\"x\"}\n";
    private static String clerk = "";
    private static String adapter = "";

    @BeforeAll
    static void load() {
        clerk = ARCHIVE.token(Role.CLERK);
        adapter = ARCHIVE.token(Role.ADAPTER);
    }

    /** @param parts {@code name|value} or {@code name|file name|bytes} */
    private static HttpResponse<String> hand(String token, String key, String... parts) {
        var body = new StringBuilder();
        for (var part : parts) {
            var of = part.split("\\|", -1);
            body.append("--b\r\nContent-Disposition: form-data; name=\"").append(of[0]).append('"')
                    .append(of.length > 2 ? "; filename=\"" + of[1] + "\"" : "").append("\r\n\r\n").append(of[of.length - 1])
                    .append("\r\n");
        }
        var form = "multipart/form-data; boundary=b";
        return key.isEmpty()
                ? ARCHIVE.post("/api/v1/imports", form, body + "--b--\r\n", "Authorization", "Bearer " + token)
                : ARCHIVE.post("/api/v1/imports", form, body + "--b--\r\n", "Authorization", "Bearer " + token, "Idempotency-Key",
                        key);
    }

    private static JsonNode taken(String token, String key, String line) {
        var answer = hand(token, key, "format|observed", "file|lines.ndjson|" + line);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JSON.readTree(answer.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"format|observed; file",
            "format|observed,format|observed,FILE; format",
            "format|nothing,FILE; format", "FILE; format", "format|observed,FILE,FILE; file",
            "format|observed,fileTime|yesterday,FILE; fileTime", "format|observed,fileTime|0000-01-01T00:00:00Z,FILE; fileTime",
            "format|observed,fileTime|+12026-01-01T00:00:00Z,FILE; fileTime",
            "format|observed,addAccounts|perhaps,FILE; addAccounts",
            "format|observed,account|a\u0007b,FILE; account", "format|observed,repeatKey|a\u0000b,FILE; repeatKey",
            "format|observed,serverFile|../secret; serverFile",
            "format|observed,serverFile|lines.ndjson,FILE; serverFile"})
    void aFieldThatCannotBeReadIsNamed(String parts, String field) {
        var answer = hand(clerk, "", Arrays.stream(parts.split(",", -1)).map(part -> part.equals("FILE") ? FILE : part)
                .toArray(String[]::new));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).path("parameter").asString()).isEqualTo(field);
    }

    @Test
    void aKeyHasALength() {
        for (var key : new String[]{" ", "k".repeat(201)}) {
            assertThat(hand(clerk, key, "format|observed", FILE).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aBodyThatIsNoFormIsSaidToBeNone() {
        var answer = ARCHIVE.post("/api/v1/imports", "multipart/form-data; boundary=b", "no form", "Authorization",
                "Bearer " + clerk);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("unreadable-body");
    }

    @Test
    void aFileOfAnotherFormatIsNotRead() {
        var answer = hand(clerk, "", "format|observed", "file|tweets.js|window.YTD.tweets.part0 = []");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Looks like an X archive");
    }

    /** Said before a byte of it is read: the upload is announced, and never sent. */
    @Test
    void anUploadForWhichTheDiskHasNoRoomIsTurnedAway() throws IOException {
        try (var socket = new Socket("localhost", ARCHIVE.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(("POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + clerk
                    + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000000000000000000\r\n\r\n")
                    .getBytes(US_ASCII));
            socket.getOutputStream().flush();
            var answer = "";
            while (!answer.contains("no-room")) {
                answer += new String(socket.getInputStream().readNBytes(1), UTF_8);
            }
            assertThat(answer).startsWith("HTTP/1.1 507").contains("Nothing of it was kept");
        }
    }

    @Test
    void aKeyThatWasUsedForAnotherFileIsRefusedToItsActor() {
        var key = UUID.randomUUID().toString();
        taken(clerk, key, "{\"a\":1}");
        var answer = hand(clerk, key, "format|observed", "file|lines.ndjson|{\"a\":2}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("idempotency-key-reused");
    }

    /** The same key of somebody else is another import, and tells nothing of the first: neither that it is nor what it is. */
    @Test
    void aKeyIsItsActorsOwn() {
        var key = UUID.randomUUID().toString();
        var first = taken(clerk, key, "{\"b\":1}").path("id").asString();
        assertThat(taken(clerk, key, "{\"b\":1}").path("id").asString()).as("its own again").isEqualTo(first);
        for (var other : new String[]{adapter, ARCHIVE.token(Role.CLERK)}) {
            var same = taken(other, key, "{\"b\":1}");
            assertThat(same.path("id").asString()).as("the same file").isNotEqualTo(first);
            assertThat(same.path("startedBy").asString()).isNotEqualTo(JSON
                    .readTree(ARCHIVE.send("GET", "/api/v1/imports/" + first, clerk).body()).path("startedBy").asString());
        }
        assertThat(taken(ARCHIVE.token(Role.CLERK), key, "{\"b\":2}").path("id").asString()).as("another file")
                .isNotEqualTo(first);
    }
}
