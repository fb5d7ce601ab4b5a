package org.cityarchive.server.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.cityarchive.core.law.FactCodec;
import org.cityarchive.server.audit.Difference.Code;
import org.cityarchive.server.audit.FactPages.TagAt;
import org.cityarchive.server.store.TagKey;
import org.jspecify.annotations.Nullable;

/** Tags are in no hash: each is computed again from the payload, since a deleted one would hide a fact from the decisions (DATA.md §1). */
final class TagsCompared {
    private static final long STRETCH = 50_000;
    private static final int NAMED = 1_000;

    private final FactPages pages;
    private final FactCodec codec;

    TagsCompared(FactPages pages, FactCodec codec) {
        this.pages = pages;
        this.codec = codec;
    }

    /** Looks for the rows of these facts' tags; how many there are. */
    long compare(Underway audit, List<StoredFact> facts) {
        var expected = new HashMap<TagAt, Named>();
        for (var fact : facts) {
            if (fact.read() == null) {
                audit.differs(Difference.atFact(Code.A10, fact, "this program reads no fact of this name and form there"));
            }
            expected.putAll(named(fact));
        }
        var missing = pages.missing(List.copyOf(expected.keySet()));
        for (var tag : missing) {
            var named = expected.get(tag);
            if (named != null) {
                audit.differs(new Difference(Code.A06, named.fact.position(), named.fact.id(), named.fact.record(), null,
                        "event_tag", named.tag + " at " + tag.position(), "the tag has no row: decisions do not see this fact"));
            }
        }
        return (long) expected.size() - missing.size();
    }

    private record Named(StoredFact fact, String tag) {}

    private Map<TagAt, Named> named(StoredFact fact) {
        var named = new HashMap<TagAt, Named>();
        var read = fact.read();
        if (read != null) {
            codec.tags(read).forEach(tag -> named.put(new TagAt(TagKey.of(tag.key(), tag.value()), fact.position()),
                    new Named(fact, tag.key() + " " + tag.value())));
        }
        return named;
    }

    /** Rows that no payload shows: named only where there are more rows than tags, as the whole table is read for it. */
    void surplus(Underway audit, long counted) {
        pages.tagsOutside(NAMED).forEach(row -> tooMany(audit, row, null));
        if (pages.tags(audit.upTo()) <= counted) {
            return;
        }
        for (long from = 0; from < audit.upTo(); from += STRETCH) {
            long to = Math.min(audit.upTo(), from + STRETCH);
            surplus(audit, new ArrayList<>(pages.tags(from, to)));
        }
    }

    private void surplus(Underway audit, List<TagAt> rows) {
        for (int from = 0; from < rows.size(); from += 2_000) {
            var some = rows.subList(from, Math.min(rows.size(), from + 2_000));
            Set<TagAt> shown = new HashSet<>();
            Map<Long, StoredFact> facts = new HashMap<>();
            for (var fact : pages.facts(some.getFirst().position() - 1, some.getLast().position())) {
                facts.put(fact.position(), fact);
                shown.addAll(named(fact).keySet());
            }
            for (var row : some) {
                var fact = facts.get(row.position());
                if (!shown.contains(row) && fact != null && fact.read() != null) { // a fact that is gone is named by itself
                    tooMany(audit, row, fact);
                }
            }
        }
    }

    private static void tooMany(Underway audit, TagAt row, @Nullable StoredFact fact) {
        audit.differs(new Difference(Code.A07, row.position(), fact == null ? null : fact.id(),
                fact == null ? null : fact.record(), null, "event_tag",
                Long.toHexString(row.tag().high()) + " at " + row.position(), "no payload shows this tag"));
    }
}
