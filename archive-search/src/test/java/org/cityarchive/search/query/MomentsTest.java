package org.cityarchive.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.cityarchive.core.capture.AuthorKind;
import org.cityarchive.core.search.Moments;
import org.junit.jupiter.api.Test;

/** Moments as the index orders them. */
class MomentsTest {
    @Test
    void momentsOfTheFarPastAndFutureAreOrdered() {
        assertThat(Moments.micros(Instant.MIN)).isLessThan(Moments.micros(Instant.EPOCH));
        assertThat(Moments.micros(Instant.MAX)).isGreaterThan(Moments.micros(Instant.parse("9999-12-31T23:59:59Z")));
        assertThat(AuthorKind.values()).hasSize(3);
    }
}
