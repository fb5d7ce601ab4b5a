package org.cityarchive.server.disposition;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionCommand;
import org.cityarchive.core.disposition.DispositionEvent.NoticeServed;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.law.Failure;
import org.cityarchive.server.disposition.CheckedList.Part;
import org.cityarchive.server.retention.SettledFacts;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.web.CityTimes;
import org.jspecify.annotations.Nullable;

/**
 * Judges one list, part by part, and remembers what each part was found to be: asked again, only what a later fact touches is judged again.
 * No clock undoes what was found on the same city day, however long the list takes: what is destroyed is opened once more then.
 */
final class ListCheck {
    private static final int TAGS_AT_ONCE = 10_000;
    private static final int ROUNDS = 4;

    private final DispositionId disposition;
    private final Asking asking;
    private final BooleanSupplier closed;
    private List<Part> parts = List.of(); // of the one thread that checks
    private long verified;
    private volatile @Nullable CheckedList last;
    private volatile int looked;
    private volatile int total;
    private @Nullable CompletableFuture<CheckedList> running;

    /** What a list is asked of. */
    record Asking(DispositionBatches batches, Rechecking rechecking, FactReader facts, SettledFacts settled, CityTimes times) {}

    /** @param closed whether the server ends */
    ListCheck(DispositionId disposition, Asking asking, BooleanSupplier closed) {
        this.disposition = disposition;
        this.asking = asking;
        this.closed = closed;
    }

    /**
     * How far it is.
     *
     * @param last as the whole list was found last; null: it is looked at for the first time
     * @param running whether it is being looked at, with how many of how many records done
     */
    record Progress(@Nullable CheckedList last, boolean running, int looked, int total) {}

    /** As the list stands now, where that is known within a time; else as it was found last, while it is looked at. */
    Progress progress(LocalDate day, Duration patience) {
        var check = begun(day);
        try {
            return new Progress(check.get(patience.toMillis(), TimeUnit.MILLISECONDS), false, looked, total);
        } catch (TimeoutException _) {
            var known = last;
            return new Progress(known != null && known.day().equals(day) ? known : null, true, looked, total);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Failure.StoreBusy("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** Whether it is being looked at. */
    synchronized boolean isRunning() {
        return running != null && !running.isDone();
    }

    /** One check at a time, whoever asks. */
    private synchronized CompletableFuture<CheckedList> begun(LocalDate day) {
        var now = running;
        if (now == null || now.isDone()) {
            now = new CompletableFuture<>();
            var begun = now;
            Thread.ofVirtual().name("list-" + disposition).start(() -> complete(begun, day));
            running = now;
        }
        return now;
    }

    private void complete(CompletableFuture<CheckedList> begun, LocalDate day) {
        try {
            begun.complete(checked(day));
        } catch (RuntimeException | Error e) {
            begun.completeExceptionally(e);
        }
    }

    private CheckedList checked(LocalDate day) {
        parts = parts.stream().filter(ListCheck::isOpened).toList();
        for (int round = 1;; round++) {
            var awaiting = asking.batches().awaiting(disposition);
            long head = asking.facts().head();
            var at = asking.times().now();
            var kept = standing(Set.copyOf(awaiting), day, head);
            looked = kept.stream().mapToInt(part -> part.looked().records().size()).sum();
            total = awaiting.size();
            var left = without(awaiting, kept);
            if (left.isEmpty()) {
                parts = List.copyOf(kept);
                verified = head;
                var whole = CheckedList.of(day, head, at, kept);
                last = whole;
                return whole;
            }
            if (round > ROUNDS) {
                throw new Failure.StoreBusy("the list's records change faster than they can be looked at");
            }
            look(left, day, kept);
        }
    }

    /** What did not open, or keeps what it answers by that, may open by now: no fact tells that a disk is back. */
    private static boolean isOpened(Part part) {
        return part.tally().proven() == part.tally().found() && part.tally().other() == 0;
    }

    private void look(List<RecordId> left, LocalDate day, List<Part> kept) {
        for (int from = 0; from < left.size(); from += DispositionCommand.MOST) {
            if (closed.getAsBoolean()) {
                throw new Failure.StoreBusy("the archive is being stopped");
            }
            var group = left.subList(from, Math.min(left.size(), from + DispositionCommand.MOST));
            kept.add(asking.rechecking().part(disposition, group, day));
            parts = List.copyOf(kept); // though a later one fails
            verified = 0;
            looked = total - left.size() + from + group.size();
        }
    }

    private static List<RecordId> without(List<RecordId> awaiting, List<Part> kept) {
        var done = new HashSet<RecordId>();
        kept.forEach(part -> done.addAll(part.looked().records()));
        return awaiting.stream().filter(record -> !done.contains(record)).toList();
    }

    /** The parts that are as they were found: nothing was told since that they had to know of. */
    private List<Part> standing(Set<RecordId> awaiting, LocalDate day, long head) {
        var some = new ArrayList<>(parts);
        some.removeIf(part -> !part.looked().on().equals(day) || !awaiting.containsAll(part.looked().records()));
        if (some.isEmpty() || verified >= head) {
            return some;
        }
        long since = some.stream().mapToLong(part -> part.looked().judgedAt()).min().orElse(head);
        long settled = Math.max(asking.settled().now().changedAt(), noticed(since));
        some.removeIf(part -> part.looked().judgedAt() < settled);
        var around = new HashSet<RecordId>();
        some.forEach(part -> around.addAll(part.looked().around()));
        var newest = newest(List.copyOf(around), since);
        some.removeIf(part -> part.looked().around().stream()
                .anyMatch(record -> newest.getOrDefault(record, 0L) > part.looked().judgedAt()));
        return some;
    }

    /** Position of the last notice that was served since. */
    private long noticed(long since) {
        long newest = 0;
        for (long from = since;;) {
            var batch = asking.facts().after(from, Set.of(NoticeServed.class), TAGS_AT_ONCE);
            for (var one : batch.facts()) {
                newest = Math.max(newest, one.position());
            }
            if (batch.upTo() >= batch.head() || batch.upTo() == from) {
                return newest;
            }
            from = batch.upTo();
        }
    }

    private Map<RecordId, Long> newest(List<RecordId> around, long since) {
        var newest = new HashMap<RecordId, Long>();
        for (int from = 0; from < around.size(); from += TAGS_AT_ONCE) {
            var some = texts(around.subList(from, Math.min(around.size(), from + TAGS_AT_ONCE)));
            for (var key : List.of("record", "parent")) {
                asking.facts().newest(key, some, since)
                        .forEach((record, at) -> newest.merge(new RecordId(UUID.fromString(record)), at, Math::max));
            }
        }
        return newest;
    }

    private static List<String> texts(Collection<RecordId> some) {
        return some.stream().map(RecordId::toString).toList();
    }
}
