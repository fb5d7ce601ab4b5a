package org.cityarchive.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

/** What a cookie carries is believed as it was signed, for what it was signed, and for so long. */
class SealsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static Seals at(Instant now, int secret) {
        var key = new byte[32];
        key[0] = (byte) secret;
        return new Seals(key, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void aSignedTextIsGoodForItsTimeAndPurposeAlone() {
        var signed = at(NOW, 1).sign("device", "ruth", NOW.plusSeconds(60));
        assertThat(at(NOW.plusSeconds(60), 1).open("device", signed)).contains("ruth");
        assertThat(at(NOW.plusSeconds(61), 1).open("device", signed)).as("over").isEmpty();
        assertThat(at(NOW, 1).open("pending", signed)).as("another purpose").isEmpty();
        assertThat(at(NOW, 2).open("device", signed)).as("another archive").isEmpty();
        for (int i = 0; i < signed.length(); i++) {
            var changed = signed.substring(0, i) + (signed.charAt(i) == 'A' ? 'B' : 'A') + signed.substring(i + 1);
            assertThat(at(NOW, 1).open("device", changed)).as("changed at " + i).isEmpty();
        }
        assertThat(at(NOW, 1).open("device", "")).isEmpty();
    }
}
