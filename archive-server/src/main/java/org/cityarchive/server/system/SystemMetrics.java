package org.cityarchive.server.system;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.cityarchive.server.audit.Comparison;
import org.cityarchive.server.store.AppendWatch;
import org.cityarchive.server.store.PostgresEventStore;
import org.cityarchive.server.system.Measured.Audited;
import org.cityarchive.server.system.Measured.Disk;
import org.cityarchive.server.system.Measured.Reader;
import org.cityarchive.server.system.Measured.Stored;
import org.jspecify.annotations.Nullable;

/**
 * The measures as metrics. Labels are names of the archive's own parts, a bounded set; nothing captured, and nobody's name, is ever one.
 * What cannot be measured now is no number (NaN), never a zero.
 */
final class SystemMetrics implements MeterBinder {
    private static final String ARCHIVE = "archive.";

    private final Measures measures;
    private final PostgresEventStore store;
    private final List<String> readers;

    /** @param readers names of all projections */
    SystemMetrics(Measures measures, PostgresEventStore store, List<String> readers) {
        this.measures = measures;
        this.store = store;
        this.readers = List.copyOf(readers);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        appends(registry);
        readers(registry);
        log(registry);
        rest(registry);
        imports(registry);
        gaps(registry);
        audit(registry);
    }

