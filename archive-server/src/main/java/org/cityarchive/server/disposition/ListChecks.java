package org.cityarchive.server.disposition;

import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.cityarchive.core.disposition.DispositionCommand;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.law.Failure;
import org.cityarchive.server.disposition.ListCheck.Progress;

/** How do whole lists stand now? What was found of the last few is remembered, and permits nothing: the law asks for what came since. */
final class ListChecks implements AutoCloseable {
    private static final int LISTS = 4;
    private static final long WAITED_FOR = Duration.ofMinutes(5).toNanos(); // whoever waits asks every few seconds
    private static final Duration LONG = Duration.ofSeconds(2);
    private static final Duration SHORT = Duration.ofSeconds(60);

    private final ListCheck.Asking asking;
    private final Map<DispositionId, Known> known = new LinkedHashMap<>();
    private volatile boolean closed;

    /** @param asked when it was asked last, of {@link System#nanoTime} */
    private record Known(ListCheck check, long asked) {
        boolean isWaitedFor(long now) {
            return now - asked < WAITED_FOR || check.isRunning();
        }
    }

    ListChecks(ListCheck.Asking asking) {
        this.asking = asking;
    }

    /** As the list stands now; a long one that is still looked at is as it was found last. */
    Progress progress(DispositionId disposition, LocalDate day) {
        var batch = asking.batches().of(disposition);
        boolean isShort = batch.isEmpty() || batch.get().counts().left() <= DispositionCommand.MOST;
        return check(disposition).progress(day, isShort ? SHORT : LONG);
    }

    /** Whether a series of any schedule ends confidentially: then a list is looked at before it is offered. */
    boolean isAnythingConfidential() {
        return asking.settled().now().retention().endsAnythingConfidentially();
    }

    /**
     * As the list stands now.
     *
     * @throws Failure.StoreBusy that is not known yet
     */
    CheckedList now(DispositionId disposition, LocalDate day) {
        var progress = check(disposition).progress(day, SHORT);
        var last = progress.last();
        if (progress.running() || last == null) {
            throw new Failure.StoreBusy("the list is still being checked: %,d of %,d records".formatted(progress.looked(),
                    progress.total()));
        }
        return last;
    }

    /** How many of the list are excepted, by the series in which they stand now. */
    Map<Set<String>, Long> excepted(DispositionId disposition) {
        return asking.batches().excepted(disposition);
    }

    private ListCheck check(DispositionId disposition) {
        synchronized (known) {
            var before = known.remove(disposition);
            var check = before == null ? new ListCheck(disposition, asking, () -> closed) : before.check();
            long now = System.nanoTime();
            known.put(disposition, new Known(check, now)); // asked last
            int beyond = known.size() - LISTS;
            for (var oldest = known.values().iterator(); beyond > 0 && oldest.hasNext();) {
                if (!oldest.next().isWaitedFor(now)) {
                    oldest.remove();
                    beyond--;
                }
            }
            return check;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
