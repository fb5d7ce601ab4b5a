package org.cityarchive.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.server.retention.JudgedTown.CITY;
import static org.cityarchive.server.retention.JudgedTown.TODAY;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.retention.RetentionFacts;
import org.cityarchive.core.retention.Trigger;
import org.cityarchive.server.retention.JudgedTown.Said;
import org.junit.jupiter.api.Test;

/** What a release is said to make due is what is due once it was released and cooled off. */
class AfterReleaseTest {
    private static final int RECORDS = 90;
    private static final Random RANDOM = new Random(20_261_122);

    @Test
    void whatItSaysIsWhatTheLawSaysAfterwards() throws IOException {
        try (var town = new JudgedTown().marking()) {
            town.schedule(RetentionFacts.series(RetentionFacts.ROUTINE, "P3Y", Trigger.CREATION),
                    RetentionFacts.series(RetentionFacts.COMPLAINT, "P2Y", Trigger.CLOSED));
            town.rule("flood OR dog", RetentionFacts.ROUTINE);
            town.rule("zoning", RetentionFacts.COMPLAINT);
            var all = said(town);
            var hold = town.hold("flood", Set.of(), Set.of());
            town.hold(null, Set.of(all.get(0), all.get(3)), Set.of());
            town.settleDown();
            var leaving = held(town, all).stream()
                    .filter(record -> !record.equals(all.get(0)) && !record.equals(all.get(3))).toList();
            var told = new AfterRelease(town.store.database.connections(), town.store.facts, town.holds, town.rules, () -> TODAY,
                    () -> CITY).of(hold, List.of(1), leaving);
            var before = due(town, all, told.from());

            town.release(hold, TODAY);
            town.settleDown();

            var after = due(town, all, told.from());
            after.removeAll(before);
            after.retainAll(leaving);
            assertThat(told.from()).isEqualTo(TODAY.plusDays(31));
            assertThat(told.records()).hasSizeGreaterThan(5).hasSizeLessThan(leaving.size()).containsExactlyElementsOf(after);
            assertThat(told.bySeries()).containsKey(RetentionFacts.ROUTINE.value());
        }
    }

    private static List<RecordId> said(JudgedTown town) {
        var said = new ArrayList<Said>();
        for (int i = 0; i < RECORDS; i++) {
            var words = List.of("flood", "flood dog", "dog", "flood zoning").get(RANDOM.nextInt(4));
            said.add(new Said("r" + i, i % 3 == 0 ? null : "r" + RANDOM.nextInt(i), words,
                    Instant.parse("2026-11-20T12:00:00Z").minusSeconds(86_400L * RANDOM.nextInt(3_000))));
        }
        town.say(said);
        return said.stream().map(one -> town.store.record(one.id())).toList();
    }

    private static Set<RecordId> held(JudgedTown town, List<RecordId> all) {
        return town.standings.of(all).values().stream().filter(one -> !one.holds().isEmpty()).map(Standing::record)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<RecordId> due(JudgedTown town, List<RecordId> all, LocalDate day) {
        return town.standings.of(all).values().stream().filter(one -> one.whyNot(day).isEmpty()).map(Standing::record)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
