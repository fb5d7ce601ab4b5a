package org.cityarchive.server.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

import org.cityarchive.core.capture.CaptureChannel;
import org.cityarchive.core.capture.CaptureChannel.Offer;
import org.cityarchive.core.capture.CaptureChannel.Outcome;
import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.Lives;
import org.cityarchive.core.capture.NativeKey;
import org.cityarchive.core.capture.Observation;
import org.cityarchive.core.capture.Seen;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Kept;
import org.junit.jupiter.api.Test;

/** Who comes alone, and at once with others, is kept as if he were alone. */
class OffersTogetherTest {
    private static final int CALLERS = 64;
    private static final String POISON = "poison";

    /** Batches as they were begun; the first waits until it is let go, so that the others gather. */
    private static final class Gathering implements CaptureChannel {
        private final ConcurrentLinkedQueue<List<Offer>> begun = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<Attribution> names = new ConcurrentLinkedQueue<>();
        private final CountDownLatch first = new CountDownLatch(1);
        private final Semaphore go = new Semaphore(0);
        private volatile boolean away;

        @Override
        public List<Outcome> offer(List<Offer> batch, Attribution by, List<Kept> with) {
            return begin(batch, by, with).commit();
        }

        @Override
        public Begun begin(List<Offer> batch, Attribution by, List<Kept> with) {
            boolean isFirst = begun.isEmpty();
            begun.add(batch);
            names.add(by);
            if (isFirst) {
                first.countDown();
                go.acquireUninterruptibly();
            }
            return () -> {
                if (away) {
                    throw new Failure.StoreUnavailable("away", new IllegalStateException());
                }
                if (batch.stream().anyMatch(offer -> offer.observation().key().id().equals(POISON))) {
                    throw new IllegalArgumentException("cannot be sealed");
                }
                return batch.stream()
                        .map(offer -> offer.observation().key().id().endsWith("7") ? Outcome.UNCHANGED : Outcome.NEW_RECORD)
                        .toList();
            };
        }
    }

    private static Offer one(String id) {
        var content = new Content("said " + id, null, null, null, null, null, new TreeMap<>(), null);
        var made = Lives.observation(1, new Seen.Present(content), -1, "poll");
        return new Offer(Lives.ACCOUNT,
                new Observation(new NativeKey(made.key().platform(), made.key().account(), id), made.kind(),
                        made.seen(), made.createdAt(), made.versionTime(), made.observedAt(), made.source(), made.raw(),
                        made.attached()));
    }

    private static Attribution named(String correlation) {
        return new Attribution("import:test", "adapter", correlation, null, "America/Denver");
    }

    /** The first caller is held; the others come meanwhile. */
    private static List<Future<List<Outcome>>> offered(Gathering channel, List<String> ids, List<Attribution> by)
            throws Exception {
        var together = new OffersTogether(channel);
        var answers = new ArrayList<Future<List<Outcome>>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < ids.size(); i++) {
                var batch = List.of(one(ids.get(i)));
                var name = by.get(i % by.size());
                answers.add(callers.submit(() -> together.offer(batch, name, () -> channel.offer(batch, name, List.of()))));
                if (i == 0) {
                    channel.first.await();
                }
            }
            channel.go.release();
        }
        return answers;
    }

    private static List<String> ids() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < CALLERS; i++) {
            ids.add("id-" + i);
        }
        return ids;
    }

    @Test
    void whoComesMeanwhileGoesTogetherAndIsToldHisOwn() throws Exception {
        var channel = new Gathering();
        var answers = offered(channel, ids(), List.of(CaptureStore.BY));
        assertThat(channel.begun.stream().mapToInt(List::size).sum()).isEqualTo(CALLERS);
        assertThat(channel.begun.size()).isLessThan(CALLERS / 4);
        for (int i = 0; i < CALLERS; i++) {
            assertThat(answers.get(i).get()).containsExactly(i % 10 == 7 ? Outcome.UNCHANGED : Outcome.NEW_RECORD);
        }
    }

    @Test
    void callersOfTwoNamesAreNeverOneBatch() throws Exception {
        var channel = new Gathering();
        var names = List.of(named("one"), named("two"), named("three"));
        for (var answer : offered(channel, ids(), names)) {
            assertThat(answer.get()).hasSize(1);
        }
        var begun = List.copyOf(channel.begun);
        var by = List.copyOf(channel.names);
        for (int i = 0; i < begun.size(); i++) {
            for (var offer : begun.get(i)) {
                int number = Integer.parseInt(offer.observation().key().id().substring(3));
                assertThat(by.get(i)).isEqualTo(names.get(number % 3));
            }
        }
    }

    @Test
    void whatOneBroughtFailsHimAlone() throws Exception {
        var channel = new Gathering();
        var ids = ids();
        ids.set(9, POISON);
        var answers = offered(channel, ids, List.of(CaptureStore.BY));
        for (int i = 0; i < CALLERS; i++) {
            var answer = answers.get(i);
            if (i == 9) {
                assertThatThrownBy(answer::get).isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(IllegalArgumentException.class);
            } else {
                assertThat(answer.get()).hasSize(1);
            }
        }
    }

    @Test
    void aStoreThatIsAwayIsAskedOnceForAll() throws Exception {
        var channel = new Gathering();
        channel.away = true;
        for (var answer : offered(channel, ids(), List.of(CaptureStore.BY))) {
            assertThatThrownBy(answer::get).hasCauseInstanceOf(Failure.StoreUnavailable.class);
        }
        assertThat(channel.begun.stream().mapToInt(List::size).sum()).isEqualTo(CALLERS);
    }

    /** On a real store: the same archive, in far fewer commits; who brings the same thing as another is told that it is known. */
    @Test
    void manyCallersOfOneAreAllKept() throws Exception {
        try (var store = new CaptureStore(); var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            long before = store.database.number("select commits from event_head");
            var work = new ArrayList<Callable<List<Outcome>>>();
            for (int i = 0; i < 4 * CALLERS; i++) {
                var batch = List.of(one("many-" + i / 2));
                work.add(() -> store.channel.offer(batch, CaptureStore.BY, List.of()));
            }
            var outcomes = new ArrayList<Outcome>();
            for (var answer : callers.invokeAll(work)) {
                outcomes.addAll(answer.get());
            }
            assertThat(outcomes.stream().filter(Outcome.NEW_RECORD::equals)).hasSize(2 * CALLERS);
            assertThat(outcomes.stream().filter(Outcome.UNCHANGED::equals)).hasSize(2 * CALLERS);
            assertThat(store.database.number("select count(*) from vault_record_key")).isEqualTo(2 * CALLERS);
            assertThat(store.database.number("select commits from event_head") - before).isLessThan(CALLERS);
        }
    }
}
