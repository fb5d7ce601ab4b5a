package org.cityarchive.server.capture;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.CaptureRecords;
import org.cityarchive.core.capture.CaptureRecords.Offered;
import org.cityarchive.core.capture.CaptureRecords.Outlook;
import org.cityarchive.core.capture.CaptureRecords.Standings;
import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.ContentFields;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.Observation;
import org.cityarchive.core.capture.Origin;
import org.cityarchive.core.capture.Print;
import org.cityarchive.core.capture.Prints;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordIdentity;
import org.cityarchive.core.capture.Seen;
import org.cityarchive.core.capture.Sighted;
import org.cityarchive.core.capture.Sighting;
import org.cityarchive.core.capture.VersionFields;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Kept;
import org.cityarchive.core.law.Retry;
import org.cityarchive.core.law.Recorded;
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
    private final FactReader facts;
    private final Sightings sightings;
    private final RecordIdentity identity;
    private final RecordKeys keys;
    private final PostgresVault vault;
    private final ContentSealing sealing;
    private final Staging staging;
    private final ReadWriteLock turns = new ReentrantReadWriteLock(true);

    public DirectChannel(Archive archive, FactReader facts, Sightings sightings, RecordIdentity identity,
            PostgresVault vault, ContentSealing sealing, Staging staging) {
        this.staging = staging;
        this.archive = archive;
        this.facts = facts;
        this.sightings = sightings;
        this.identity = identity;
        this.keys = vault.recordKeys();
        this.vault = vault;
        this.sealing = sealing;
    }

    @Override
    public List<Outcome> offer(List<Offer> batch, Attribution by, List<Kept> with) {
        if (batch.size() > BATCH) {
            throw new IllegalArgumentException("a batch holds up to " + BATCH + " observations, not " + batch.size());
        }
        return Retry.CROWD.on(attempt -> {
            // a batch that lost to others again and again goes alone: else a slow one might never win
            var turn = attempt <= TRIES_AMONG_OTHERS ? turns.readLock() : turns.writeLock();
            turn.lock();
            try {
                return offered(prepare(batch, by, with), by);
            } catch (KeyTrouble e) {
                throw new Failure.StoreUnavailable("the key store gives no key now", e);
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

    private record Prepared(CaptureRecords command, List<Outcome> outcomes) {}

    /** Reads what is known, in the order that makes the commit's condition sound: keys, sightings, then the position, then facts up to it. */
    private Prepared prepare(List<Offer> batch, Attribution by, List<Kept> with) {
        var named = new ArrayList<RecordId>();
        for (var offer : batch) {
            named.add(identity.of(offer.observation().key().platform(), offer.account(), offer.observation().key().id()));
        }
        var ids = new LinkedHashSet<>(named);
        Map<RecordId, RecordKey> known = vault.keys(ids);
        Map<RecordId, List<Sighted>> beside = sightings.of(known.keySet());
        long readAt = facts.head();
        Map<RecordId, List<CaptureEvent>> told = factsOf(ids, readAt);
        if (told.entrySet().stream().anyMatch(entry -> !entry.getValue().isEmpty() && !known.containsKey(entry.getKey()))) {
            throw new Failure.StoreBusy("a record came while its batch was being prepared");
        }
        var held = new HashMap<>(known);
        var rows = new ArrayList<Kept>();
        for (var id : ids) {
            if (!known.containsKey(id)) {
                var fresh = keys.fresh(id.value(), 1, by.correlation());
                held.put(id, fresh.key());
                rows.add(fresh.row());
            }
        }
        var seen = seenBefore(batch, ids);
        var standings = Standings.of(told, beside, row -> print(held, row.record(), row.counters()));
        var offered = new ArrayList<Offered>();
        for (int i = 0; i < batch.size(); i++) {
            offered.add(offered(named.get(i), batch.get(i), held, seen));
        }
        var outlook = standings.outlook(offered);
        var outcomes = outlook.stream().map(Outlook::outcome).toList();
        rows.addAll(AccountSeen.of(batch));
        with.forEach(row -> rows.add(row instanceof Told telling ? telling.of(outcomes) : row));
        return new Prepared(new CaptureRecords(readAt, standings, sealed(batch, offered, outlook, held), rows), outcomes);
    }

    private Map<RecordId, List<CaptureEvent>> factsOf(Set<RecordId> ids, long readAt) {
        var told = new LinkedHashMap<RecordId, List<CaptureEvent>>();
        var tagged = facts.tagged("record", ids.stream().map(RecordId::toString).toList(), readAt);
        for (var id : ids) {
            told.put(id, CaptureEvent.among(tagged.getOrDefault(id.toString(), List.of())).stream().map(Recorded::fact).toList());
        }
        return told;
    }

    private Offered offered(RecordId record, Offer offer, Map<RecordId, RecordKey> held, Set<RecordId> seenBefore) {
        var seen = offer.observation();
        var key = Objects.requireNonNull(held.get(record));
        // What is compared is what is sealed: fields that had to be repaired are compared as repaired.
        var content = ContentFields.content(ContentFields.of(seen));
        SortedMap<String, Object> shown = content == null ? new TreeMap<>() : VersionFields.shown(seen.key().platform(), content);
        SortedMap<String, Long> counters = content == null ? new TreeMap<>() : content.counters();
        var parent = parent(offer, content);
        var origin = new Origin(offer.account(), seen.key().platform(), seen.kind(), millis(seen.createdAt()));
        return new Offered(record, origin, parent, parent != null && !seenBefore.contains(parent), sighting(seen),
                shown.isEmpty() ? null : Prints.of(key.bytes(), shown), print(held, record, counters), counters, null);
    }

    /** The batch's own records, and of what they answer that which the archive holds. */
    private Set<RecordId> seenBefore(List<Offer> batch, Set<RecordId> ids) {
        var parents = new HashSet<RecordId>();
        for (var offer : batch) {
            var parent = parent(offer, offer.observation().seen().content());
            if (parent != null && !ids.contains(parent)) {
                parents.add(parent);
            }
        }
        var seen = new HashSet<>(ids);
        seen.addAll(vault.keys(parents).keySet());
        return seen;
    }

    private @Nullable RecordId parent(Offer offer, @Nullable Content content) {
        return content == null || content.parent() == null || offer.observation().kind() != Kind.COMMENT
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

    private List<Offered> sealed(List<Offer> batch, List<Offered> offered, List<Outlook> outlook, Map<RecordId, RecordKey> held) {
        return IntStream.range(0, batch.size()).parallel().mapToObj(i -> {
            int number = outlook.get(i).number();
            var one = offered.get(i);
            return number == 0
                    ? one
                    : one.with(sealed(number,
                            sealing.seal(Objects.requireNonNull(held.get(one.record())), number, batch.get(i).observation(),
                                    staging)));
        }).toList();
    }

    private static CaptureRecords.Sealed sealed(int number, Sealed sealed) {
        var media = sealed.media().stream()
                .map(m -> new CaptureRecords.Sealed.Medium(m.index(), m.mediaType(), m.content(), m.bytes())).toList();
        return new CaptureRecords.Sealed(number, sealed.root(), sealed.bytes(), media, sealed.rows());
    }
}