    private void appends(MeterRegistry registry) {
        var time = Timer.builder(ARCHIVE + "append").description("From the first statement of a commit to its end")
                .serviceLevelObjectives(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2), Duration.ofSeconds(10))
                .register(registry);
        var facts = DistributionSummary.builder(ARCHIVE + "append.facts").description("Facts of a commit").register(registry);
        var plans = DistributionSummary.builder(ARCHIVE + "append.plans").description("Units of work of a commit")
                .register(registry);
        var dropped = Counter.builder(ARCHIVE + "append.dropped").description("Units of work decided again: others came first")
                .register(registry);
        var failed = Counter.builder(ARCHIVE + "append.failed").description("Units of work that the database refused")
                .register(registry);
        Gauge.builder(ARCHIVE + "append.waiting", store, PostgresEventStore::waiting)
                .description("Units of work that nobody has begun to write").register(registry);
        store.watch(new AppendWatch() {
            @Override
            public void served(Group group) {
                dropped.increment(group.dropped());
                if (group.plans() > 0) {
                    time.record(group.nanos(), TimeUnit.NANOSECONDS);
                    facts.record(group.facts());
                    plans.record(group.plans());
                }
            }

            @Override
            public void failed() {
                failed.increment();
            }
        });
    }

    private void readers(MeterRegistry registry) {
        for (var name : readers) {
            Gauge.builder(ARCHIVE + "reader.behind", () -> reader(name, Reader::lag)).tag("reader", name)
                    .description("Facts that a reader has not read").register(registry);
            Gauge.builder(ARCHIVE + "reader.behind.seconds", () -> reader(name, one -> one.behind().toMillis() / 1e3))
                    .tag("reader", name).description("Age of the oldest of them").register(registry);
            Gauge.builder(ARCHIVE + "reader.stopped", () -> reader(name, one -> one.stoppedAt() == null ? 0 : 1))
                    .tag("reader", name)
                    .description("1: it stopped at a fact that it cannot read").register(registry);
        }
    }

    private void log(MeterRegistry registry) {
        stored(registry, "log.leaves", "Facts in the log", stored -> stored.log().leaves());
        stored(registry, "log.unsigned", "Facts since the newest signature",
                stored -> stored.log().leaves() - stored.log().signed());
        stored(registry, "log.refused", "1: it stands still or may not be signed",
                stored -> stored.log().trouble() == null ? 0 : 1);
        Gauge.builder(ARCHIVE + "log.signed.age.seconds", () -> {
            var now = measures.now();
            var signedAt = now.stored() == null ? null : now.stored().log().signedAt();
            return signedAt == null ? Double.NaN : Duration.between(signedAt, now.at()).toMillis() / 1e3;
        }).description("Age of the newest signature").register(registry);
    }

    private void rest(MeterRegistry registry) {
        stored(registry, "facts", "Facts that are stored", Stored::facts);
        stored(registry, "database.bytes", "The whole database", Stored::bytes);
        Gauge.builder(ARCHIVE + "database.writes", () -> writes(measures.now().stored())).description("1: it takes writes")
                .register(registry);
        Gauge.builder(ARCHIVE + "index.bytes", () -> measures.now().indexBytes()).description("The search index on the disk")
                .register(registry);
        Gauge.builder(ARCHIVE + "keys.readable", () -> measures.now().keysTrouble() == null ? 1 : 0)
                .description("1: the key store can be read").register(registry);
        for (var part : List.of("home", "index", "keys")) {
            Gauge.builder(ARCHIVE + "disk.free.bytes", () -> disk(part, Disk::free)).tag("part", part)
                    .description("Room on the disk of a part").register(registry);
            Gauge.builder(ARCHIVE + "disk.writes", () -> disk(part, disk -> disk.writes() ? 1 : 0)).tag("part", part)
                    .description("1: it takes writes").register(registry);
        }
    }

    private void imports(MeterRegistry registry) {
        for (var state : StoredMeasures.STATES) {
            Gauge.builder(ARCHIVE + "imports", () -> value(stored -> stored.imports().byState().getOrDefault(state, 0L)))
                    .tag("state", state).description("Files handed in").register(registry);
        }
        for (var outcome : StoredMeasures.OUTCOMES) {
            Gauge.builder(ARCHIVE + "import.lines", () -> value(stored -> stored.imports().lines().getOrDefault(outcome, 0L)))
                    .tag("outcome", outcome).description("Lines of all files, by what became of them").register(registry);
        }
    }

    private void gaps(MeterRegistry registry) {
        for (var gap : StoredMeasures.GAPS) {
            Gauge.builder(ARCHIVE + "gaps", () -> value(stored -> stored.gaps().known().getOrDefault(gap, 0L))).tag("gap", gap)
                    .description("What the archive knows that it lacks; what was never noticed is in no number")
                    .register(registry);
        }
        Gauge.builder(ARCHIVE + "gaps.look.age.seconds", () -> {
            var now = measures.now();
            var oldest = now.stored() == null ? null : now.stored().gaps().oldestLook();
            return oldest == null ? Double.NaN : Duration.between(oldest, now.at()).toMillis() / 1e3;
        }).description("Since anything was seen of the account that has been unseen for longest").register(registry);
    }

    private void audit(MeterRegistry registry) {
        for (var comparison : Comparison.values()) {
            var word = comparison.name().toLowerCase(Locale.ROOT);
            Gauge.builder(ARCHIVE + "audit.differences", () -> audited(last -> last.comparisons().getOrDefault(word, 0L)))
                    .tag("comparison", word).description("What the last audit named, by what was compared").register(registry);
        }
        Gauge.builder(ARCHIVE + "audit.looked", () -> audited(Audited::looked)).description("Things that the last audit compared")
                .register(registry);
        Gauge.builder(ARCHIVE + "audit.age.seconds",
                () -> audited(last -> Duration.between(last.at(), measures.now().at()).toMillis() / 1e3))
                .description("Since the last audit ended").register(registry);
    }

    private double audited(ToDoubleFunction<Audited> what) {
        var stored = measures.now().stored();
        var last = stored == null ? null : stored.audit();
        return last == null ? Double.NaN : what.applyAsDouble(last);
    }

    private void stored(MeterRegistry registry, String name, String description, ToDoubleFunction<Stored> what) {
        Gauge.builder(ARCHIVE + name, () -> value(what)).description(description).register(registry);
    }

    private double value(ToDoubleFunction<Stored> what) {
        var stored = measures.now().stored();
        return stored == null ? Double.NaN : what.applyAsDouble(stored);
    }

    private double reader(String name, ToDoubleFunction<Reader> what) {
        return value(stored -> stored.readers().stream().filter(one -> one.name().equals(name)).mapToDouble(what).findFirst()
                .orElse(Double.NaN));
    }

    private double disk(String part, ToDoubleFunction<Disk> what) {
        return measures.now().disks().stream().filter(disk -> disk.part().equals(part)).mapToDouble(what).findFirst()
                .orElse(Double.NaN);
    }

    private static double writes(@Nullable Stored stored) {
        return stored != null && stored.refuses() == null ? 1 : 0;
    }
}
