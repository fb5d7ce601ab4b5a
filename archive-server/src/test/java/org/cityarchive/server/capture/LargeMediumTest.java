package org.cityarchive.server.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.CaptureEvent.MediaCaptured;
import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.NativeKey;
import org.cityarchive.core.capture.Observation;
import org.cityarchive.core.capture.Observation.Attached;
import org.cityarchive.core.capture.Seen;
import org.cityarchive.core.law.Kept;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.vault.ContentSealing;
import org.cityarchive.server.vault.PartRow;
import org.cityarchive.server.vault.StagedPart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A film of 60 MiB goes from its delivery into the vault and out again, a stretch of it in memory at a time. */
class LargeMediumTest {
    private static final long LENGTH = 60L << 20;
    private static CaptureStore store;

    @BeforeAll
    static void start() throws IOException {
        store = new CaptureStore();
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void itCommitsWithItsFactAndComesOutAsItWentIn() throws Exception {
        store.offer(List.of(post("film", new Attached(0, "video/mp4", LENGTH, () -> new Film(LENGTH)))));
        var record = store.record("film");
        var medium = CaptureEvent
                .among(store.facts.tagged("record", List.of(record.toString()), Long.MAX_VALUE).values().iterator()
                        .next())
                .stream().map(Recorded::fact).filter(MediaCaptured.class::isInstance).map(MediaCaptured.class::cast)
                .findFirst().orElseThrow();
        assertThat(medium.bytes()).isEqualTo(LENGTH);
        store.vault.verifyMedium(record, 1, 0, medium.content());
        try (var in = store.vault.medium(record, 1, 0); var film = new Film(LENGTH)) {
            assertThat(digest(in)).isEqualTo(digest(film));
        }
        assertThat(rows("vault_part where part = 'media/0'")).isEqualTo(61);
        assertThat(rows("vault_staged")).as("nothing waits any more").isZero();
    }

    @Test
    void whatTravelsWithTheCommitIsOnlyWhereItLies() throws Exception {
        var key = store.vault.recordKeys().fresh(store.record("other").value(), 1, "a").key();
        var sealed = new ContentSealing().seal(key, 1,
                post("other", new Attached(0, "video/mp4", LENGTH, () -> new Film(LENGTH))), store.staging);
        var carried = new ArrayList<Kept>(sealed.rows());
        assertThat(carried.stream().filter(PartRow.class::isInstance).mapToLong(row -> ((PartRow) row).sealed().length).sum())
                .isLessThan(4096);
        assertThat(carried).filteredOn(StagedPart.class::isInstance).hasSize(1);
        assertThat(store.staging.sweep()).as("what came just now may still be committed").isZero();
        owner("update vault_staged set at = now() - interval '7 hours'");
        assertThat(store.staging.sweep()).isEqualTo(61);
    }

    @Test
    void aDeliveryThatCanNoLongerBeReadLeavesNothing() {
        var broken = new Attached(0, "video/mp4", LENGTH, () -> new Film(LENGTH) {
            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                if (at() > 9 << 20) {
                    throw new IOException("gone");
                }
                return super.read(into, from, count);
            }
        });
        assertThatThrownBy(() -> store.offer(List.of(post("broken", broken)))).isInstanceOf(UncheckedIOException.class);
        assertThat(store.facts.tagged("record", List.of(store.record("broken").toString()), Long.MAX_VALUE).values())
                .allMatch(List::isEmpty);
        assertThat(rows("vault_part where record = '" + store.record("broken") + "'")).isZero();
    }

    private static Observation post(String id, Attached attached) {
        var media = List.of(new Content.Media(null, "https://m.example/" + id + ".mp4", "video", null, null));
        return new Observation(new NativeKey("facebook", "city", id), Kind.POST,
                new Seen.Present(new Content("A film", null, null, null, null, media, new TreeMap<>(), null)), null,
                null, Instant.parse("2026-01-01T00:00:00Z"), "observed", new Observation.Raw(new byte[10], "application/json"),
                List.of(attached));
    }

    private static long rows(String of) {
        return JdbcClient.create(store.database.connections()).sql("select count(*) from " + of).query(Long.class).single();
    }

    private static void owner(String sql) throws SQLException {
        try (var connection = store.database.owner(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static byte[] digest(InputStream in) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
        return digest.digest();
    }

    /** The same bytes each time, and never many of them at once. */
    private static class Film extends InputStream {
        private final long length;
        private long at;

        Film(long length) {
            this.length = length;
        }

        long at() {
            return at;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            assertThat(count).as("asked for at once").isLessThanOrEqualTo(1 << 20);
            int given = (int) Math.min(count, length - at);
            if (given <= 0) {
                return -1;
            }
            for (int i = 0; i < given; i++) {
                into[from + i] = (byte) (((at + i) * 0x9E3779B97F4A7C15L) >>> 56);
            }
            at += given;
            return given;
        }
    }
}
