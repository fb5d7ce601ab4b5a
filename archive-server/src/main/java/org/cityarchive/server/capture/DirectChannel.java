package org.cityarchive.server.capture;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

import org.cityarchive.core.capture.CaptureChannel;
import org.cityarchive.core.capture.CaptureRecords;
import org.cityarchive.core.capture.CaptureRecords.Offered;
import org.cityarchive.core.capture.CaptureRecords.Outlook;
import org.cityarchive.core.capture.CaptureRecords.Standings;
import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.ContentFields;
import org.cityarchive.core.capture.Observation;
import org.cityarchive.core.capture.Origin;
import org.cityarchive.core.capture.Print;
import org.cityarchive.core.capture.Prints;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordIdentity;
import org.cityarchive.core.capture.RecordLife.Ended;
import org.cityarchive.core.capture.Seen;
import org.cityarchive.core.capture.Sighting;
import org.cityarchive.core.capture.VersionFields;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Kept;
import org.cityarchive.core.law.Retry;
import org.cityarchive.server.store.After;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.vault.ContentSealing;
import org.cityarchive.server.vault.KeyTrouble;
import org.cityarchive.server.vault.PostgresVault;
import org.cityarchive.server.vault.RecordKey;
import org.cityarchive.server.vault.RecordKeys;
import org.cityarchive.server.vault.Sealed;
import org.cityarchive.server.vault.Staging;
import org.jspecify.annotations.Nullable;

/** Captures in this process: an observation is durable when its offer returns. */
public final class DirectChannel implements CaptureChannel {
    private static final int BATCH = 500;
    private static final int TRIES_AMONG_OTHERS = 5;

    private final Archive archive;
    private final KnownRecords records;
    private final RecordIdentity identity;
    private final RecordKeys keys;
    private final ContentSealing sealing;
    private final Staging staging;
    private final OffersTogether together = new OffersTogether(this);
    private final ReadWriteLock turns = new ReentrantReadWriteLock(true);

    public DirectChannel(Archive archive, FactReader facts, Sightings sightings, RecordIdentity identity,
            PostgresVault vault, ContentSealing sealing, Staging staging) {
        this.staging = staging;
        this.archive = archive;
        this.records = new KnownRecords(vault, sightings, facts);
        this.identity = identity;
        this.keys = vault.recordKeys();
        this.sealing = sealing;
    }

    @Override
    public List<Outcome> offer(List<Offer> batch, Attribution by, List<Kept> with) {
        check(batch);
        return with.isEmpty() && batch.size() <= OffersTogether.FEW
                ? together.offer(batch, by, () -> keep(batch, by, with, null))
                : keep(batch, by, with, null);
    }

    @Override
    public Begun begin(List<Offer> batch, Attribution by, List<Kept> with) {
        check(batch);
        try {
            var prepared = prepared(batch, by, with);
            return () -> keep(batch, by, with, prepared);
        } catch (Failure.StoreBusy busy) {
            return () -> keep(batch, by, with, null); // the batch before it was just being kept: prepared behind it
        }
    }

    private static void check(List<Offer> batch) {
        if (batch.size() > BATCH) {
            throw new IllegalArgumentException("a batch holds up to " + BATCH + " observations, not " + batch.size());
        }
    }

    /** @param begun what was prepared before, tried first; what has come since is found by its commit */
    private List<Outcome> keep(List<Offer> batch, Attribution by, List<Kept> with, @Nullable Prepared begun) {
        var earlier = After.all(with);
        return Retry.CROWD.on(attempt -> {
            if (attempt == 1 && !earlier.isDone()) {
                // no turn: the batch that it waits for may need one for itself
                return offered(begun != null ? begun : prepared(batch, by, with), by);
            }
            After.settled(earlier);
            // a batch that lost to others again and again goes alone: else a slow one might never win
            var turn = attempt <= TRIES_AMONG_OTHERS ? turns.readLock() : turns.writeLock();
            turn.lock();
            try {
                if (attempt > 1) {
                    keys.lookAgain();
                }
                return offered(attempt == 1 && begun != null ? begun : prepared(batch, by, with), by);
            } finally {
                turn.unlock();
            }
        });
    }

    private List<Outcome> offered(Prepared prepared, Attribution by) {
        return switch (archive.send(prepared.command(), by).decision()) {
            case Decision.Accepted _ -> prepared.outcomes();
            case Decision.Refused refused -> throw new IllegalStateException("capture refused: " + refused.refusal().name());
            // another writer was first: prepare from what it wrote
            case Decision.Outdated _ ->
                throw new Failure.StoreBusy("other writers changed the same records under each of several tries");
        };
    }

    private Prepared prepared(List<Offer> batch, Attribution by, List<Kept> with) {
        try {
            return prepare(batch, by, with);
        } catch (KeyTrouble e) {
            throw new Failure.StoreUnavailable("the key store gives no key now", e);
        }
    }

    private record Prepared(CaptureRecords command, List<Outcome> outcomes) {}

