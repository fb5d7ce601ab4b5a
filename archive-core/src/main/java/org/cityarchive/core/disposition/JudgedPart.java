package org.cityarchive.core.disposition;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.cityarchive.core.capture.RecordId;

/**
 * Records of a long list in whose way nothing was found to stand, judged before the list's decision: it stands for as long as no fact comes
 * that the judgement had to know of.
 *
 * @param judgedAt position up to which facts were known
 * @param on city day for which it was judged
 * @param around these records, what they answer, what answers them, and the rest of threads that are asked for whole
 */
public record JudgedPart(long judgedAt, LocalDate on, Set<RecordId> records, Set<RecordId> around) {
    /** Judged for no day, so that it never stands: with it the law only says no, or that there is nothing to decide. */
    public static final JudgedPart OF_NO_DAY = new JudgedPart(0, LocalDate.MIN, Set.of(), Set.of());

    public JudgedPart {
        records = Set.copyOf(records);
        around = records.equals(around) ? records : Set.copyOf(around);
    }

    /** @param candidates nothing stands in the way of any of them */
    public static JudgedPart of(List<Candidate> candidates, long judgedAt, LocalDate on) {
        var records = new HashSet<RecordId>();
        candidates.forEach(candidate -> records.add(candidate.record()));
        return new JudgedPart(judgedAt, on, records, around(candidates));
    }

    /** The records of whose facts a judgement of these must know. */
    static Set<RecordId> around(List<Candidate> candidates) {
        var around = new HashSet<RecordId>();
        // what answers many is one candidate below each of them, and a thread that is told whole is told with each record of it
        Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());
        candidates.forEach(candidate -> add(candidate, around, met));
        return around;
    }

    private static void add(Candidate candidate, Set<RecordId> around, Set<Object> met) {
        if (met.add(candidate)) {
            around.add(candidate.record());
            around.addAll(candidate.evaluated().ancestors());
            if (met.add(candidate.evaluated().thread())) {
                around.addAll(candidate.evaluated().thread());
            }
            candidate.replies().forEach(reply -> add(reply, around, met));
        }
    }

    /** Whether it was judged for that day, knowing all that came. */
    boolean stands(LocalDate day, Newest newest) {
        return on.equals(day) && newest.ofAll() <= judgedAt
                && around.stream().allMatch(record -> newest.of(record) <= judgedAt);
    }
}
