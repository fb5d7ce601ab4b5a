package org.cityarchive.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;

/** Days as they go to the table of standings in one array, where no driver spells them: posts may be dated anywhere. */
class SpelledDaysTest {
    @Test
    void everyDayIsSpelledAsPostgresReadsIt() {
        assertThat(StandingRows.spelled(null)).isNull();
        assertThat(StandingRows.spelled(LocalDate.MAX)).isEqualTo("infinity");
        assertThat(StandingRows.spelled(LocalDate.of(2026, 1, 2))).isEqualTo("2026-01-02");
        assertThat(StandingRows.spelled(LocalDate.of(10_005, 1, 2))).isEqualTo("10005-01-02");
        assertThat(StandingRows.spelled(LocalDate.of(0, 12, 31))).isEqualTo("0001-12-31 BC");
        assertThat(StandingRows.spelled(LocalDate.of(-43, 3, 15))).isEqualTo("0044-03-15 BC");
    }
}
