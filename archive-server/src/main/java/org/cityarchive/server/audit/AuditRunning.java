package org.cityarchive.server.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.server.audit.AuditRuns.Progress;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** The audit that this server runs: its differences and its place are kept together, a second or so apart. */
final class AuditRunning implements Underway {
    /** Differences of one code that are kept by name; beyond them they are counted. */
    private static final int NAMED = 1_000;
    private static final int REMEMBERED = 100_000;
    private static final long KEPT_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LONGEST_REST = Duration.ofSeconds(5).toNanos();

    private final AuditState audit;
    private final AuditRuns runs;
    private final String owner;
    private final TransactionTemplate transaction;
    private final BooleanSupplier halted;
    private final double rest;
    private final Map<Comparison, Tally> tallies = new EnumMap<>(Comparison.class);
    private final Map<Difference.Code, Integer> named = new EnumMap<>(Difference.Code.class);
    private final Set<String> known = new HashSet<>();
    private final Set<UUID> records = new HashSet<>();
    private final List<Difference> fresh = new ArrayList<>();
    private @Nullable Comparison comparison;
    private Map<String, @Nullable Object> place;
    private int number;
    private long marked;
    private long looked;
    private long differing;
    private long reached;
    private long reach;
    private long keptAt = System.nanoTime();
    private long workedSince = System.nanoTime();
    private @Nullable Map<String, ? extends @Nullable Object> unkept;

    /**
     * @param halted whether the server closes
     * @param rest how long to rest for each stretch of work, as a part of that work's time: pages come first
     */
    AuditRunning(AuditState audit, AuditRuns runs, String owner, TransactionTemplate transaction, BooleanSupplier halted,
            double rest) {
        this.audit = audit;
        this.runs = runs;
        this.owner = owner;
        this.transaction = transaction;
        this.halted = halted;
        this.rest = rest;
        this.comparison = audit.comparison();
        this.place = CanonicalJson.parseObject(audit.place().getBytes(UTF_8));
        this.marked = audit.marked();
        tallies.putAll(audit.tallies());
        remember();
    }

    private void remember() {
        for (var page = runs.differences(audit.id(), 0, NAMED); !page.isEmpty(); page = runs.differences(audit.id(), number,
                NAMED)) {
            for (var one : page) {
                number = one.number();
                remember(one.difference());
                named.merge(one.difference().code(), 1, Integer::sum);
            }
        }
    }

    private void remember(Difference difference) {
        known.add(difference.identity());
        if (difference.record() != null) {
            records.add(difference.record());
        }
    }

    /** Runs the steps from where the audit stood. */
    void run(List<Step> steps) {
        for (var step : steps) {
            var at = comparison;
            if (at == null || step.comparison().compareTo(at) > 0) {
                begin(step.comparison(), Map.of());
                step.run(this);
                keepNow();
            } else if (step.comparison() == at) {
                step.run(this);
                keepNow();
            }
        }
    }

    private void begin(Comparison next, Map<String, @Nullable Object> from) {
        comparison = next;
        place = from;
        tallies.putIfAbsent(next, Tally.NONE);
        reach = 0;
        unkept = Map.of();
        keepNow();
    }

    @Override
    public long upTo() {
        return audit.upTo();
    }

    @Override
    public long commits() {
        return audit.commits();
    }

    @Override
    public Map<String, @Nullable Object> place() {
        return place;
    }

    @Override
    public void differs(Difference difference) {
        if (known.contains(difference.identity())) {
            return;
        }
        differing++;
        if (known.size() < REMEMBERED) {
            remember(difference);
        }
        if (named.merge(difference.code(), 1, Integer::sum) <= NAMED) {
            fresh.add(difference);
        }
    }

    @Override
    public boolean isNamed(@Nullable UUID record) {
        return record != null && records.contains(record);
    }

    @Override
    public void keep(long nowReached, long of, long nowLooked, Map<String, ? extends @Nullable Object> nowPlace) {
        reached = nowReached;
        reach = of;
        looked += nowLooked;
        unkept = nowPlace;
        if (nowPlace.get("marked") instanceof String text) {
            marked = Long.parseLong(text);
        }
        if (halted.getAsBoolean()) {
            keepNow();
            throw new Halted();
        }
        if (System.nanoTime() - keptAt > KEPT_NANOS) {
            keepNow();
        }
        long worked = System.nanoTime() - workedSince;
        LockSupport.parkNanos(Math.min(LONGEST_REST, (long) (worked * rest)));
        workedSince = System.nanoTime();
    }

    private void keepNow() {
        var now = unkept;
        var of = comparison;
        if (of != null) {
            tallies.merge(of, new Tally(looked, differing), (a, b) -> a.and(b.looked(), b.differences()));
        }
        looked = 0;
        differing = 0;
        var spelled = now == null
                ? audit.place()
                : new String(CanonicalJson.write(new TreeMap<String, @Nullable Object>(now)), UTF_8);
        boolean mine = Boolean.TRUE.equals(transaction.execute(status -> {
            boolean kept = runs.keep(audit.id(), owner, new Progress(of, spelled, reached, reach, tallies, marked));
            int next = number;
            for (var difference : kept ? fresh : List.<Difference>of()) {
                runs.name(audit.id(), ++next, difference);
            }
            return kept;
        }));
        if (!mine) { // this server was silent for too long, and another has it now
            throw new Halted();
        }
        number += fresh.size();
        fresh.clear();
        keptAt = System.nanoTime();
    }

    Map<Comparison, Tally> tallies() {
        return tallies;
    }

    long marked() {
        return marked;
    }
}
