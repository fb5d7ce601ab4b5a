package org.cityarchive.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.NativeKey;
import org.cityarchive.core.capture.Observation;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.Seen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sightings grow old and fewer; what is told of a record does not change by it. */
class SightingThinningTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static CaptureStore store;

    @BeforeAll
    static void start() throws IOException {
        store = new CaptureStore();
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    private static long thin(Instant now) {
        return new SightingThinning(store.database.connections(), () -> ZoneId.of("America/Denver"),
                Clock.fixed(now, ZoneOffset.UTC), _ -> {
                })
                .run();
    }

    @Test
    void ofADayStayTheFirstAndTheLastOnceItIsOld() {
        var day = Instant.parse("2026-06-01T06:00:00Z"); // midnight in Denver
        look("a", "snow", day.minusSeconds(60));
        for (int hour = 0; hour < 24; hour++) {
            look("a", "snow", day.plus(Duration.ofHours(hour)));
        }
        look("a", "snow", NOW.minus(Duration.ofDays(2)));
        look("a", "snow", NOW.minus(Duration.ofDays(2)).plusSeconds(9));
        look("a", "snow", NOW.minus(Duration.ofDays(2)).plusSeconds(19));
        var before = store.told(store.record("a"));
        thin(NOW);
        assertThat(times("a")).containsExactly(day, day.plus(Duration.ofHours(23)), NOW.minus(Duration.ofDays(2)),
                NOW.minus(Duration.ofDays(2)).plusSeconds(9), NOW.minus(Duration.ofDays(2)).plusSeconds(19));
        assertThat(store.told(store.record("a"))).isEqualTo(before);
        assertThat(thin(NOW)).as("a second time finds nothing").isZero();
    }

    @Test
    void aChangeAndItsNeighboursStay() {
        var morning = Instant.parse("2026-06-02T14:00:00Z");
        var words = List.of("one", "one", "one", "one", "two", "two", "two", "two", "one", "one", "one", "one");
        for (int i = 0; i < words.size(); i++) {
            look("b", words.get(i), morning.plusSeconds(60L * i));
        }
        var before = store.told(store.record("b"));
        thin(NOW);
        // facts tell minutes 0, 4 and 8; of the sightings beside them the first and last of each run stay
        assertThat(times("b")).containsExactly(morning.plusSeconds(60), morning.plusSeconds(180), morning.plusSeconds(300),
                morning.plusSeconds(420), morning.plusSeconds(540), morning.plusSeconds(660));
        assertThat(store.told(store.record("b"))).isEqualTo(before);
        look("b", "three", morning.plusSeconds(150)); // one that comes late still finds its place
        assertThat(store.told(store.record("b"))).extractingByKey("wordings").asString().contains("three");
    }

    @Test
    void tenYearsOfHourlyLooksOutgrowNothing() {
        look("c", "plow", NOW.minus(Duration.ofDays(3651)));
        JdbcClient.create(store.database.connections()).sql("""
                insert into capture_sighting (record, observed_at, source, seen, part, shown, counters)
                select ?, t, 'poll', 0, 1, 1, jsonb_build_object('likes', extract(epoch from t)::bigint::text)
                  from generate_series(timestamptz '2016-11-23', timestamptz '2026-08-01', interval '1 hour') t""")
                .param(store.record("c").value()).update();
        long all = times("c").size();
        assertThat(all).isGreaterThan(84_000);
        thin(NOW);
        assertThat(times("c").size()).as("of %d", all).isLessThan(2 * (365 - 90) + 2 * 50 + 2 * 7);
    }

    private static void look(String id, String words, Instant at) {
        var content = new Content(words, null, null, null, null, null, new TreeMap<>(), null);
        store.offer(List
                .of(new Observation(new NativeKey("facebook", "city", id), Kind.POST, new Seen.Present(content), null, null, at,
                        "poll", new Observation.Raw(new byte[]{1}, "application/json"), List.of())));
    }

    private static List<Instant> times(String id) {
        var record = new RecordId(store.record(id).value());
        var times = new ArrayList<Instant>();
        store.sightings.of(List.of(record)).getOrDefault(record, List.of())
                .forEach(row -> times.add(row.sighting().observedAt()));
        times.sort(null);
        return times;
    }
}
