package org.cityarchive.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionPeriodTest {

    @ParameterizedTest
    @ValueSource(strings = {"P3Y", "P18M", "P30D", "PERMANENT", "P1000Y"})
    void aPeriodIsSpelledAsItIsRead(String text) {
        assertThat(RetentionPeriod.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "P0Y", "P1001Y", "P-3Y", "P1Y6M", "PT3H", "permanent", "P3Y ", "P3.5Y"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> RetentionPeriod.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 10, 100})
    void theAddedDayMakesNoPeriodShorterThanItIs(int years) { // LAW C.4
        for (var day = LocalDate.parse("2019-12-30"); day.getYear() < 2025; day = day.plusDays(1)) {
            var firstFree = RetentionPeriod.ofYears(years).through(day).plusDays(1);
            assertThat(firstFree.minusYears(years)).isAfter(day.minusDays(1));
        }
    }

    @Test
    void aFiscalYearIsNamedByTheYearInWhichItEnds() {
        assertThat(FiscalYear.of(LocalDate.parse("2025-06-30"))).isEqualTo(new FiscalYear(2025));
        assertThat(FiscalYear.of(LocalDate.parse("2025-07-01"))).isEqualTo(new FiscalYear(2026));
    }

    @ParameterizedTest
    @ValueSource(strings = {"snow plow", "s1", "S1-", "-S1", "A", "S1--X", "ABCDEFGHIJ-ABCDEFGHIJ-ABCDEFGHIJ-ABCDEFGHIJ"})
    void aSeriesCodeIsNoPersonsText(String text) {
        assertThat(SeriesCode.isCode(text)).isFalse();
    }
}
