package org.cityarchive.server.capture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordLife;
import org.cityarchive.core.capture.RecordLife.Erased;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.capture.Records.Opened;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.TaggedFacts;
import org.cityarchive.server.vault.ErasedRecords;
import org.cityarchive.server.vault.OpenedContent;
import org.cityarchive.server.vault.PostgresVault;
import org.cityarchive.server.vault.SealBroken;
import org.cityarchive.server.vault.SealedVersion;

/** What of records goes on, and what was destroyed: the facts, with what the vault knows of erasures. */
final class RecordLives {
    /** What the facts of a record carry. */
    static final String TAG = "record";

    private final FactReader facts;
    private final PostgresVault vault;

    RecordLives(FactReader facts, PostgresVault vault) {
        this.facts = facts;
        this.vault = vault;
    }

    Map<RecordId, RecordLife> of(Collection<RecordId> records, long knownAt) {
        return of(vault.erased(records), facts.tagged(TAG, values(records), knownAt));
    }

    /** As {@link #of}, of what these questions told: erasures were asked for first. */
    static Map<RecordId, RecordLife> of(ErasedRecords erasures, TaggedFacts told) {
        return of(erasures.found(), told.found());
    }

    static List<String> values(Collection<RecordId> records) {
        return records.stream().map(RecordId::toString).toList();
    }

    private static Map<RecordId, RecordLife> of(Map<RecordId, Erased> erased, Map<String, List<Recorded<?>>> told) {
        var lives = new LinkedHashMap<RecordId, RecordLife>();
        told.forEach((id, recorded) -> {
            var record = new RecordId(UUID.fromString(id));
            var life = RecordLife.of(recorded, erased.get(record));
            if (!life.facts().isEmpty() || !life.past().isEmpty()) {
                lives.put(record, life);
            }
        });
        return lives;
    }

    Set<RecordId> everDestroyed(Collection<RecordId> records) {
        return vault.erased(records).keySet();
    }

    /** Opens versions; what does not open is told. */
    interface Opening {
        Map<SealedVersion, OpenedContent> of(Collection<SealedVersion> versions, Consumer<SealBroken> broken);
    }

    Map<RecordId, Opened> open(Map<RecordId, List<Recorded<CaptureEvent>>> told, Opening opening) {
        var wanted = new HashSet<SealedVersion>();
        told.forEach((record, events) -> events.stream().map(recorded -> recorded.fact().version()).filter(Objects::nonNull)
                .forEach(version -> wanted.add(SealedVersion.of(record, version.number()))));
        var opened = new HashMap<RecordId, Opened>();
        told.forEach((record, events) -> opened.put(record, new Opened(events, new TreeMap<>())));
        var broken = new ArrayList<SealBroken>();
        opening.of(wanted, broken::add)
                .forEach((version, content) -> Objects.requireNonNull(opened.get(new RecordId(version.subject()))).parts()
                        .put(version.version(), content));
        if (!broken.isEmpty()) {
            leaveOutDestroyed(told, opened, broken);
        }
        return opened;
    }

    /** @throws SealBroken of a record that is not destroyed */
    private void leaveOutDestroyed(Map<RecordId, List<Recorded<CaptureEvent>>> told, Map<RecordId, Opened> opened,
            List<SealBroken> broken) {
        var erased = vault.erased(broken.stream().map(one -> new RecordId(one.subject())).toList());
        for (var one : broken) {
            var record = new RecordId(one.subject());
            var gone = erased.get(record);
            if (gone == null || Objects.requireNonNull(told.get(record)).getFirst().position() > gone.upTo()) {
                throw one;
            }
            opened.remove(record);
        }
    }
}
