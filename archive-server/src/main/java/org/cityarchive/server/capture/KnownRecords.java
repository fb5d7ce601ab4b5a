package org.cityarchive.server.capture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordLife;
import org.cityarchive.core.capture.RecordLife.Ended;
import org.cityarchive.core.capture.Sighted;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.vault.PostgresVault;
import org.cityarchive.server.vault.RecordKey;

/** What is known of records before something is decided on them. Callers with a few records each are read for together, in the same statements. */
final class KnownRecords {
    private static final int FEW = 50;
    private static final int TOGETHER = 500;

    private final PostgresVault vault;
    private final Sightings sightings;
    private final FactReader facts;
    private final Queue<Asked> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock reading = new ReentrantLock();

    KnownRecords(PostgresVault vault, Sightings sightings, FactReader facts) {
        this.vault = vault;
        this.sightings = sightings;
        this.facts = facts;
    }

    /**
     * What is known of the life that goes on.
     *
     * @param keys of these records and of the others, where they have one
     * @param readAt position up to which {@code told} holds every fact of the records' lives
     * @param ended the destruction before that life, of those that have one
     */
    record Known(Map<RecordId, RecordKey> keys, Map<RecordId, List<Sighted>> beside, long readAt,
            Map<RecordId, List<CaptureEvent>> told, Map<RecordId, Ended> ended) {}

    private record Asked(Set<RecordId> records, Set<RecordId> others, CompletableFuture<Known> answer) {}

    /**
     * Reads what is known of records.
     *
     * @param others records of which only the keys are wanted
     */
    Known of(Set<RecordId> records, Set<RecordId> others) {
        if (records.size() > FEW) {
            return read(records, others);
        }
        var asked = new Asked(records, others, new CompletableFuture<>());
        waiting.add(asked);
        reading.lock(); // whoever comes to read, reads for all who wait by then
        try {
            if (!asked.answer.isDone()) {
                readTogether();
            }
        } finally {
            reading.unlock();
        }
        try {
            return asked.answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    private void readTogether() {
        var together = new ArrayList<Asked>();
        var records = new LinkedHashSet<RecordId>();
        var others = new LinkedHashSet<RecordId>();
        while (records.size() < TOGETHER) {
            var next = waiting.poll();
            if (next == null) {
                break;
            }
            together.add(next);
            records.addAll(next.records);
            others.addAll(next.others);
        }
        try {
            var known = read(records, others);
            together.forEach(asked -> asked.answer.complete(known));
        } catch (RuntimeException e) {
            together.forEach(asked -> asked.answer.completeExceptionally(e));
        }
    }

    /** In the order that makes a commit's condition sound: keys, sightings, then the position, then facts up to it. */
    private Known read(Set<RecordId> records, Set<RecordId> others) {
        var wanted = new LinkedHashSet<>(records);
        wanted.addAll(others);
        Map<RecordId, RecordKey> keys = vault.keys(wanted);
        Map<RecordId, List<Sighted>> beside = sightings.of(records.stream().filter(keys::containsKey).toList());
        long readAt = facts.head();
        return lives(records, keys, beside, readAt);
    }

    private Known lives(Collection<RecordId> records, Map<RecordId, RecordKey> keys, Map<RecordId, List<Sighted>> beside,
            long readAt) {
        var tagged = facts.tagged("record", records.stream().map(RecordId::toString).toList(), readAt);
        var erased = vault.erased(records);
        var told = new HashMap<RecordId, List<CaptureEvent>>();
        var ended = new HashMap<RecordId, Ended>();
        for (var record : records) {
            var life = RecordLife.of(tagged.getOrDefault(record.toString(), List.of()), erased.get(record));
            told.put(record, life.facts().stream().map(Recorded::fact).toList());
            var before = life.ended();
            if (before != null) {
                ended.put(record, before);
            }
        }
        return new Known(keys, beside, readAt, told, ended);
    }

    /** What of it concerns these records, in their order. */
    static Map<RecordId, List<CaptureEvent>> told(Known known, Set<RecordId> records) {
        var told = new LinkedHashMap<RecordId, List<CaptureEvent>>();
        records.forEach(record -> told.put(record, known.told().getOrDefault(record, List.of())));
        return told;
    }
}