    private Prepared prepare(List<Offer> batch, Attribution by, List<Kept> with) {
        var named = new ArrayList<RecordId>();
        for (var offer : batch) {
            named.add(identity.of(offer.observation().key().platform(), offer.account(), offer.observation().key().id()));
        }
        var ids = new LinkedHashSet<>(named);
        var read = records.of(ids, answered(batch, ids));
        var ended = read.ended();
        var known = new HashMap<>(read.keys());
        known.values().removeIf(key -> isOfADestroyedLife(key, ended));
        var told = KnownRecords.told(read, ids);
        if (told.entrySet().stream().anyMatch(entry -> !entry.getValue().isEmpty() && !known.containsKey(entry.getKey()))) {
            throw new Failure.StoreBusy("a record came while its batch was being prepared");
        }
        var rows = new ArrayList<Kept>();
        var fresh = new HashMap<RecordId, Kept>();
        var held = held(ids, known, ended, fresh, by);
        var seen = new HashSet<>(known.keySet());
        seen.addAll(ids);
        var standings = Standings.of(told, read.beside(), ended, row -> print(held, row.record(), row.counters()));
        // What is compared is what is sealed: fields that had to be repaired are compared as repaired.
        var fields = batch.stream().map(offer -> ContentFields.of(offer.observation())).toList();
        var offered = new ArrayList<Offered>();
        for (int i = 0; i < batch.size(); i++) {
            offered.add(offered(named.get(i), batch.get(i), fields.get(i), held, seen));
        }
        var outlook = standings.outlook(offered);
        var outcomes = outlook.stream().map(Outlook::outcome).toList();
        for (int i = 0; i < batch.size(); i++) {
            var key = outlook.get(i).number() > 0 ? fresh.remove(named.get(i)) : null; // of what is destroyed nothing may be kept
            if (key != null) {
                rows.add(key);
            }
        }
        rows.addAll(AccountSeen.of(batch));
        with.forEach(row -> rows.add(row instanceof Told telling ? telling.of(outcomes) : row));
        return new Prepared(new CaptureRecords(read.readAt(), standings, sealed(batch, fields, offered, outlook, held),
                rows), outcomes);
    }

    private static boolean isOfADestroyedLife(RecordKey key, Map<RecordId, Ended> ended) {
        var before = ended.get(new RecordId(key.subject()));
        return before != null && key.life() <= before.life();
    }

    /** The records' keys; one that has none gets one, and its row. */
    private Map<RecordId, RecordKey> held(Set<RecordId> ids, Map<RecordId, RecordKey> known, Map<RecordId, Ended> ended,
            Map<RecordId, Kept> rows, Attribution by) {
        var held = new HashMap<RecordId, RecordKey>();
        for (var id : ids) {
            var key = known.get(id);
            if (key == null) {
                var before = ended.get(id);
                int life = before == null ? 1 : before.life() + 1;
                var fresh = keys.fresh(id.value(), life, by.correlation());
                rows.put(id, fresh.row());
                key = fresh.key();
            }
            held.put(id, key);
        }
        return held;
    }

    private Offered offered(RecordId record, Offer offer, SortedMap<String, @Nullable Object> fields,
            Map<RecordId, RecordKey> held, Set<RecordId> seenBefore) {
        var seen = offer.observation();
        var key = Objects.requireNonNull(held.get(record));
        var content = ContentFields.content(fields);
        SortedMap<String, Object> shown = content == null ? new TreeMap<>() : VersionFields.shown(seen.key().platform(), content);
        SortedMap<String, Long> counters = content == null ? new TreeMap<>() : content.counters();
        var parent = parent(offer, content);
        var origin = new Origin(offer.account(), seen.key().platform(), seen.kind(), millis(seen.createdAt()));
        return new Offered(record, origin, parent, parent != null && !seenBefore.contains(parent), sighting(seen),
                shown.isEmpty() ? null : Prints.of(key.bytes(), shown), print(held, record, counters), counters, null);
    }

    /** What the batch answers and does not hold itself. */
    private Set<RecordId> answered(List<Offer> batch, Set<RecordId> ids) {
        var parents = new HashSet<RecordId>();
        for (var offer : batch) {
            var parent = parent(offer, offer.observation().seen().content());
            if (parent != null && !ids.contains(parent)) {
                parents.add(parent);
            }
        }
        return parents;
    }

    private @Nullable RecordId parent(Offer offer, @Nullable Content content) {
        return content == null || content.parent() == null || !offer.observation().kind().answers()
                ? null
                : identity.of(offer.observation().key().platform(), offer.account(), content.parent());
    }

    private static Sighting sighting(Observation seen) {
        return new Sighting(Objects.requireNonNull(millis(seen.observedAt())), millis(seen.versionTime()), seen.source(),
                seen.seen().state(), seen.seen() instanceof Seen.Gone gone ? gone.confirmedBy() : null);
    }

    private static @Nullable Instant millis(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable Print print(Map<RecordId, RecordKey> held, RecordId record, SortedMap<String, Long> counters) {
        if (counters.isEmpty()) {
            return null;
        }
        var values = new TreeMap<String, Object>();
        var members = new TreeMap<String, Object>();
        counters.forEach((name, count) -> members.put(name, count.toString()));
        values.put("counters", members);
        return Prints.of(Objects.requireNonNull(held.get(record)).bytes(), values).get("counters");
    }

    private List<Offered> sealed(List<Offer> batch, List<SortedMap<String, @Nullable Object>> fields, List<Offered> offered,
            List<Outlook> outlook, Map<RecordId, RecordKey> held) {
        return IntStream.range(0, batch.size()).parallel().mapToObj(i -> {
            int number = outlook.get(i).number();
            var one = offered.get(i);
            return number == 0
                    ? one
                    : one.with(sealed(number,
                            sealing.seal(Objects.requireNonNull(held.get(one.record())), number, batch.get(i).observation(),
                                    fields.get(i), staging)));
        }).toList();
    }

    private static CaptureRecords.Sealed sealed(int number, Sealed sealed) {
        var media = sealed.media().stream()
                .map(m -> new CaptureRecords.Sealed.Medium(m.index(), m.mediaType(), m.content(), m.bytes())).toList();
        return new CaptureRecords.Sealed(number, sealed.root(), sealed.bytes(), media, sealed.rows());
    }
}
