package org.cityarchive.server.capture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.cityarchive.core.capture.CaptureChannel;
import org.cityarchive.core.capture.CaptureChannel.Begun;
import org.cityarchive.core.capture.CaptureChannel.Offer;
import org.cityarchive.core.capture.CaptureChannel.Outcome;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Failure;
import org.cityarchive.server.store.After;
import org.jspecify.annotations.Nullable;

/**
 * Puts what many callers offer at the same moment, in the same name, into one batch: a batch of sixty-four costs hardly more than one of
 * one. One caller leads and takes along whoever waits; while his batch commits, the next leader prepares his. A batch that fails for what
 * one of them may have brought is offered again caller by caller.
 */
final class OffersTogether {
    /** Callers with more than this are a batch already. */
    static final int FEW = 50;

    private static final int MOST = 500;
    private static final int LINES = 16;

    private final CaptureChannel channel;
    private final List<Line> lines = Stream.generate(Line::new).limit(LINES).toList();

    /** @param channel takes batches; whole or not at all */
    OffersTogether(CaptureChannel channel) {
        this.channel = channel;
    }

    /** A caller who waits: until he is answered, or is to lead. */
    private record Asked(List<Offer> batch, Attribution by, CompletableFuture<Void> turn,
            CompletableFuture<List<Outcome>> answer) {
        Asked(List<Offer> batch, Attribution by) {
            this(batch, by, new CompletableFuture<>(), new CompletableFuture<>());
        }

        void failed(Throwable why) {
            answer.completeExceptionally(why);
            turn.complete(null);
        }

        void outcomes(List<Outcome> outcomes) {
            answer.complete(outcomes);
            turn.complete(null);
        }
    }

    /** Where callers of one name wait; other names may share it, and never a batch. */
    private static final class Line {
        private final ReentrantLock lock = new ReentrantLock();
        private final Deque<Asked> waiting = new ArrayDeque<>();
        private boolean led;
        private volatile CompletableFuture<?> committing = CompletableFuture.completedFuture(null);

        /** @return whether the caller leads at once */
        boolean join(Asked asked) {
            lock.lock();
            try {
                waiting.add(asked);
                boolean leads = !led;
                led = true;
                return leads;
            } finally {
                lock.unlock();
            }
        }

        /** The leader and those of his name, as many as a batch holds. */
        List<Asked> taken(Asked leader) {
            lock.lock();
            try {
                waiting.remove(leader);
                var together = new ArrayList<>(List.of(leader));
                int offers = leader.batch.size();
                for (var each = waiting.iterator(); each.hasNext();) {
                    var one = each.next();
                    if (one.by.equals(leader.by) && offers + one.batch.size() <= MOST) {
                        offers += one.batch.size();
                        together.add(one);
                        each.remove();
                    }
                }
                return together;
            } finally {
                lock.unlock();
            }
        }

        /** Lets the one who waits longest lead. */
        void handOver() {
            lock.lock();
            try {
                var next = waiting.peek();
                led = next != null;
                if (next != null) {
                    next.turn.complete(null);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Thrown at each caller of a batch that failed: what he brought may not be the reason. */
    private static final class Alone extends RuntimeException {
        private static final long serialVersionUID = 1;

        Alone(Throwable why) {
            super(why);
        }
    }

    /**
     * As {@link CaptureChannel#offer}, for a few observations and no rows beside them.
     *
     * @param alone offers them by themselves
     */
    List<Outcome> offer(List<Offer> batch, Attribution by, Supplier<List<Outcome>> alone) {
        var line = lines.get(Math.floorMod(by.hashCode(), LINES));
        var asked = new Asked(batch, by);
        if (!line.join(asked)) {
            asked.turn.join();
        }
        if (!asked.answer.isDone()) {
            lead(line, asked);
        }
        try {
            return asked.answer.join();
        } catch (CompletionException e) {
            return switch (e.getCause()) {
                case Alone _ -> alone.get();
                case RuntimeException known -> throw known;
                case Error error -> throw error;
                case null, default -> throw e;
            };
        }
    }

    private void lead(Line line, Asked leader) {
        var together = line.taken(leader);
        var over = new CompletableFuture<Void>();
        try {
            var begun = begun(line, together, leader.by, over);
            if (begun != null) {
                answer(together, begun.commit());
            }
        } catch (RuntimeException | Error e) {
            fail(together, e);
        } finally {
            over.complete(null);
        }
    }

    /**
     * Prepared, and to be written when the batch before it is kept; null where it failed. Two on their way keep both sides busy; more would
     * be smaller ones: the next one is prepared when the one before this is kept.
     */
    private @Nullable Begun begun(Line line, List<Asked> together, Attribution by, CompletableFuture<Void> over) {
        var before = line.committing;
        line.committing = over;
        try {
            return channel.begin(together.stream().flatMap(one -> one.batch.stream()).toList(), by, List.of(new After(before)));
        } catch (RuntimeException | Error e) {
            fail(together, e);
            return null;
        } finally {
            var _ = before.whenComplete((_, _) -> Thread.startVirtualThread(line::handOver)); // behind the callers whom it answers
        }
    }

    private static void answer(List<Asked> together, List<Outcome> outcomes) {
        int from = 0;
        for (var asked : together) {
            asked.outcomes(List.copyOf(outcomes.subList(from, from + asked.batch.size())));
            from += asked.batch.size();
        }
    }

    private static void fail(List<Asked> together, Throwable why) {
        var told = together.size() == 1 || isForAll(why) ? why : new Alone(why);
        together.forEach(asked -> asked.failed(told));
    }

    /** Whether it would meet each of them by himself, too. */
    private static boolean isForAll(Throwable why) {
        return switch (why) {
            case Failure.StoreUnavailable _,Failure.NoRoom _,Failure.OutcomeUnknown _,Error _ -> true;
            default -> false;
        };
    }
}
