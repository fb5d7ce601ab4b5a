package org.cityarchive.ingest.xarchive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A time that no calendar of ours holds is none; its words are kept with the content. */
class XTweetTimeTest {
    @ParameterizedTest
    @ValueSource(strings = {"2025-06-11T09:00:01.000Z", "Wed Jun 11 09:00:01 +0000 2025"})
    void aTimeIsReadInBothOfItsSpellings(String claimed) {
        assertThat(XTweet.time(claimed)).isEqualTo(Instant.parse("2025-06-11T09:00:01Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01T00:00:00.000Z", "-0044-03-15T12:00:00Z", "+12026-01-01T00:00:00Z",
            "Sat Jan 01 00:00:00 +0000 0000", "yesterday"})
    void aTimeBeyondAllCalendarsIsNone(String claimed) {
        assertThat(XTweet.time(claimed)).isNull();
    }
}
