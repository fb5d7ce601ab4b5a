package org.cityarchive.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertTimesTest {
    private static final ZoneId CITY = ZoneId.of("America/Denver");

    @ParameterizedTest
    @CsvSource(textBlock = """
            # winter, summer
            2026-01-10T14:00:00Z, 2026-01-10T14:00:00Z
            2026-01-11T13:59:59Z, 2026-01-10T14:00:00Z
            2026-07-10T13:00:00Z, 2026-07-10T13:00:00Z
            # clocks go forward at two: that night is an hour shorter
            2026-03-08T12:59:59Z, 2026-03-07T14:00:00Z
            2026-03-08T13:00:00Z, 2026-03-08T13:00:00Z
            # and back: an hour longer
            2026-11-01T13:59:59Z, 2026-10-31T13:00:00Z
            2026-11-01T14:00:00Z, 2026-11-01T14:00:00Z
            """)
    void sevenIsSevenByTheCitysClock(Instant now, Instant morning) {
        assertThat(AlertTimes.morning(now, CITY)).isEqualTo(morning);
    }

    @Test
    void eachTryWaitsTwiceAsLongAtMostADay() {
        assertThat(AlertTimes.wait(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(AlertTimes.wait(2)).isEqualTo(Duration.ofMinutes(2));
        assertThat(AlertTimes.wait(11)).isEqualTo(Duration.ofMinutes(1_024));
        assertThat(AlertTimes.wait(12)).isEqualTo(AlertTimes.wait(1_000_000)).isEqualTo(Duration.ofHours(24));
    }
}
