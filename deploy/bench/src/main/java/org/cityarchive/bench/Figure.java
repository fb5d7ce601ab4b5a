package org.cityarchive.bench;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of the table.
 *
 * @param row the row that measured it; by it a line is measured again
 * @param work what the archive did
 * @param against what the same was done with, or "—"
 * @param parts how the two sides come about: times, rates, counts, by name
 */
record Figure(String row, String work, String against, Goal goal, Spread value, SortedMap<String, Object> parts) {

    static Figure of(String row, String work, String against, Goal goal, Spread value) {
        return new Figure(row, work, against, goal, value, new TreeMap<>());
    }

    Figure with(String part, Object value) {
        var more = new TreeMap<>(parts);
        more.put(part, value instanceof Double number ? (Object) (Math.round(number * 1000) / 1000.0) : value);
        return new Figure(row, work, against, goal, this.value, more);
    }
}
