package org.cityarchive.core.disposition;

import java.util.List;
import java.util.stream.Stream;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.retention.Evaluated;

/**
 * A record as it was prepared for a decision, with what answers it.
 *
 * @param evaluated which scopes and rules match it
 * @param proven whether all that is kept of it was opened and agrees with its commitments
 * @param replies what answers it and is not destroyed, prepared alike
 */
public record Candidate(Evaluated evaluated, boolean proven, List<Candidate> replies) {
    public Candidate {
        replies = List.copyOf(replies);
    }

    public RecordId record() {
        return evaluated.record();
    }

    /** This one, what answers it, and what answers that. */
    public Stream<Candidate> all() {
        return Stream.concat(Stream.of(this), replies.stream().flatMap(Candidate::all));
    }
}
