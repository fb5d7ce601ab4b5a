package org.cityarchive.server.retention;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.hold.HoldEvent;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.hold.HoldScope;
import org.cityarchive.core.hold.ScopeVersion;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.retention.RetentionEvent;
import org.cityarchive.core.retention.RuleId;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.search.watch.ScopeWatch;
import org.jspecify.annotations.Nullable;

/** Scopes and rules as queries that are kept: what comes in is asked all of them at once. One thread asks. */
final class KeptQueries {
    private final ScopeWatch watch;
    private final Map<Mark, Optional<HoldScope>> scopes = new HashMap<>();
    private final Map<Mark, Optional<RecordQuery>> rules = new HashMap<>();

    KeptQueries(ScopeWatch watch) {
        this.watch = watch;
    }

    /**
     * What marks a record: a scope of a hold, or a rule in one of its wordings.
     *
     * @param of the hold's or the rule's id
     */
    record Mark(boolean isHold, UUID of, int number) {
        static Mark of(ScopeVersion scope) {
            return new Mark(true, scope.hold().value(), scope.number());
        }

        static Mark of(RuleVersion rule) {
            return new Mark(false, rule.rule().value(), rule.version());
        }

        ScopeVersion scope() {
            return new ScopeVersion(new HoldId(of), number);
        }

        RuleVersion rule() {
            return new RuleVersion(new RuleId(of), number);
        }

        private String name() {
            return (isHold ? "hold " : "rule ") + of + " " + number;
        }

        private static Mark named(String name) {
            var parts = name.split(" ", 3);
            return new Mark(parts[0].equals("hold"), UUID.fromString(parts[1]), Integer.parseInt(parts[2]));
        }
    }

    /** Keeps exactly these. */
    void keep(Asked asked) {
        var there = new HashSet<Mark>();
        asked.scopes().forEach((version, scope) -> {
            var mark = Mark.of(version);
            there.add(mark);
            boolean read = isRead(mark); // what could not be read is tried again, and watched as soon as it can
            scopes.put(mark, scope);
            if (!read) {
                watch(mark, scope.map(HoldScope::query).orElse(null));
            }
        });
        asked.rules().forEach((version, query) -> {
            var mark = Mark.of(version);
            there.add(mark);
            boolean read = isRead(mark);
            rules.put(mark, query);
            if (!read) {
                watch(mark, query.orElse(null));
            }
        });
        forget(scopes.keySet(), there);
        forget(rules.keySet(), there);
    }

    /** What these facts keep anew. */
    static Set<Mark> made(List<Recorded<?>> batch) {
        var marks = new LinkedHashSet<Mark>();
        for (var recorded : batch) {
            switch (recorded.fact()) {
                case HoldEvent.HoldPlaced placed -> marks.add(new Mark(true, placed.hold().value(), 1));
                case HoldEvent.HoldScopeChanged changed -> marks.add(new Mark(true, changed.hold().value(), changed.number()));
                case RetentionEvent.RuleAdopted adopted -> marks.add(Mark.of(adopted.version()));
                default -> {
                    // makes no mark
                }
            }
        }
        return marks;
    }

    /** Whether it is kept and can be read. */
    boolean isRead(Mark mark) {
        return mark.isHold() ? scope(mark).isPresent() : rules.getOrDefault(mark, Optional.empty()).isPresent();
    }

    /** Whether it is kept, and cannot be read. */
    boolean isUnread(Mark mark) {
        return (mark.isHold() ? scopes : rules).containsKey(mark) && !isRead(mark);
    }

    private void watch(Mark mark, @Nullable RecordQuery query) {
        if (query != null) {
            watch.watch(mark.name(), query);
        }
    }

    private void forget(Set<Mark> known, Set<Mark> there) {
        for (var mark : Set.copyOf(known)) {
            if (!there.contains(mark)) {
                known.remove(mark);
                watch.forget(mark.name());
            }
        }
    }

    boolean isEmpty() {
        return scopes.isEmpty() && rules.isEmpty();
    }

    /** Whether a scope covers whole threads, or a query asks in which thread a record stands. */
    boolean hasThreads() {
        return scopes.values().stream().flatMap(Optional::stream).anyMatch(KeptQueries::hasThreads)
                || rules.values().stream().flatMap(Optional::stream).anyMatch(RecordQuery::ofThreads);
    }

    private static boolean hasThreads(HoldScope scope) {
        var query = scope.query();
        return !scope.threads().isEmpty() || scope.wholeThreads() || (query != null && query.ofThreads());
    }

    /** Whether a scope covers whole threads of what answers its query. */
    boolean hasWholeThreads() {
        return scopes.values().stream().flatMap(Optional::stream).anyMatch(HoldScope::wholeThreads);
    }

    /** Whether what bears this mark by its words has its whole thread marked with it. */
    boolean bringsThreads(Mark mark) {
        return mark.isHold() && scope(mark).map(HoldScope::wholeThreads).orElse(false);
    }

    /** What the query marks by words among all that is stored; empty: it is none, or cannot be read. */
    Optional<RecordQuery> query(Mark mark) {
        return mark.isHold()
                ? scopes.getOrDefault(mark, Optional.empty()).flatMap(scope -> Optional.ofNullable(scope.query()))
                : rules.getOrDefault(mark, Optional.empty());
    }

    Optional<HoldScope> scope(Mark mark) {
        return scopes.getOrDefault(mark, Optional.empty());
    }

    /** All that mark these records by their words, as they are known last. */
    Map<RecordId, Set<Mark>> answered(Collection<SearchableRecord> records) {
        var marks = new HashMap<RecordId, Set<Mark>>();
        watch.answers(records.stream().map(SearchableRecord::asKnownLast).toList())
                .forEach(match -> marks.computeIfAbsent(match.record(), _ -> new HashSet<>()).add(Mark.named(match.name())));
        return marks;
    }

    /** Scopes that cover the record as a single one or by its thread. */
    Set<Mark> byFacts(RecordId record, Collection<RecordId> ancestors) {
        var marks = new HashSet<Mark>();
        scopes.forEach((mark, scope) -> scope.ifPresent(known -> {
            if (known.records().contains(record) || known.threads().contains(record)
                    || ancestors.stream().anyMatch(known.threads()::contains)) {
                marks.add(mark);
            }
        }));
        return marks;
    }
}
