package org.cityarchive.server.retention;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.retention.Difference;
import org.cityarchive.core.retention.Difference.Kind;
import org.cityarchive.core.retention.Keeping;
import org.cityarchive.core.retention.SeriesCode;
import org.jspecify.annotations.Nullable;

/** What a draft changes, record by record: small, so that a million of them fit, and counted at the end, when replies are known. */
final class WhatIfTally {
    private static final int NOW = 1;
    private static final int THEN = 2;
    private static final int CONFIRMED = 4;
    private static final int DESTROYED = 8;
    private static final int MOVED = 16;

    private final List<Row> rows = new ArrayList<>();
    private final Map<RecordId, Row> byId = new HashMap<>();

    /** A record: what keeps it, and on which sides nothing of its own stands in its way. */
    private static final class Row {
        private final RecordId id;
        private final @Nullable UUID account;
        private final @Nullable UUID parent;
        private final short year;
        private final @Nullable Keeping now;
        private final @Nullable Keeping then;
        private int free;

        Row(Seen seen) {
            this.id = seen.id();
            this.account = seen.account();
            this.parent = seen.parent();
            this.year = (short) seen.dated().getYear();
            this.now = seen.now();
            this.then = seen.then();
            this.free = (seen.dueNow() ? NOW : 0) | (seen.dueThen() ? THEN : 0) | (seen.dueConfirmed() ? CONFIRMED : 0)
                    | (seen.destroyed() ? DESTROYED : 0)
                    | (seen.otherSeries() ? MOVED : 0);
        }

        Difference difference() {
            return new Difference(Optional.ofNullable(now), Optional.ofNullable(then), (free & MOVED) != 0,
                    (free & NOW) != 0, (free & THEN) != 0, (free & CONFIRMED) != 0);
        }
    }

    /** A record as both sides see it, its replies left aside. */
    record Seen(RecordId id, @Nullable UUID account, @Nullable UUID parent, LocalDate dated, @Nullable Keeping now,
            @Nullable Keeping then, boolean otherSeries, boolean dueNow, boolean dueThen, boolean dueConfirmed,
            boolean destroyed) {}

    /** Which records of a kind are meant: null is whatever it is. */
    record Only(@Nullable SeriesCode series, @Nullable UUID account, @Nullable Integer year) {
        static final Only ALL = new Only(null, null, null);

        private boolean holds(Row row) {
            return (series == null || isOf(row, series)) && (account == null || account.equals(row.account))
                    && (year == null || year == row.year);
        }
    }

    /** How many of one kind, and of which accounts, years and series. */
    static final class Counts {
        private long all;
        private final Map<UUID, Long> accounts = new HashMap<>();
        private final Map<Integer, Long> years = new HashMap<>();
        private final Map<SeriesCode, Long> series = new HashMap<>();

        long all() {
            return all;
        }

        Map<UUID, Long> accounts() {
            return accounts;
        }

        Map<Integer, Long> years() {
            return years;
        }

        Map<SeriesCode, Long> series() {
            return series;
        }

        private void add(Row row) {
            all++;
            years.merge((int) row.year, 1L, Long::sum);
            if (row.account != null) {
                accounts.merge(row.account, 1L, Long::sum);
            }
            var keeping = row.then == null ? row.now : row.then;
            if (keeping != null) {
                series.merge(keeping.series().code(), 1L, Long::sum);
            }
        }
    }

    void add(Seen seen) {
        var row = new Row(seen);
        rows.add(row);
        byId.put(row.id, row);
    }

    long records() {
        return rows.stream().filter(row -> (row.free & DESTROYED) == 0).count();
    }

    /** A record waits for what answers it: what keeps a reply keeps all that it answers. */
    void waitForReplies(boolean now, boolean then) {
        int sides = (now ? NOW : 0) | (then ? THEN | CONFIRMED : 0);
        for (var row : rows) {
            if ((row.free & DESTROYED) == 0) {
                keepAbove(row, sides & ~row.free);
            }
        }
    }

    private void keepAbove(Row row, int kept) {
        var parent = row.parent == null ? null : byId.get(new RecordId(row.parent));
        int left = kept;
        while (parent != null && left != 0) {
            left &= parent.free; // where it is kept already, its own turn keeps all above it
            parent.free &= ~left;
            parent = parent.parent == null || (parent.free & DESTROYED) != 0 ? null : byId.get(new RecordId(parent.parent));
        }
    }

    /** Counts by kind; kinds of which there are none are not left out. */
    Map<Kind, Counts> counts() {
        var counts = new EnumMap<Kind, Counts>(Kind.class);
        for (var kind : Kind.values()) {
            counts.put(kind, new Counts());
        }
        for (var row : rows) {
            kinds(row).forEach(kind -> counts.computeIfAbsent(kind, _ -> new Counts()).add(row));
        }
        return counts;
    }

    private static Set<Kind> kinds(Row row) {
        return (row.free & DESTROYED) == 0 ? row.difference().kinds() : EnumSet.noneOf(Kind.class);
    }

    /** How many are due now, and would be. */
    long due(boolean then) {
        return rows.stream().filter(row -> (row.free & DESTROYED) == 0 && (row.free & (then ? THEN : NOW)) != 0).count();
    }

    /** Whether the record is due now and would not be. */
    boolean leaves(RecordId record) {
        var row = byId.get(record);
        return row != null && kinds(row).contains(Kind.NO_LONGER_DUE);
    }

    /** What becomes of one record; null: it is not among them. */
    @Nullable
    Difference of(RecordId record) {
        var row = byId.get(record);
        return row == null ? null : row.difference();
    }

    /** The records of a kind, in the order of their ids, from a place on. */
    List<RecordId> list(Kind kind, Only only, long from, int most) {
        return rows.stream().filter(row -> only.holds(row) && kinds(row).contains(kind)).skip(from).limit(most)
                .map(row -> row.id).toList();
    }

    /** How many of a kind are meant. */
    long count(Kind kind, Only only) {
        return rows.stream().filter(row -> only.holds(row) && kinds(row).contains(kind)).count();
    }

    /** All records that would be due. */
    Set<RecordId> dueThen() {
        return rows.stream().filter(row -> (row.free & DESTROYED) == 0 && (row.free & THEN) != 0).map(row -> row.id)
                .collect(Collectors.toSet());
    }

    private static boolean isOf(Row row, SeriesCode series) {
        var keeping = row.then == null ? row.now : row.then;
        return keeping != null && keeping.series().code().equals(series);
    }
}
