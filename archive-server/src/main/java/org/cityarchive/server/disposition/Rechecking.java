package org.cityarchive.server.disposition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.Candidate;
import org.cityarchive.core.disposition.DispositionCommand;
import org.cityarchive.core.disposition.DispositionEvent.NoticeServed;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.disposition.DispositionNow;
import org.cityarchive.core.disposition.Judged;
import org.cityarchive.core.disposition.JudgedPart;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Retry;
import org.cityarchive.core.retention.Obligation;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.RecordDate;
import org.cityarchive.core.retention.RecordNow;
import org.cityarchive.core.retention.Series;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.retention.Prepared;
import org.cityarchive.server.retention.Preparing;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.web.CityTimes;
import org.jspecify.annotations.Nullable;

/**
 * Judges records as the destroying decision will, from facts and vault as they are now: so that people see beforehand what it would say.
 * What it says permits nothing.
 */
final class Rechecking {
    private final Preparing preparing;
    private final FactReader facts;
    private final CityTimes times;

    Rechecking(Preparing preparing, FactReader facts, CityTimes times) {
        this.preparing = preparing;
        this.facts = facts;
        this.times = times;
    }

    /**
     * What was found.
     *
     * @param position up to which facts were looked at
     * @param series by code, all wordings that count
     */
    record Checked(long position, Instant at, List<Found> found, Map<SeriesCode, List<Series>> series) {
        /** The records in whose way something of these kinds stands. */
        List<Found> with(Collection<Class<? extends Obstacle>> kinds) {
            return found.stream()
                    .filter(one -> one.standing().stream().anyMatch(o -> kinds.stream().anyMatch(k -> k.isInstance(o))))
                    .toList();
        }
    }

    /**
     * One record.
     *
     * @param standing what stands in its way today, in the order of the law's formula
     * @param series it belongs to
     * @param through the last day on which its periods keep it; null: no day is known
     * @param confidential whether a series of it says that it ends confidentially
     */
    record Found(RecordId record, List<Obstacle> standing, RecordDate date, List<SeriesCode> series,
            @Nullable LocalDate through, boolean proven, boolean confidential) {}

    /** Judges records of a disposition's list for a day. */
    Checked check(DispositionId disposition, List<RecordId> records, LocalDate day) {
        var at = times.now();
        var found = new ArrayList<Found>();
        var series = new HashMap<SeriesCode, List<Series>>();
        long position = facts.head();
        for (int from = 0; from < records.size(); from += DispositionCommand.MOST) {
            var prepared = prepared(disposition, records.subList(from, Math.min(records.size(), from + DispositionCommand.MOST)),
                    day);
            position = Math.min(position, prepared.position());
            found.addAll(found(prepared, day, series));
        }
        return new Checked(position, at, List.copyOf(found), Map.copyOf(series));
    }

    /** Judges a part of a list, at most {@link DispositionCommand#MOST} records, for a day: again where something moved meanwhile. */
    CheckedList.Part part(DispositionId disposition, List<RecordId> records, LocalDate day) {
        return Retry.CONFLICT.on(_ -> partNow(disposition, records, day));
    }

    private CheckedList.Part partNow(DispositionId disposition, List<RecordId> records, LocalDate day) {
        var at = times.now();
        var series = new HashMap<SeriesCode, List<Series>>();
        var prepared = prepared(disposition, records, day);
        // what the destroying decision would send back may not be called fit to go
        prepared.candidates().stream().flatMap(one -> prepared.judged().outdated(one, day).stream()).findFirst()
                .ifPresent(moved -> {
                    throw new Failure.StoreBusy(moved);
                });
        var checked = new Checked(prepared.position(), at, found(prepared, day, series), series);
        return new CheckedList.Part(JudgedPart.of(prepared.candidates(), prepared.position(), day), at, ListTally.of(checked));
    }

    private Prepared prepared(DispositionId disposition, List<RecordId> group, LocalDate day) {
        var plain = preparing.prepare(group, day);
        var all = plain.candidates().stream().flatMap(Candidate::all).map(Candidate::record).distinct().toList();
        return plain.under(offered(disposition, all, plain.position()));
    }

    private List<Found> found(Prepared prepared, LocalDate day, Map<SeriesCode, List<Series>> series) {
        return prepared.candidates().stream().flatMap(one -> found(one, prepared.judged(), day, series).stream()).toList();
    }

    private Optional<Found> found(Candidate candidate, Judged now, LocalDate day, Map<SeriesCode, List<Series>> wordings) {
        var record = now.records().getOrDefault(candidate.record(), RecordNow.UNKNOWN);
        if (!record.isKnown()) {
            return Optional.empty();
        }
        var date = record.date(times.city());
        var series = List.copyOf(now.retention().classification(record, candidate.evaluated()).series().keySet());
        LocalDate through = null;
        boolean known = !series.isEmpty();
        for (var code : series) {
            var these = wordings.computeIfAbsent(code, _ -> now.retention().schedules().wordings(code, day));
            for (var one : these) {
                if (Obligation.of(one, date, record.entered(),
                        now.retention().schedules()) instanceof Obligation.Through(var _, var last)) {
                    through = through == null || last.isAfter(through) ? last : through;
                } else {
                    known = false;
                }
            }
        }
        return Optional.of(new Found(candidate.record(),
                now.obstacles(candidate, day, times.city()).stream().filter(o -> o.standsOn(day)).toList(), date, series,
                known ? through : null, candidate.proven(), now.isConfidential(candidate, day)));
    }

    /** How far the disposition is now, and who claimed these records, on whatever list. */
    DispositionNow standing(DispositionId disposition, List<RecordId> records) {
        return standing(disposition, Set.of(), records, facts.head());
    }

    /** Who claimed these records, on whatever list, and who has them; nothing of the rest of the disposition's list. */
    DispositionNow claims(DispositionId disposition, List<RecordId> records) {
        return offered(disposition, records, facts.head());
    }

    /** The same without who stands on its list, which is as long as that: what may stand in these records' way. */
    private DispositionNow offered(DispositionId disposition, List<RecordId> records, long upTo) {
        return standing(disposition, Set.of(NoticeServed.class), records, upTo);
    }

    private DispositionNow standing(DispositionId disposition, Set<Class<? extends Fact>> types, List<RecordId> records,
            long upTo) {
        var told = new TreeMap<Long, Fact>();
        facts.tagged("disposition", List.of(disposition.toString()), types, upTo).values()
                .forEach(some -> some.forEach(one -> told.put(one.position(), one.fact())));
        facts.tagged("record", records.stream().map(RecordId::toString).distinct().toList(), upTo).values()
                .forEach(some -> some.forEach(one -> told.put(one.position(), one.fact())));
        var now = DispositionNow.none(disposition);
        for (var fact : told.values()) {
            now = now.with(fact);
        }
        return now;
    }
}
