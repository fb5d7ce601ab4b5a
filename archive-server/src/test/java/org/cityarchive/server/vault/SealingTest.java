package org.cityarchive.server.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.UUID;

import org.cityarchive.core.law.SharedData;
import org.cityarchive.core.law.Vector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SealingTest {
    private static final UUID SUBJECT = UUID.fromString("7c1f7a52-6a0e-4b55-9f0e-2f4f3f9d2a11");
    private static final RecordKey KEY = new RecordKey(SUBJECT, 1, MasterKey.random(32));

    private Vector vectors = new Vector(new TreeMap<>());
    private RecordKey published = KEY;

    @BeforeEach
    void read() throws IOException {
        vectors = Vector.read(SharedData.folder("evidence-vectors").resolve("sealing.json"));
        published = new RecordKey(UUID.fromString(vectors.text("record_id")), 1, vectors.hex("record_key_hex"));
    }

    @Test
    void aRecordKeyIsWrappedAsPublished() {
        byte[] wrapped = vectors.hex("wrapped_record_key_hex");
        assertThat(KeyWrap.wrap(vectors.hex("batch_key_hex"), vectors.hex("record_key_hex"))).isEqualTo(wrapped);
        assertThat(KeyWrap.unwrap(vectors.hex("batch_key_hex"), wrapped)).isEqualTo(vectors.hex("record_key_hex"));
        wrapped[39]++;
        assertThat(KeyWrap.unwrap(vectors.hex("batch_key_hex"), wrapped)).isNull();
    }

    @Test
    void partsAreSealedAsPublished() throws Exception {
        for (var part : vectors.each("parts")) {
            byte[] plain = part.has("plaintext_hex") ? part.hex("plaintext_hex") : big((int) part.number("plaintext_length"));
            byte[] sealed = sealed(published, part.text("part"), plain);
            assertThat(Sealing.partKey(published.bytes(), part.text("part").getBytes(UTF_8)).getEncoded())
                    .isEqualTo(part.hex("part_key_hex"));
            assertThat(sealed).hasSize((int) part.number("sealed_length"));
            assertThat(sha256(sealed)).isEqualTo(part.hex("sealed_sha256"));
            assertThat(new Sealing(published, part.text("part")).open(sealed)).isEqualTo(plain);
        }
    }

    @Test
    void aStreamSealsAndOpensTheSameBytes() throws IOException {
        for (int length : new int[]{0, 1, Sealing.CHUNK - 1, Sealing.CHUNK, Sealing.CHUNK + 1, 2 * Sealing.CHUNK,
                2 * Sealing.CHUNK + 7}) {
            byte[] plain = MasterKey.random(length);
            var out = new ByteArrayOutputStream();
            try (var sealing = new SealingStream(new Sealing(KEY, "v1/media/0"), (_, chunk) -> out.write(chunk))) {
                int half = length / 3;
                sealing.write(plain, 0, half);
                sealing.write(plain, half, length - half);
                sealing.finish();
            }
            assertThat(out.toByteArray()).isEqualTo(sealed(KEY, "v1/media/0", plain));
            assertThat(streamed(out.toByteArray(), KEY, "v1/media/0")).isEqualTo(plain);
            assertThat(new Sealing(KEY, "v1/media/0").open(out.toByteArray())).isEqualTo(plain);
        }
    }

    @Test
    void whatWasChangedCutOffOrMovedDoesNotOpen() {
        byte[] sealed = sealed(KEY, "v1/content", "plain".getBytes(UTF_8));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertBroken(changed, KEY, "v1/content");
            assertBroken(Arrays.copyOf(sealed, i), KEY, "v1/content");
        }
        assertBroken(Arrays.copyOf(sealed, sealed.length + 1), KEY, "v1/content");
        assertBroken(sealed, KEY, "v2/content");
        assertBroken(sealed, new RecordKey(new UUID(1, 2), 1, KEY.bytes()), "v1/content");
        assertBroken(sealed, new RecordKey(SUBJECT, 1, MasterKey.random(32)), "v1/content");
    }

    @Test
    void aLargePartCutAtAChunkOrWithItsChunksSwappedDoesNotOpen() {
        byte[] sealed = sealed(KEY, "v1/raw", MasterKey.random(2 * Sealing.CHUNK + 100));
        int chunk = Sealing.CHUNK + Sealing.TAG;
        assertBroken(Arrays.copyOf(sealed, 5 + chunk), KEY, "v1/raw");
        assertBroken(Arrays.copyOf(sealed, 5 + 2 * chunk), KEY, "v1/raw");
        assertBroken(Arrays.copyOf(sealed, sealed.length - 1), KEY, "v1/raw");
        byte[] swapped = sealed.clone();
        System.arraycopy(sealed, 5, swapped, 5 + chunk, chunk);
        System.arraycopy(sealed, 5 + chunk, swapped, 5, chunk);
        assertBroken(swapped, KEY, "v1/raw");
    }

    @Test
    void aStreamThatWasNotFinishedNeverOpens() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var sealing = new SealingStream(new Sealing(KEY, "v1/raw"), (_, chunk) -> out.write(chunk))) {
            sealing.write(new byte[3 * Sealing.CHUNK]);
        }
        assertBroken(out.toByteArray(), KEY, "v1/raw");
    }

    private static void assertBroken(byte[] sealed, RecordKey key, String part) {
        assertThatThrownBy(() -> new Sealing(key, part).open(sealed)).isInstanceOfSatisfying(SealBroken.class, e -> {
            assertThat(e.subject()).isEqualTo(key.subject());
            assertThat(e.part()).isEqualTo(part);
        });
        assertThatThrownBy(() -> streamed(sealed, key, part)).isInstanceOf(SealBroken.class);
    }

    private static byte[] streamed(byte[] sealed, RecordKey key, String part) throws IOException {
        try (var in = new OpeningStream(new Sealing(key, part), new ByteArrayInputStream(sealed))) {
            return in.readAllBytes();
        }
    }

    private static byte[] sealed(RecordKey key, String part, byte[] plain) {
        var out = new ByteArrayOutputStream();
        new Sealing(key, part).seal(plain).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] big(int length) throws GeneralSecurityException {
        var out = new ByteArrayOutputStream();
        for (int i = 0; out.size() < length; i++) {
            out.writeBytes(sha256(("evidence-vectors big " + i).getBytes(UTF_8)));
        }
        return Arrays.copyOf(out.toByteArray(), length);
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
