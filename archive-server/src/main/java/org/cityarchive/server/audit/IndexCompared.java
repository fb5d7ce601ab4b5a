package org.cityarchive.server.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.CaptureEvent.ReappearanceObserved;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.core.search.Words;
import org.cityarchive.search.audit.IndexAudit;
import org.cityarchive.search.index.IndexUnreadable;
import org.cityarchive.server.audit.Difference.Code;
import org.cityarchive.server.vault.SealBroken;

/**
 * The index against facts and vault: each record's words and marks are computed again from what was sealed, and compared with what the
 * index holds, term by term; then each entry is asked for its record. While facts come in, what differs is looked at again at the end.
 */
final class IndexCompared implements Step {
    private static final int PAGE = 400;

    private final FactPages pages;
    private final CaptureFacts captured;
    private final IndexedRecords index;
    private final Words words;

    IndexCompared(FactPages pages, CaptureFacts captured, IndexedRecords index, Words words) {
        this.pages = pages;
        this.captured = captured;
        this.index = index;
        this.words = words;
    }

    @Override
    public Comparison comparison() {
        return Comparison.INDEX;
    }

    @Override
    public void run(Underway audit) {
        try (var snapshot = index.snapshot()) {
            var now = new IndexAudit(snapshot, words);
            long head = pages.head().position();
            if (now.position() > head) {
                audit.differs(Difference.atRow(Code.A55, "index", "position",
                        "it claims position " + now.position() + ", and there are " + head + " facts"));
            }
            var suspects = forth(audit, now);
            suspects.addAll(back(audit, now));
            tell(audit, suspects);
            audit.keep(audit.upTo(), audit.upTo(), 0, Map.of("position", String.valueOf(Long.MAX_VALUE)));
        } catch (IndexAudit.Damaged damaged) {
            damaged(audit, damaged.file());
        } catch (IndexUnreadable unreadable) {
            damaged(audit, "index");
        }
    }

    private static void damaged(Underway audit, String file) {
        audit.differs(Difference.atRow(Code.A54, "index", file, "it does not read as it was written"));
    }

    /** From the facts to the entries. The place is kept as long as nothing is suspected: suspicions live in this walk alone. */
    private Set<RecordId> forth(Underway audit, IndexAudit now) {
        var suspects = new LinkedHashSet<RecordId>();
        long end = Math.min(audit.upTo(), now.position());
        long position = audit.place().get("position") instanceof String kept ? Long.parseLong(kept) : 0;
        var safe = new AtomicLong(position);
        captured.walk(audit, position, end, PAGE, (facts, upTo) -> {
            var first = first(facts);
            now.compare(searchable(first, now.position())).forEach(difference -> suspects.add(difference.record()));
            if (suspects.isEmpty()) {
                safe.set(upTo);
            }
            audit.keep(upTo, end, first.size(), Map.of("position", String.valueOf(safe.get())));
        });
        return suspects;
    }

    /** Records whose story begins among these facts. */
    private static Set<RecordId> first(List<CaptureEvent> facts) {
        var first = new LinkedHashSet<RecordId>();
        for (var fact : facts) {
            var version = fact.version();
            boolean again = fact instanceof ReappearanceObserved back && back.beginsALife();
            if (again || (version == null ? fact.tellsSighting() : version.number() == 1)) {
                first.add(fact.record());
            }
        }
        return first;
    }

    /** Those that do not open are named by the vault's comparison, and left out here. */
    private List<SearchableRecord> searchable(Collection<RecordId> records, long upTo) {
        try {
            return index.searchable(records, upTo);
        } catch (SealBroken | IllegalArgumentException | CanonicalJson.Malformed _) {
            var some = new ArrayList<SearchableRecord>();
            for (var record : records) {
                try {
                    some.addAll(index.searchable(List.of(record), upTo));
                } catch (SealBroken | IllegalArgumentException | CanonicalJson.Malformed _) {
                    // named elsewhere
                }
            }
            return some;
        }
    }

    /** From the entries to the facts: those of records that no fact tells of. */
    private Set<RecordId> back(Underway audit, IndexAudit now) {
        var strangers = new LinkedHashSet<RecordId>();
        long nobodys = now.records(batch -> strangers.addAll(strangers(audit, batch)));
        if (nobodys > 0) {
            audit.differs(Difference.atRow(Code.A53, "index", "", nobodys + " entries belong to no record"));
        }
        return strangers;
    }

    private Set<RecordId> strangers(Underway audit, Set<RecordId> batch) {
        var strangers = pages.withoutTag("record", batch);
        var destroyed = pages.erased(batch);
        if (!destroyed.isEmpty()) { // of what is destroyed nothing may be found, but for what a person kept of what came back
            searchable(destroyed, Long.MAX_VALUE).forEach(kept -> destroyed.remove(kept.id()));
            strangers.addAll(destroyed);
        }
        strangers.removeIf(record -> audit.isNamed(record.value()));
        return strangers;
    }

    /** Looks at the suspects again in an index of now, and names those that still differ. */
    private void tell(Underway audit, Set<RecordId> suspects) {
        if (suspects.isEmpty()) {
            return;
        }
        try (var snapshot = index.snapshot()) {
            var again = new IndexAudit(snapshot, words);
            var strangers = strangers(audit, suspects);
            var named = new LinkedHashMap<RecordId, Difference>();
            strangers.stream().filter(again::holds).forEach(record -> named.put(record, Difference.atRecord(Code.A53,
                    record.value(), null, "index", record.toString(),
                    "the record that this entry is of is destroyed, or no fact tells of it")));
            var known = suspects.stream().filter(record -> !strangers.contains(record)).toList();
            again.compare(searchable(known, again.position())).forEach(found -> named.put(found.record(), difference(found)));
            named.values().forEach(audit::differs);
        }
    }

    private static Difference difference(IndexAudit.Difference found) {
        var code = switch (found.kind()) {
            case ALTERED -> Code.A51;
            case MISSING -> Code.A52;
            case ADDED -> Code.A53;
        };
        return Difference.atRecord(code, found.record().value(), null, "index", found.record().toString(), found.what());
    }
}
