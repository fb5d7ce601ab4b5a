package org.cityarchive.server.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.cityarchive.core.capture.CaptureChannel;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Kept;
import org.cityarchive.server.store.After;
import org.junit.jupiter.api.Test;

/** A batch is prepared while the one before it waits for the one that commits, and never more. */
class CaptureAheadTest {
    private final LinkedBlockingQueue<String> steps = new LinkedBlockingQueue<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile int held;
    private volatile int failing;

    private final CaptureAhead ahead = new CaptureAhead(new CaptureChannel() {
        @Override
        public List<Outcome> offer(List<Offer> batch, Attribution by, List<Kept> with) {
            throw new AssertionError("batches are begun");
        }

        @Override
        public Begun begin(List<Offer> batch, Attribution by, List<Kept> with) {
            int number = begun.incrementAndGet();
            steps.add("begun " + number);
            var earlier = After.all(with);
            return () -> {
                earlier.join();
                return commit(number);
            };
        }
    });

    private List<CaptureChannel.Outcome> commit(int number) {
        if (number == held) {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (number == failing) {
            throw new Failure.StoreBusy("others were first");
        }
        steps.add("kept " + number);
        return List.of();
    }

    private void offer() {
        ahead.offer(List.of(), CaptureStore.BY, List.of());
    }

    private String step() throws InterruptedException {
        return String.valueOf(steps.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void theNextTwoArePreparedWhileOneCommitsAndAreKeptBehindIt() throws Exception {
        held = 1;
        offer();
        var others = Thread.startVirtualThread(() -> {
            offer();
            offer();
            ahead.finish();
        });
        assertThat(step()).isEqualTo("begun 1");
        assertThat(step()).isEqualTo("begun 2");
        assertThat(step()).isEqualTo("begun 3");
        assertThat(steps).as("none is kept before the first").isEmpty();
        release.countDown();
        others.join();
        assertThat(steps).containsExactly("kept 1", "kept 2", "kept 3");
    }

    @Test
    void aBatchThatIsNotKeptIsToldByTheSecondOfferBehindItAndNeitherKeepsAnything() {
        failing = 1;
        offer();
        offer();
        assertThatThrownBy(this::offer).isInstanceOf(Failure.StoreBusy.class);
        assertThat(steps).as("what was offered behind it may not overtake it").containsExactly("begun 1", "begun 2", "begun 3");
        ahead.finish();
        assertThat(steps).hasSize(3);
    }

    @Test
    void theFirstThatWasNotKeptIsToldAndWhatIsBehindItHasEnded() {
        failing = 1;
        offer();
        offer();
        assertThatThrownBy(ahead::finish).isInstanceOf(Failure.StoreBusy.class);
        assertThat(steps).doesNotContain("kept 2");
        failing = 0;
        offer();
        ahead.finish();
        assertThat(steps).endsWith("begun 3", "kept 3");
    }

    @Test
    void aBatchThatIsNotKeptIsToldAtTheEndOnce() {
        failing = 1;
        offer();
        assertThatThrownBy(ahead::finish).isInstanceOf(Failure.StoreBusy.class);
        ahead.finish();
        offer();
        ahead.finish();
        assertThat(steps).containsExactly("begun 1", "begun 2", "kept 2");
    }

    @Test
    void whoeverIsInterruptedDoesNotClaimThatItWasKept() {
        held = 1;
        offer();
        Thread.currentThread().interrupt();
        assertThatThrownBy(ahead::finish).isInstanceOf(Failure.StoreUnavailable.class);
        assertThat(Thread.interrupted()).isTrue();
        release.countDown();
    }
}
