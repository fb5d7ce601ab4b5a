package org.cityarchive.core.disposition;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.CertificateEvent.SeriesApplied;
import org.cityarchive.core.retention.Obligation;
import org.cityarchive.core.retention.RecordNow;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.retention.SeriesCode;

/**
 * By which series and rules the records of one commit are judged, as the certificate will cite them (LAW.md C.8).
 *
 * @param today the city day of the commit
 */
record Applying(Judged now, LocalDate today, ZoneId city) {

    /** What records have in common. */
    private record Grounds(List<SeriesCode> series, List<RuleVersion> rules) {}

    /** A record, and the last day on which its periods kept it. */
    private record Kept(RecordId record, LocalDate through) {}

    /** One fact for each combination of series and rules among those that are destroyed. */
    List<SeriesApplied> facts(DispositionId disposition, List<Candidate> candidates, Set<RecordId> destroyed) {
        var groups = new LinkedHashMap<Grounds, List<Kept>>();
        for (var candidate : candidates) {
            if (destroyed.contains(candidate.record())) {
                var record = now.records().getOrDefault(candidate.record(), RecordNow.UNKNOWN);
                var grounds = grounds(record, candidate);
                groups.computeIfAbsent(grounds, _ -> new ArrayList<>())
                        .add(new Kept(candidate.record(), through(record, grounds.series())));
            }
        }
        return groups.entrySet().stream().map(group -> fact(disposition, group)).toList();
    }

    private Grounds grounds(RecordNow record, Candidate candidate) {
        var retention = now.retention();
        var classification = retention.classification(record, candidate.evaluated());
        var rules = classification.byException()
                ? List.<RuleVersion>of()
                : retention.rules().stream().filter(candidate.evaluated()::isMatched).sorted().toList();
        return new Grounds(classification.series().keySet().stream().sorted().toList(), rules);
    }

    /** The longest of its obligations; where none is known, nothing kept it beyond its own date. */
    private LocalDate through(RecordNow record, List<SeriesCode> series) {
        var schedules = now.retention().schedules();
        var date = record.date(city);
        return series.stream().flatMap(code -> schedules.wordings(code, today).stream())
                .map(one -> Obligation.of(one, date, record.entered(), schedules))
                .filter(Obligation.Through.class::isInstance).map(one -> ((Obligation.Through) one).day())
                .max(LocalDate::compareTo).orElse(date.day());
    }

    private static SeriesApplied fact(DispositionId disposition, Map.Entry<Grounds, List<Kept>> group) {
        var days = group.getValue().stream().map(Kept::through).sorted().toList();
        return new SeriesApplied(disposition, group.getValue().stream().map(Kept::record).toList(), group.getKey().series(),
                group.getKey().rules(), days.getFirst(), days.getLast());
    }
}
