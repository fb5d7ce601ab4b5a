package org.cityarchive.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.cityarchive.server.security.LoginTries.Standing;
import org.junit.jupiter.api.Test;

/** Who has tried wrongly waits, and nobody else. */
class LoginTriesTest {
    private final Watch watch = new Watch();
    private final LoginTries tries = new LoginTries(watch);

    /** A clock that goes when it is told to. */
    private static final class Watch extends Clock {
        private Instant now = Instant.parse("2026-11-21T09:00:00Z");

        void on(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void afterFiveWrongTriesOneWaitsAndThenTwiceAsLong() {
        for (int left = 4; left > 0; left--) {
            assertThat(tries.begin("ruth")).isEqualTo(new Standing(left, Duration.ofMinutes(15)));
            assertThat(tries.mustWait("ruth")).isEmpty();
        }
        assertThat(tries.begin("ruth")).isEqualTo(new Standing(0, Duration.ofMinutes(15)));
        assertThat(tries.mustWait("ruth")).contains(Duration.ofMinutes(15));
        assertThat(tries.mustWait("walter")).isEmpty();
        watch.on(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(tries.mustWait("ruth")).contains(Duration.ofSeconds(1));
        watch.on(Duration.ofSeconds(1));
        assertThat(tries.mustWait("ruth")).isEmpty();
        assertThat(tries.begin("ruth").pause()).isEqualTo(Duration.ofMinutes(30));
        for (int i = 0; i < 20; i++) {
            watch.on(Duration.ofHours(4));
            assertThat(tries.begin("ruth").pause()).isLessThanOrEqualTo(Duration.ofHours(4));
        }
    }

    @Test
    void aRightTryAndADayMakeEverythingGood() {
        for (int i = 0; i < 4; i++) {
            tries.begin("ruth");
            tries.begin("walter");
        }
        tries.right("ruth");
        watch.on(Duration.ofHours(25));
        assertThat(tries.begin("ruth").left()).isEqualTo(4);
        assertThat(tries.begin("walter").left()).isEqualTo(4);
    }

    /** A clock that was a year ahead for a while locks nobody out for that year. */
    @Test
    void aClockThatIsSetBackMakesNoWaitLonger() {
        var addresses = new Tries(watch, 1);
        watch.on(Duration.ofDays(365));
        for (int i = 0; i < 5; i++) {
            tries.begin("ruth");
        }
        addresses.wrong("192.0.2.1");
        watch.on(Duration.ofDays(-365));
        assertThat(tries.mustWait("ruth")).contains(Duration.ofMinutes(15));
        assertThat(addresses.mayTry("192.0.2.1")).isTrue();
        watch.on(Duration.ofMinutes(15));
        assertThat(tries.mustWait("ruth")).isEmpty();
    }

    @Test
    void wrongCodesFromOneAddressWaitForTheirMinute() {
        var addresses = new Tries(watch, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(addresses.mayTry("192.0.2.1")).isTrue();
            addresses.wrong("192.0.2.1");
        }
        assertThat(addresses.mayTry("192.0.2.1")).isFalse();
        assertThat(addresses.mayTry("192.0.2.2")).isTrue();
        watch.on(Duration.ofSeconds(61));
        assertThat(addresses.mayTry("192.0.2.1")).isTrue();
    }
}
