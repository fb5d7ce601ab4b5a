package org.cityarchive.server.hold;

import java.util.Locale;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Hit;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.web.BadParameter;
import org.jspecify.annotations.Nullable;

/** In which threads do records stand, and what stands in a thread? Made of facts, a statement a level. */
final class ScopeThreads {
    /** The threads of more records than these are not looked up one by one. */
    static final int MOST = 2_000;
    private static final int HIGHEST = 200;
    private static final int AT_ONCE = 1_000;

    private final RecordSearch search;
    private final Records records;

    ScopeThreads(RecordSearch search, Records records) {
        this.search = search;
        this.records = records;
    }

    /**
     * Where the threads of all records that answer now begin; also where nothing was captured that began it.
     *
     * @throws BadParameter too many records answer
     */
    Set<RecordId> roots(RecordQuery query) {
        var parents = new HashMap<RecordId, RecordId>();
        var matches = matches(query);
        Collection<RecordId> level = matches;
        for (int height = 0; height < HIGHEST && !level.isEmpty(); height++) {
            var next = new LinkedHashSet<RecordId>();
            records.told(level, Long.MAX_VALUE).forEach((id, facts) -> facts.forEach(fact -> {
                var parent = fact.fact().parent();
                if (parent != null && parents.putIfAbsent(id, parent) == null) {
                    next.add(parent);
                }
            }));
            next.removeAll(parents.keySet());
            level = next;
        }
        var roots = new LinkedHashSet<RecordId>();
        matches.forEach(match -> roots.add(root(match, parents)));
        return roots;
    }

    private static RecordId root(RecordId of, Map<RecordId, RecordId> parents) {
        var seen = new HashSet<RecordId>();
        var top = of;
        for (@Nullable
        RecordId up = parents.get(top); up != null && seen.add(up); up = parents.get(top)) {
            top = up;
        }
        return top;
    }

    private List<RecordId> matches(RecordQuery query) {
        var found = new ArrayList<RecordId>();
        @Nullable
        String cursor = null;
        do {
            var page = search.search(new Search(query, Sort.NEWEST, AT_ONCE, cursor, null, null, false));
            if (page.total() > MOST) {
                throw new BadParameter("threads", String.format(Locale.US,
                        "Whole threads are looked up for at most %,d records, and %,d match. Narrow the query, or hold their accounts.",
                        MOST, page.total()));
            }
            page.hits().stream().map(Hit::record).forEach(found::add);
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    /** What is kept of these threads: the beginnings that were captured, and every answer as far as is known. */
    Set<RecordId> members(Set<RecordId> roots) {
        var members = new LinkedHashSet<>(records.told(roots, Long.MAX_VALUE).keySet());
        Collection<RecordId> level = roots;
        var seen = new HashSet<>(roots);
        while (!level.isEmpty()) {
            var next = new LinkedHashSet<RecordId>();
            records.answers(level, Long.MAX_VALUE, _ -> {
                // a fact that cannot be read is named by the audit; this only counts, and decides nothing
            }).values().forEach(below -> below.stream().filter(seen::add).forEach(next::add));
            members.addAll(next);
            level = next;
        }
        return members;
    }
}
