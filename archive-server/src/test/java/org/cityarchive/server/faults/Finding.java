package org.cityarchive.server.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found after a fault.
 *
 * @param lost acknowledged, and not there
 * @param duplicated there more than once
 * @param wrong there by half, other than it was sent, or promised otherwise than it came
 * @param notes each of these in words, and what was measured
 */
record Finding(long lost, long duplicated, long wrong, List<String> notes) {
    static final Finding NOTHING = new Finding(0, 0, 0, List.of());

    static Finding wrong(String what) {
        return new Finding(0, 0, 1, List.of(what));
    }

    static Finding note(String what) {
        return new Finding(0, 0, 0, List.of(what));
    }

    /** Wrong where it does not hold. */
    static Finding expect(boolean holds, String otherwise) {
        return holds ? NOTHING : wrong(otherwise);
    }

    Finding and(Finding other) {
        var both = new ArrayList<>(notes);
        both.addAll(other.notes);
        return new Finding(lost + other.lost, duplicated + other.duplicated, wrong + other.wrong, List.copyOf(both));
    }

    boolean isClean() {
        return lost + duplicated + wrong == 0;
    }
}
