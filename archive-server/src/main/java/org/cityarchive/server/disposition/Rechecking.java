package org.cityarchive.server.disposition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.Candidate;
import org.cityarchive.core.disposition.DispositionCommand;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.disposition.Judged;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.request.RequestEvent.RequestClosed;
import org.cityarchive.core.retention.Obligation;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.RecordDate;
import org.cityarchive.core.retention.RecordNow;
import org.cityarchive.core.retention.RetentionNow;
import org.cityarchive.core.retention.Series;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.people.City;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.web.CityTimes;
import org.jspecify.annotations.Nullable;

/**
 * Judges records as the destroying decision will, from facts and vault as they are now: so that people see beforehand what it would say.
 * What it says permits nothing.
 */
final class Rechecking {
    private static final int FACTS_AT_ONCE = 10_000;

    private final Candidates candidates;
    private final FactReader facts;
    private final City city;
    private final CityTimes times;

    Rechecking(Candidates candidates, FactReader facts, City city, CityTimes times) {
        this.candidates = candidates;
        this.facts = facts;
        this.city = city;
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
     */
    record Found(RecordId record, List<Obstacle> standing, RecordDate date, List<SeriesCode> series,
            @Nullable LocalDate through, boolean proven) {}

    /** Judges records of a disposition's list for a day. */
    Checked check(DispositionId disposition, List<RecordId> records, LocalDate day) {
        var at = times.now();
        var found = new ArrayList<Found>();
        var series = new HashMap<SeriesCode, List<Series>>();
        long position = facts.head();
        for (int from = 0; from < records.size(); from += DispositionCommand.MOST) {
            var group = records.subList(from, Math.min(records.size(), from + DispositionCommand.MOST));
            var prepared = candidates.prepare(group);
            position = Math.min(position, prepared.position());
            var now = fold(disposition, prepared.candidates(), prepared.position());
            prepared.candidates().stream().flatMap(one -> found(one, now, day, series).stream()).forEach(found::add);
        }
        return new Checked(position, at, List.copyOf(found), Map.copyOf(series));
    }

    private Optional<Found> found(Candidate candidate, Judged now, LocalDate day, Map<SeriesCode, List<Series>> wordings) {
        var record = now.records().getOrDefault(candidate.record(), RecordNow.UNKNOWN);
        if (!record.isKnown()) {
            return Optional.empty();
        }
        var date = record.date(city.zone());
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
                now.obstacles(candidate, day, city.zone()).stream().filter(o -> o.standsOn(day)).toList(), date, series,
                known ? through : null, candidate.proven()));
    }

    /** The facts that a decision about these candidates would read, folded. */
    private Judged fold(DispositionId disposition, List<Candidate> some, long upTo) {
        var all = new TreeMap<Long, Recorded<?>>();
        settled(upTo).forEach(fact -> all.put(fact.position(), fact));
        var records = new LinkedHashSet<String>();
        some.forEach(one -> names(one, records));
        tagged("disposition", Set.of(disposition.toString()), upTo, all);
        tagged("record", records, upTo, all);
        tagged("parent", records, upTo, all);
        var now = Judged.nothing(disposition);
        for (var fact : all.values()) {
            now = now.with(fact);
        }
        return now;
    }

    private static void names(Candidate one, Set<String> names) {
        names.add(one.record().toString());
        one.evaluated().ancestors().forEach(ancestor -> names.add(ancestor.toString()));
        one.replies().forEach(reply -> names(reply, names));
    }

    private void tagged(String key, Set<String> values, long upTo, Map<Long, Recorded<?>> all) {
        facts.tagged(key, values, upTo).values().forEach(some -> some.forEach(fact -> all.put(fact.position(), fact)));
    }

    /** What is settled for all records alike, and which requests are closed. */
    private List<Recorded<?>> settled(long upTo) {
        Set<Class<? extends Fact>> types = new HashSet<>(RetentionNow.READS);
        types.add(RequestClosed.class);
        var settled = new ArrayList<Recorded<?>>();
        long position = 0;
        while (position < upTo) {
            var batch = facts.after(position, types, FACTS_AT_ONCE);
            batch.facts().stream().filter(fact -> fact.position() <= upTo).forEach(settled::add);
            if (batch.upTo() <= position) {
                break;
            }
            position = batch.upTo();
        }
        return settled;
    }
}
