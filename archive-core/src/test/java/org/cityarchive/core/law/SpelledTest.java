package org.cityarchive.core.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;

/** Instants and ids are spelled and read exactly as Java does it. */
class SpelledTest {
    private static final long FIRST = Instant.parse("-0001-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST = Instant.parse("+10001-01-01T00:00:00Z").toEpochMilli();

    @Test
    void everyInstantIsSpelledAndReadAsJavaDoes() {
        var random = new Random(20261121);
        for (int i = 0; i < 20_000; i++) {
            var instant = Instant.ofEpochMilli(random.nextLong(FIRST, LAST));
            var whole = random.nextBoolean() ? instant : instant.truncatedTo(ChronoUnit.SECONDS);
            assertThat(Spelled.of(whole)).isEqualTo(whole.toString());
            assertThat(Spelled.instant(whole.toString())).isEqualTo(whole);
        }
    }

    @Test
    void whatIsNoUsualInstantIsReadAsJavaDoesOrRefused() {
        for (var text : new String[]{"2026-02-29T00:00:00Z", "2024-02-29T00:00:00Z", "2026-11-21T24:00:00Z",
                "2026-11-21T24:00:01Z",
                "2026-06-30T23:59:60Z", "2026-11-21T23:60:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "2026-01-01T00:00:00.12Z", "2026-01-01T00:00:00.123456Z", "2026-01-01T00:00:00", "2026-01-01t00:00:00z", "",
                "2026-01-01T00:00:00.1234", "٢٠٢٦-01-01T00:00:00Z", "+12026-01-01T00:00:00Z", "-0001-01-01T00:00:00.5Z",
                "2026-01-01 00:00:00Z", "0000-01-01T00:00:00Z"}) {
            Instant java;
            try {
                java = Instant.parse(text);
            } catch (DateTimeException _) {
                assertThatThrownBy(() -> Spelled.instant(text)).as(text).isInstanceOf(IllegalArgumentException.class);
                continue;
            }
            assertThat(Spelled.instant(text)).as(text).isEqualTo(java);
        }
    }

    @Test
    void anInstantFinerThanAMillisecondIsRefused() {
        assertThatThrownBy(() -> Spelled.of(Instant.ofEpochSecond(1, 1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIdIsReadInItsUsualSpellingAlone() {
        var random = new Random(20261121);
        for (int i = 0; i < 5_000; i++) {
            var id = new UUID(random.nextLong(), random.nextLong());
            assertThat(Spelled.uuid(id.toString())).isEqualTo(id);
        }
        for (var text : new String[]{"", "1-1-1-1-1", "0000000-00000-0000-0000-000000000000",
                "00000000-0000-0000-0000-00000000000G",
                "AAAAAAAA-0000-0000-0000-000000000000", "00000000000000000000000000000000000-",
                "00000000-0000-0000-0000-0000000000000"}) {
            assertThatThrownBy(() -> Spelled.uuid(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
