package org.cityarchive.server.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.retention.KeptQueries.Mark;
import org.cityarchive.server.search.SearchableRecords;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.vault.SealBroken;

/**
 * Which scopes and rules mark what came in? Where scopes ask for whole threads, what joins a thread below takes over what marks all of it,
 * and the others of the thread are not looked at again, however many they are; only where it brings a scope that is new to the thread.
 */
record FreshMarks(Connection connection, FactReader facts, Records records, SearchableRecords readable, KeptQueries kept) {

    void mark(MarkRows rows, Set<RecordId> fresh, long upTo) throws SQLException {
        var left = new LinkedHashSet<>(fresh);
        if (kept.hasWholeThreads()) {
            var joined = joined(fresh, upTo);
            rows.set(joined);
            rows.anew(joined.keySet());
            left.removeAll(joined.keySet());
        }
        if (!left.isEmpty()) {
            markAround(rows, left, upTo);
        }
    }

    /** With all whose marks they may change: what answers them, or the whole threads. */
    private void markAround(MarkRows rows, Set<RecordId> fresh, long upTo) throws SQLException {
        var family = kept.hasWholeThreads()
                ? Family.ofThreads(fresh, facts, upTo)
                : Family.of(fresh, kept.hasThreads(), facts, upTo);
        var all = new LinkedHashSet<>(fresh);
        family.replies().values().forEach(all::addAll); // a parent that came late brings its replies into a thread
        family.replies().keySet().stream().filter(family::stands).forEach(all::add);
        all.removeAll(family.destroyed());
        var marks = new HashMap<RecordId, Set<Mark>>();
        var answered = kept.answered(readable(all, upTo).stream().map(one -> one.under(family.ancestors(one.id()))).toList());
        var brought = brought(answered, family);
        for (var record : all) {
            var of = new HashSet<>(answered.getOrDefault(record, Set.of()));
            of.addAll(kept.byFacts(record, family.ancestors(record)));
            of.addAll(brought.getOrDefault(family.first(record), Set.of()));
            marks.put(record, of);
        }
        rows.set(marks);
        rows.anew(all);
    }

    /** By where a thread begins, what marks all of it because of one that stands in it. */
    private Map<RecordId, Set<Mark>> brought(Map<RecordId, Set<Mark>> answered, Family family) {
        var brought = new HashMap<RecordId, Set<Mark>>();
        if (kept.hasWholeThreads()) {
            answered.forEach((record, marks) -> marks.stream().filter(kept::bringsThreads)
                    .forEach(mark -> brought.computeIfAbsent(family.first(record), _ -> new HashSet<>()).add(mark)));
        }
        return brought;
    }

    /** What does not open is named by the audit, and marked by nothing here. */
    private Collection<SearchableRecord> readable(Set<RecordId> all, long upTo) {
        try {
            return readable.of(records.open(all, upTo));
        } catch (SealBroken _) {
            var opened = new HashMap<RecordId, Records.Opened>();
            for (var record : all) {
                try {
                    opened.putAll(records.open(Set.of(record), upTo));
                } catch (SealBroken broken) {
                    System.getLogger(FreshMarks.class.getName()).log(System.Logger.Level.WARNING, "a record is not marked: {0}",
                            broken.trouble());
                }
            }
            return readable.of(opened);
        }
    }

    /**
     * Those that a thread was there for when they came, and that bring nothing new to it, each with its marks. One that bears what it no
     * longer answers may be the one that brought it: its whole thread is asked again.
     */
    private Map<RecordId, Set<Mark>> joined(Set<RecordId> fresh, long upTo) throws SQLException {
        var family = Family.of(fresh, true, facts, upTo);
        var below = fresh.stream().filter(record -> family.stands(record) && family.record(record).parent().isPresent()
                && fresh.containsAll(family.replies().getOrDefault(record, Set.of())))
                .sorted(Comparator.comparingInt(record -> family.ancestors(record).size())).toList();
        var whole = wholly(below, fresh, family, upTo);
        var answered = kept.answered(readable(Set.copyOf(below), upTo).stream()
                .map(one -> one.under(family.ancestors(one.id()))).toList());
        var had = MarkedRecords.marks(connection, below);
        var joined = new HashMap<RecordId, Set<Mark>>();
        for (var record : below) {
            var parent = family.record(record).parent().orElseThrow();
            var above = joined.containsKey(parent)
                    ? Optional.of(bringing(joined.get(parent)))
                    : Optional.ofNullable(whole.get(parent));
            var of = new HashSet<>(answered.getOrDefault(record, Set.of()));
            if (above.isPresent() && above.get().containsAll(bringing(of))
                    && of.containsAll(bringing(had.getOrDefault(record, Set.of())))) {
                of.addAll(kept.byFacts(record, family.ancestors(record)));
                of.addAll(above.get());
                joined.put(record, of);
            }
        }
        return joined;
    }

    private Set<Mark> bringing(Collection<Mark> marks) {
        return marks.stream().filter(kept::bringsThreads).collect(Collectors.toSet());
    }

    /**
     * What marks the whole threads of what is answered, by that: told by its marks, or by another answer's where it was never captured. Not
     * told where such a scope names that one besides: it may then be marked alone.
     */
    private Map<RecordId, Set<Mark>> wholly(List<RecordId> below, Set<RecordId> fresh, Family family, long upTo)
            throws SQLException {
        var witnesses = new HashMap<RecordId, RecordId>();
        for (var record : below) {
            var parent = family.record(record).parent().orElseThrow();
            if (family.stands(parent)) {
                witnesses.put(parent, parent);
            } else if (!family.record(parent).isKnown()) {
                var other = anotherAnswer(parent, fresh);
                other.ifPresent(one -> witnesses.put(parent, one));
            }
        }
        witnesses.values().removeAll(fresh);
        var told = MarkedRecords.marks(connection, witnesses.values());
        var lines = Family.of(witnesses.values(), false, facts, upTo);
        var whole = new HashMap<RecordId, Set<Mark>>();
        witnesses.forEach((parent, witness) -> {
            var marks = bringing(told.getOrDefault(witness, Set.of()));
            if (kept.byFacts(witness, lines.ancestors(witness)).stream().noneMatch(marks::contains)) {
                whole.put(parent, marks);
            }
        });
        return whole;
    }

    /** One that was marked before these came. */
    private Optional<RecordId> anotherAnswer(RecordId parent, Set<RecordId> fresh) throws SQLException {
        try (var select = connection.prepareStatement(
                "select record from retention_record where parent = ? and not destroyed and record <> all(?) limit 1")) {
            select.setObject(1, parent.value());
            select.setArray(2, connection.createArrayOf("uuid", fresh.stream().map(RecordId::value).toArray()));
            try (var row = select.executeQuery()) {
                return row.next() ? Optional.of(new RecordId(row.getObject(1, UUID.class))) : Optional.empty();
            }
        }
    }
}
