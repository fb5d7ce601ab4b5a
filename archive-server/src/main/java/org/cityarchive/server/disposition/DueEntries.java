package org.cityarchive.server.disposition;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionObstacle.Claimed;
import org.cityarchive.core.disposition.DispositionObstacle.OfferNeeded;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.server.disposition.DueList.By;
import org.cityarchive.server.disposition.DueList.Line;
import org.cityarchive.server.disposition.DueList.Share;
import org.cityarchive.server.retention.Reason;
import org.cityarchive.server.retention.Standing;
import org.cityarchive.server.retention.StandingRows;
import org.cityarchive.server.retention.Standings;
import org.jspecify.annotations.Nullable;

/** The due list as people and programs read it: each record with its words, every reason of it, and the open batch that has it. */
final class DueEntries {
    private static final int AT_ONCE = 1_000;

    private final DueList list;
    private final Standings standings;
    private final StandingRows rows;
    private final ListedRows words;
    private final DispositionBatches batches;

    DueEntries(DueList list, Standings standings, StandingRows rows, ListedRows words, DispositionBatches batches) {
        this.list = list;
        this.standings = standings;
        this.rows = rows;
        this.words = words;
        this.batches = batches;
    }

    /**
     * A record of the list.
     *
     * @param since first day on which it is due, where it is
     * @param reasons every one that stands on the day; none: it is due, or it is not yet checked
     * @param isChecked whether all that was captured of it and settled since is counted in
     * @param batch the open batch on whose list it stands already; null: none
     */
    record Entry(Line line, ListedRows.Line words, LocalDate since, List<Obstacle> reasons, boolean isChecked,
            DispositionBatches.@Nullable OnAList batch) {
        public boolean isDue() {
            return line.isDue() && isChecked && reasons.isEmpty();
        }

        /** Due, or not due for nothing but what a list itself does: offer it, hand it over (LAW.md C.8, M-21). */
        public boolean isProposable() {
            return batch == null && isChecked && (isDue() || isUpToAList());
        }

        private boolean isUpToAList() {
            return !reasons.isEmpty() && reasons.stream().allMatch(one -> one instanceof OfferNeeded || one instanceof Claimed);
        }
    }

    /**
     * A page of the list under its bar.
     *
     * @param within how many are within their period, or kept for ever
     * @param total records of the whole list
     * @param waiting records that are not yet checked: they count as they stood before
     */
    record Read(DueList.Bar bar, long within, long total, List<Entry> entries, @Nullable String next, long waiting) {}

    Read read(DueAsked asked, @Nullable String cursor, int limit) {
        long waiting = rows.waiting();
        var bar = list.bar(asked.all());
        var page = list.page(asked.wanted(), cursor, limit);
        return new Read(bar, list.within(asked.all()),
                asked.since() == null ? asked.total(bar) : list.bar(asked.wanted()).due(), entries(page.lines(), asked.day()),
                page.next(),
                waiting);
    }

    /**
     * What comes due on no day that is known.
     *
     * @param counts by the first reason that no day ends
     */
    record Undated(Map<Reason, Long> counts, List<Entry> entries, @Nullable String next) {
        long all() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** A page of it; only null: for whatever reason. */
    Undated undated(@Nullable Reason only, LocalDate today, @Nullable String cursor, int limit) {
        var page = list.undated(only, cursor, limit);
        return new Undated(list.undated(), entries(page.lines(), today), page.next());
    }

    /** What to choose from, on the day: the codes of series, or the years of record dates. */
    List<String> choices(LocalDate day, By by) {
        return list.shares(DueList.Wanted.on(day), by).stream().map(Share::value).filter(value -> !value.isEmpty()).sorted()
                .toList();
    }

    /** All that is due of what is asked, but for what stands on the list of an open batch; at most so many. */
    List<RecordId> due(DueAsked asked, int most) {
        var found = new ArrayList<RecordId>();
        String cursor = null;
        do {
            var page = list.page(asked.all().onlyDue(), cursor, AT_ONCE);
            var records = page.lines().stream().map(Line::record).toList();
            var taken = batches.open(records).stream().map(DispositionBatches.OnAList::record)
                    .collect(Collectors.toCollection(HashSet::new));
            records.stream().filter(record -> !taken.contains(record)).forEach(found::add);
            cursor = page.next();
        } while (cursor != null && found.size() < most);
        return List.copyOf(found.subList(0, Math.min(most, found.size())));
    }

    private List<Entry> entries(List<Line> lines, LocalDate day) {
        var records = lines.stream().map(Line::record).toList();
        var standing = standings.of(records);
        var read = words.lines(records);
        var open = new HashMap<RecordId, DispositionBatches.OnAList>();
        batches.open(records).forEach(one -> open.putIfAbsent(one.record(), one));
        return lines.stream().map(line -> entry(line, read.getOrDefault(line.record(), ListedRows.Line.GONE),
                standing.get(line.record()), day, open.get(line.record()))).toList();
    }

    /** Between the row and what is asked now something may have come: what is neither due nor kept for a reason is not yet checked. */
    private static Entry entry(Line line, ListedRows.Line words, @Nullable Standing standing, LocalDate day,
            DispositionBatches.@Nullable OnAList batch) {
        var reasons = standing == null ? List.<Obstacle>of() : standing.whyNot(day);
        boolean agrees = line.isDue() || !reasons.isEmpty();
        var since = line.dueSince();
        return new Entry(line, words, since == null || since.isAfter(day) ? day : since, reasons,
                standing != null && standing.isChecked() && agrees, batch);
    }
}
