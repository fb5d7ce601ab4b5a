package org.cityarchive.server.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

import org.cityarchive.core.capture.Lives;
import org.cityarchive.core.capture.NativeKey;
import org.cityarchive.core.capture.Observation;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Failure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What is known of records before a decision is the same, whether one asks or many at once. */
class KnownRecordsTest {
    private static final int RECORDS = 40;

    private static CaptureStore store;

    @BeforeAll
    static void open() throws IOException {
        store = new CaptureStore();
        var all = new ArrayList<Observation>();
        for (int seed = 0; seed < RECORDS; seed++) {
            var id = "known-" + seed;
            Lives.of(new Random(seed)).forEach(o -> all.add(new Observation(
                    new NativeKey(o.key().platform(), o.key().account(), id), o.kind(), o.seen(), o.createdAt(), o.versionTime(),
                    o.observedAt(), o.source(), o.raw(), o.attached())));
        }
        store.offer(all);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static KnownRecords records() {
        return new KnownRecords(store.vault, store.sightings, store.facts);
    }

    private static RecordId known(int number) {
        return store.record("known-" + number);
    }

    @Test
    void aRecordIsKnownWithItsKeyItsFactsAndItsSightings() {
        var stranger = store.record("nobody-saw-it");
        var read = records().of(Set.of(known(0), stranger), Set.of(known(1)));
        assertThat(read.readAt()).isEqualTo(store.facts.head());
        assertThat(read.keys()).containsOnlyKeys(known(0), known(1));
        assertThat(read.told().get(known(0))).isNotEmpty();
        assertThat(read.told().get(stranger)).isEmpty();
        assertThat(read.told()).as("of the others only the keys are wanted").doesNotContainKey(known(1));
        assertThat(read.beside()).isEqualTo(store.sightings.of(List.of(known(0))));
        assertThat(KnownRecords.told(read, Set.of(known(0)))).containsOnlyKeys(known(0));
    }

    @Test
    void whoAsksTogetherWithOthersIsToldTheSame() throws Exception {
        var together = records();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Callable<KnownRecords.Known>>();
            for (int i = 0; i < 4 * RECORDS; i++) {
                int number = i % RECORDS;
                work.add(() -> together.of(Set.of(known(number)), Set.of(known((number + 1) % RECORDS))));
            }
            int number = 0;
            for (var answer : callers.invokeAll(work)) {
                var read = answer.get();
                var alone = records().of(Set.of(known(number)), Set.of(known((number + 1) % RECORDS)));
                assertThat(KnownRecords.told(read, Set.of(known(number)))).isEqualTo(alone.told());
                assertThat(read.keys()).containsKeys(known(number), known((number + 1) % RECORDS));
                assertThat(read.beside().get(known(number))).isEqualTo(alone.beside().get(known(number)));
                number = (number + 1) % RECORDS;
            }
        }
    }

    @Test
    void aLargeBatchIsReadForByItself() {
        var wanted = new LinkedHashSet<RecordId>();
        for (int i = 0; i < RECORDS; i++) {
            wanted.add(known(i));
            wanted.add(store.record("unknown-" + i));
        }
        assertThat(records().of(wanted, Set.of()).keys()).hasSize(RECORDS);
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsToldToEachOfThem() throws Exception {
        var nobody = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/nobody");
        var away = new KnownRecords(store.vault, new Sightings(nobody), store.facts);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Callable<KnownRecords.Known>>();
            for (int i = 0; i < 10; i++) {
                int number = i;
                work.add(() -> away.of(Set.of(known(number)), Set.of()));
            }
            for (var answer : callers.invokeAll(work)) {
                assertThatThrownBy(answer::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(Failure.class);
            }
        }
    }
}
