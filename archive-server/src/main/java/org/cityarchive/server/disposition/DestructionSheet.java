package org.cityarchive.server.disposition;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.cityarchive.core.disposition.DispositionEvent.DispositionApproved;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.disposition.Certificate.SeriesLine;
import org.cityarchive.server.disposition.Certificate.Span;
import org.cityarchive.server.disposition.ListTally.Group;
import org.cityarchive.server.retention.RetentionWords;
import org.cityarchive.server.security.Roles;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.web.CityTimes;
import org.jspecify.annotations.Nullable;

/**
 * The table by series of the document that a city signs before records go and keeps 30 years (form RM88, LAW.md C.8): what awaits its end as
 * it is judged now, and what has gone as its certificate has it.
 */
final class DestructionSheet {
    private final DispositionBatches batches;
    private final ListChecks checks;
    private final IssuedCertificates issued;
    private final Certificates certificates;
    private final FactReader facts;
    private final RetentionWords words;
    private final CityTimes times;

    DestructionSheet(DispositionBatches batches, ListChecks checks, IssuedCertificates issued, Certificates certificates,
            FactReader facts, RetentionWords words, CityTimes times) {
        this.times = times;
        this.batches = batches;
        this.checks = checks;
        this.issued = issued;
        this.certificates = certificates;
        this.facts = facts;
        this.words = words;
    }

    /**
     * Records of the same series.
     *
     * @param cited code, schedule, place, period, trigger and action of each series
     * @param gone whether they are destroyed
     */
    record Line(String title, List<String> cited, String dated, String keptThrough, long records, boolean gone) {
        static Line of(SeriesLine line, boolean gone) {
            return new Line(CertificateWords.titled(line), CertificateWords.cite(line), CertificatePaper.days(line.dated()),
                    CertificatePaper.days(line.keptThrough()), line.count(), gone);
        }
    }

    /**
     * What the document says.
     *
     * @param lines what has gone, then what awaits its end
     * @param asked of which holds and requests each was asked, up to which fact; empty: nothing awaits its end
     * @param approverRole in which role the second person approved, as people say it; null: nobody has
     */
    record Sheet(List<Line> lines, String asked, @Nullable String approverRole) {}

    Sheet sheet(Batch batch, LocalDate today) {
        var disposition = batch.disposition();
        var lines = new ArrayList<Line>();
        if (issued.last(disposition.value()).isPresent()) {
            certificates.of(disposition.value()).certificate().series().forEach(line -> lines.add(Line.of(line, true)));
        }
        var asked = "";
        if (!batches.awaiting(disposition).isEmpty()) {
            var checked = checks.now(disposition, today);
            var grounds = Grounds.at(facts, checked.position(), today, words);
            checked.tally().groups().values().forEach(group -> lines.add(Line.of(line(group, grounds), false)));
            asked = ("Last on %s, at position %,d of the log: each record against the %d holds in force and the %d open"
                    + " requests, its schedule and its proof")
                    .formatted(times.second(checked.at()), checked.position(), grounds.holds(), grounds.openRequests());
        }
        return new Sheet(List.copyOf(lines), asked, batch.approved() == null ? null : approverRole(disposition));
    }

    /** As its fact has it: who was manager then may be somebody else by now. */
    private @Nullable String approverRole(DispositionId disposition) {
        var id = disposition.toString();
        return facts.tagged("disposition", List.of(id), Set.of(DispositionApproved.class), Long.MAX_VALUE)
                .getOrDefault(id, List.of()).stream().map(one -> Roles.title(Roles.of(one.by().role()))).findFirst().orElse(null);
    }

    private static SeriesLine line(Group group, Grounds grounds) {
        return new SeriesLine(group.series().stream().map(SeriesCode::value).toList(), grounds.words(group.series()), List.of(),
                new Span<>(group.from(), group.to()), new Span<>(group.keptFrom(), group.keptTo()),
                Math.toIntExact(group.records()));
    }
}
