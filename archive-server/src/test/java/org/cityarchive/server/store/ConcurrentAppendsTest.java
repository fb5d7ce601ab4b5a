package org.cityarchive.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.cityarchive.core.law.Command;
import org.cityarchive.core.law.Decision.Accepted;
import org.cityarchive.core.law.Decision.Refused;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Features;
import org.cityarchive.server.store.Notes.BarPlaced;
import org.cityarchive.server.store.Notes.MakeNote;
import org.cityarchive.server.store.Notes.NoteMade;
import org.cityarchive.server.store.Notes.PlaceBar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many writers at once, on two servers. */
class ConcurrentAppendsTest {
    private static final int WRITERS = 32;
    private static final int ROUNDS = 12;

    private Notes notes;
    private PostgresEventStore secondStore;
    private Features.Running second;

    @BeforeEach
    void open() {
        notes = new Notes();
        secondStore = notes.another(source -> source, Clock.systemUTC()).start();
        second = Notes.features().open(secondStore);
    }

    @AfterEach
    void close() {
        second.close();
        secondStore.close();
        notes.close();
    }

    /** Every writer writes to a record of its own and, each round, races all others for one number of a shared record. */
    @Test
    void exactlyOneWinsEachConflictAndNoPositionIsSkipped() throws Exception {
        UUID shared = UUID.randomUUID();
        Map<Integer, AtomicInteger> winners = new ConcurrentHashMap<>();
        var reading = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Long>> read = threads.submit(() -> readUntil(reading));
            var writers = new ArrayList<Future<?>>();
            for (int w = 0; w < WRITERS; w++) {
                Features.Running archive = w % 2 == 0 ? notes.archive : second;
                writers.add(threads.submit(() -> {
                    UUID own = UUID.randomUUID();
                    for (int round = 1; round <= ROUNDS; round++) {
                        assertThat(sent(archive, Notes.note(own))).isTrue();
                        if (sent(archive, new MakeNote(shared, round, List.of()))) {
                            winners.computeIfAbsent(round, _ -> new AtomicInteger()).incrementAndGet();
                        }
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            reading.countDown();
            long head = notes.reader.head();
            assertThat(read.get()).containsExactlyElementsOf(LongStream.rangeClosed(1, head).boxed().toList());
        }
        var numbers = numbers();
        assertThat(winners.values()).allSatisfy(won -> assertThat(won.get()).isEqualTo(1));
        assertThat(winners.keySet()).containsExactlyInAnyOrderElementsOf(numbers.get(shared));
        assertThat(numbers).hasSize(WRITERS + 1).allSatisfy((record, of) -> assertThat(of).isSorted().doesNotHaveDuplicates());
        numbers.remove(shared);
        assertThat(numbers.values()).allSatisfy(of -> assertThat(of).hasSize(ROUNDS));
        var ats = notes.facts().values().stream().map(f -> f.at()).toList();
        assertThat(ats).isSorted();
        assertThat(notes.database.number("select count(*) from event_commit"))
                .isEqualTo(notes.database.number("select commits from event_head"));
    }

    /** The promise that holds stand on: what is decided without having seen the bar is not appended after it. */
    @Test
    void aBarInTheSameMomentWins() throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = Stream.generate(() -> threads.submit(() -> {
                start.await();
                UUID record = UUID.randomUUID();
                while (!(notes.archive.send(Notes.note(record), Notes.BY).decision() instanceof Refused)) {
                    Thread.onSpinWait();
                }
                return record;
            })).limit(8).toList();
            start.countDown();
            var bar = threads.submit(() -> second.send(new PlaceBar(UUID.randomUUID()), Notes.BY));
            bar.get();
            for (var writer : writers) {
                writer.get();
            }
        }
        var facts = new ArrayList<>(notes.facts().values());
        assertThat(facts.getLast().fact()).isInstanceOf(BarPlaced.class);
    }

    private static boolean sent(Features.Running archive, Command command) {
        while (true) {
            try {
                return archive.send(command, Notes.BY).decision() instanceof Accepted;
            } catch (Failure.StoreBusy e) {
                Thread.onSpinWait();
            }
        }
    }

    private List<Long> readUntil(CountDownLatch done) {
        var positions = new ArrayList<Long>();
        long at = 0;
        while (true) {
            boolean last = done.getCount() == 0;
            var batch = notes.reader.after(at, Set.of(), 7);
            batch.facts().forEach(f -> positions.add(f.position()));
            at = batch.upTo();
            if (last && batch.facts().isEmpty()) {
                return positions;
            }
        }
    }

    private Map<UUID, List<Integer>> numbers() {
        var numbers = new TreeMap<UUID, List<Integer>>();
        notes.facts().values().forEach(f -> {
            if (f.fact() instanceof NoteMade made) {
                numbers.computeIfAbsent(made.record(), _ -> new ArrayList<>()).add(made.number());
            }
        });
        return numbers;
    }
}
