package org.cityarchive.server.capture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

import org.junit.jupiter.api.Test;

class MultipartTest {
    private static final String TYPE = "multipart/form-data; boundary=\"b-1\"";

    @Test
    void everyByteOfEveryPartComesThroughWhateverItHolds() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var file = new StringBuilder();
            for (int i = random.nextInt(200_000 / (1 + seed)); i > 0; i--) {
                file.append(switch (random.nextInt(6)) {
                    case 0 -> "\r\n--b-";
                    case 1 -> "\r\n";
                    case 2 -> "\r";
                    case 3 -> "--b-1";
                    default -> String.valueOf((char) random.nextInt(256));
                });
            }
            var sent = file.toString().replace("\r\n--b-1", "\r\n--c-1");
            var body = "--b-1\r\nContent-Disposition: form-data; name=\"format\"\r\n\r\nobserved\r\n"
                    + "--b-1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n"
                    + sent
                    + "\r\n--b-1\r\nContent-Disposition: form-data; name=\"addAccounts\"\r\n\r\ntrue\r\n--b-1--\r\n";
            var form = Multipart.of(TYPE, halting(body.getBytes(ISO_8859_1), random));
            assertThat(form.next().orElseThrow().text(100)).isEqualTo("observed");
            var part = form.next().orElseThrow();
            assertThat(part.name() + " " + part.fileName()).isEqualTo("file a.txt");
            assertThat(new String(part.body().readAllBytes(), ISO_8859_1)).as("seed %d", seed).isEqualTo(sent);
            assertThat(form.next().orElseThrow().text(100)).isEqualTo("true");
            assertThat(form.next()).isEmpty();
        }
    }

    @Test
    void aCutOffBodyIsNoForm() {
        var body = "--b-1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf of";
        assertThatThrownBy(() -> Multipart.of(TYPE, new ByteArrayInputStream(body.getBytes(ISO_8859_1))).next().orElseThrow()
                .body().readAllBytes())
                .isInstanceOf(Multipart.NoFormException.class);
        assertThatThrownBy(() -> Multipart.of("application/json", InputStream.nullInputStream()))
                .isInstanceOf(Multipart.NoFormException.class);
        assertThatThrownBy(() -> Multipart.of(TYPE, new ByteArrayInputStream(new byte[100_000])).next())
                .isInstanceOf(IOException.class);
    }

    /** Gives its bytes in pieces of any size. */
    private static InputStream halting(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(length, 1 + random.nextInt(random.nextBoolean() ? 5 : 70_000)));
            }
        };
    }
}
