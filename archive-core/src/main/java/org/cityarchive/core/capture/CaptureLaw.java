package org.cityarchive.core.capture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

import org.cityarchive.core.capture.CaptureChannel.Outcome;
import org.cityarchive.core.capture.CaptureRecords.Offered;
import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Kept;
import org.cityarchive.core.law.Law;
import org.cityarchive.core.law.Recorded;

/**
 * New, edited, gone, back, or seen again: what an observation comes to. Facts are written until they alone tell the same history as all
 * sightings do, so the archive is a function of the set of observations, in whatever order they came (DATA.md §3).
 */
final class CaptureLaw implements Law<CaptureRecords, Boolean> {

    /**
     * An observation's outcome.
     *
     * @param number of the part to be sealed for it; 0 when none is
     */
    record Judgement(Outcome outcome, int number, List<CaptureEvent> facts, List<Kept> kept) {}

    /** Prints have no order that another archive would share; any will do, because {@link Timeline#needed} trusts none. */
    static final Comparator<SortedMap<String, Print>> ANY_ORDER = Comparator.comparing(Object::toString);

    /** The records themselves, and those of which a comment says that nobody had seen them. */
    @Override
    public Boundary boundary(CaptureRecords command) {
        var records = new LinkedHashSet<>(command.standings().byRecord.keySet());
        for (var offer : command.offered()) {
            if (offer.parentAssumed() && offer.parent() != null) {
                records.add(offer.parent());
            }
        }
        var reads = new ArrayList<Boundary.Read>();
        records.forEach(record -> reads
                .add(new Boundary.Read(Set.of(new Boundary.Tagged("record", record.toString())), Set.of())));
        return new Boundary(command.readAt(), reads);
    }

    /** Whether a record of the batch changed since the command was prepared. */
    @Override
    public Boolean initially(CaptureRecords command) {
        return false;
    }

    @Override
    public Boolean evolve(Boolean changed, Recorded<?> fact) {
        return true;
    }

    @Override
    public Decision decide(CaptureRecords command, Boolean changed) {
        if (changed) {
            return new Decision.Outdated("records of the batch changed after position " + command.readAt());
        }
        var facts = new ArrayList<Fact>();
        var kept = new ArrayList<>(command.with());
        for (var judgement : judge(command.standings(), command.offered())) {
            facts.addAll(judgement.facts());
            kept.addAll(judgement.kept());
        }
        return new Decision.Accepted(facts, counted(command, kept));
    }

    /** A decision that adds a sighting to a known record holds only for the sightings it was made from. */
    private static List<Kept> counted(CaptureRecords command, List<Kept> kept) {
        var rows = new ArrayList<Kept>();
        command.standings().byRecord.forEach((record, standing) -> {
            if (!standing.isNew()) {
                rows.add(new Sighted.Count(record, standing.beside().size()));
            }
        });
        boolean touches = kept.size() > command.with().size();
        rows.addAll(kept);
        return touches ? rows : kept;
    }

    /** Judges a batch in its order; each observation stands on what the ones before it came to. */
    static List<Judgement> judge(CaptureRecords.Standings standings, List<Offered> offered) {
        Map<RecordId, RecordStanding> now = new HashMap<>(standings.byRecord);
        var judgements = new ArrayList<Judgement>();
        for (var offer : offered) {
            var standing = now.getOrDefault(offer.record(), RecordStanding.UNKNOWN);
            var judgement = new Judging(standing, offer).judge();
            for (var fact : judgement.facts()) {
                standing = standing.after(fact);
            }
            for (var row : judgement.kept()) {
                standing = row instanceof Sighted sighted ? standing.with(sighted, offer.counterPrint()) : standing;
            }
            now.put(offer.record(), standing);
            judgements.add(judgement);
        }
        return judgements;
    }
}
