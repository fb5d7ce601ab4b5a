package org.cityarchive.server.retention;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Conditions on retention_record, with {@code :day} for the day that is asked about. */
public final class DueRows {
    private DueRows() {}

    /** Nothing stands in the way on the day. */
    public static String due() {
        return "not destroyed and not (" + Arrays.stream(Reason.values()).map(DueRows::stands)
                .collect(Collectors.joining(" or ")) + ")";
    }

    /** No series keeps it on the day any more, none keeps it for ever: due, or not due for a reason of its own. */
    public static String pastPeriod() {
        return "not destroyed and (kinds & " + Reason.PERMANENT.bit() + ") = 0 and coalesce(kept_through < :day, true)";
    }

    /** The word of the first reason that stands on the day; {@code due} where none does. */
    public static String first() {
        return "case " + Arrays.stream(Reason.values()).map(reason -> "when " + stands(reason) + " then '" + reason.word() + "'")
                .collect(Collectors.joining(" ")) + " else 'due' end";
    }

    /** The bits of all reasons that stand on the day, to be read by {@link Reason#first(int)}. */
    public static String reasons() {
        return Reason.bits();
    }

    private static String stands(Reason reason) {
        return "coalesce(" + reason.condition() + ", false)";
    }
}
