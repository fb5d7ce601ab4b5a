package org.cityarchive.server.retention;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.cityarchive.core.disposition.Candidate;
import org.cityarchive.core.disposition.DispositionNow;
import org.cityarchive.core.disposition.Judged;
import org.cityarchive.core.retention.Obstacle;

/**
 * Records made ready for a decision, and what was known when they were.
 *
 * @param candidates one for each record that was asked for, in their order
 * @param judged what the facts said of them all, under no disposition
 * @param position up to which the facts were read: what a proposal was judged at
 */
public record Prepared(List<Candidate> candidates, Judged judged, long position) {
    public Prepared {
        candidates = List.copyOf(candidates);
    }

    /** Everything that stands between a candidate and its destruction, whenever it stands. */
    public List<Obstacle> obstacles(Candidate candidate, LocalDate today, ZoneId city) {
        return judged.obstacles(candidate, today, city);
    }

    /** The same, as a disposition's facts change it: its offers, and who claimed what. */
    public Prepared under(DispositionNow disposition) {
        return new Prepared(candidates,
                new Judged(judged.retention(), judged.requests(), disposition, judged.records(), judged.replies(),
                        judged.destroyed()),
                position);
    }
}
