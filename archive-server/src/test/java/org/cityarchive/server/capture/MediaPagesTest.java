package org.cityarchive.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Captured bytes come out as what they are, and nothing of them acts. */
class MediaPagesTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static String authorization;
    private static String record;

    @BeforeAll
    static void start() {
        authorization = "Bearer " + ARCHIVE.token(Role.CLERK);
        record = json("/api/v1/records?q=has:media&limit=1000").path("items").valueStream()
                .map(r -> "/record/" + r.path("id").asString())
                .filter(path -> page(path).contains("class=\"ca-drawn\"")).findFirst().orElseThrow();
    }

    private static String page(String path) {
        return ARCHIVE.get(path, "Authorization", authorization).body();
    }

    private static JsonNode json(String path) {
        return JSON.readTree(page(path));
    }

    @Test
    void anImageComesAsAnImageThatNothingCanRunFrom() {
        var answer = ARCHIVE.get(record + "/media/1/0", "Authorization", authorization);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).isEqualTo("image/png");
        assertThat(answer.headers().allValues("Content-Security-Policy")).containsExactly("sandbox; default-src 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow()).startsWith("inline");
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    }

    @Test
    void askedForAsAFileItIsOne() {
        var answer = ARCHIVE.get(record + "/media/1/0?download=true", "Authorization", authorization);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).isEqualTo("application/octet-stream");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow()).startsWith("attachment").endsWith(".png\"");
    }

    @Test
    void rawBytesAreAFileOnly() {
        var answer = ARCHIVE.get(record + "/source/bytes", "Authorization", authorization);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).isEqualTo("application/octet-stream");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow()).startsWith("attachment");
    }

    @ParameterizedTest
    @CsvSource({"/media/1/99,404", "/media/99/0,404", "/source/bytes?fact=1,400"})
    void whatIsNotThereIsSaidToBeMissing(String path, int status) {
        assertThat(ARCHIVE.get(record + path, "Authorization", authorization).statusCode()).isEqualTo(status);
    }

    @Test
    void whatAnImageIsItsBytesTell() {
        assertThat(ImageType.of(new byte[]{(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0})).contains(ImageType.JPEG);
        assertThat(ImageType.of("GIF89a..........".getBytes(StandardCharsets.US_ASCII))).contains(ImageType.GIF);
        assertThat(ImageType.of("RIFF....WEBPVP8 ".getBytes(StandardCharsets.US_ASCII))).contains(ImageType.WEBP);
        assertThat(ImageType.of("<svg onload=x>..".getBytes(StandardCharsets.US_ASCII))).isEmpty();
        assertThat(ImageType.of("<html><script>".getBytes(StandardCharsets.US_ASCII))).isEmpty();
        assertThat(ImageType.of(new byte[0])).isEmpty();
    }
}
