package org.cityarchive.core.capture;

import java.util.Set;
import java.util.SortedMap;

import org.cityarchive.core.law.Kept;

/**
 * A sighting that told nothing new, kept so that a later one can be put in its place (DATA.md §3).
 *
 * @param part number of the sealed part that holds the wording seen; 0 when none was shown
 * @param shown names of the version fields it showed
 * @param counters samples taken with it, by name
 */
public record Sighted(RecordId record, Sighting sighting, int part, Set<String> shown, SortedMap<String, Long> counters)
        implements
            Kept {

    /** States that a record had this many such rows when the decision was prepared; the commit is refused when it has others now. */
    public record Count(RecordId record, int rows) implements Kept {}
}
