package org.cityarchive.server.capture;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.cityarchive.core.capture.CaptureChannel;
import org.cityarchive.core.capture.NativeKey;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Kept;
import org.cityarchive.server.store.After;

/** A channel that knows records by their keys only, commits an import's steps for real, and fails when told to. */
final class CountingChannel implements CaptureChannel {
    private final DataSource data;
    private final ImportSteps steps = new ImportSteps();
    private final Set<NativeKey> records = new HashSet<>();
    private final Map<Integer, Supplier<Throwable>> before = new HashMap<>();
    private final Map<Integer, Supplier<Throwable>> after = new HashMap<>();
    private final AtomicInteger offers = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile int held;
    private volatile boolean holding;
    private volatile boolean thrown;

    CountingChannel(DataSource data) {
        this.data = data;
    }

    void before(int offer, Supplier<Throwable> failure) {
        before.put(offer, failure);
    }

    void after(int offer, Supplier<Throwable> failure) {
        after.put(offer, failure);
    }

    void hold(int offer) {
        held = offer;
    }

    boolean isHolding() {
        return holding;
    }

    void letGo() {
        released.countDown();
    }

    boolean hasThrown() {
        return thrown;
    }

    @Override
    public List<Outcome> offer(List<Offer> batch, Attribution by, List<Kept> with) {
        behind(with);
        int number = offers.incrementAndGet();
        if (number == held) {
            holding = true;
            waitForRelease();
        }
        fail(before.get(number));
        var outcomes = new ArrayList<Outcome>();
        var fresh = new HashSet<NativeKey>();
        for (var offer : batch) {
            var key = offer.observation().key();
            outcomes.add(!records.contains(key) && fresh.add(key) ? Outcome.NEW_RECORD : Outcome.UNCHANGED);
        }
        commit(with.stream().filter(row -> !(row instanceof After))
                .map(row -> (ImportProgress) (row instanceof Told told ? told.of(outcomes) : row)).toList());
        records.addAll(fresh);
        fail(after.get(number));
        return outcomes;
    }

    private static void behind(List<Kept> with) {
        try {
            After.all(with).join();
        } catch (CompletionException e) {
            throw new Failure.StoreUnavailable("what comes before it was not kept", e);
        }
    }

    private void commit(List<ImportProgress> rows) {
        try (var connection = data.getConnection()) {
            connection.setAutoCommit(false);
            boolean stands = steps.stands(connection, rows);
            if (stands) {
                steps.write(connection, rows);
            }
            connection.commit();
            connection.setAutoCommit(true);
            if (!stands) {
                throw new Failure.StoreBusy("another went on");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fail(@org.jspecify.annotations.Nullable Supplier<Throwable> failure) {
        if (failure != null) {
            thrown = true;
            switch (failure.get()) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        }
    }

    private void waitForRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
