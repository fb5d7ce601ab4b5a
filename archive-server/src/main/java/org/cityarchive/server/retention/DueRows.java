package org.cityarchive.server.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
        return whosePeriodIsOver() + " and (kinds & " + Reason.PERMANENT.bit() + ") = 0";
    }

    /** The word of the first reason that stands on the day; {@code due} where none does. */
    public static String first() {
        return "case " + Arrays.stream(Reason.values()).map(reason -> "when " + stands(reason) + " then '" + reason.word() + "'")
                .collect(Collectors.joining(" ")) + " else 'due' end";
    }

    /** No day of a period is left: past its period, or kept for ever. How many these are the database knows beforehand. */
    public static String whosePeriodIsOver() {
        return "not destroyed and (kept_through is null or kept_through < :day)";
    }

    /**
     * By what all that stands on the day is counted, for {@link #bits}: a number of which there are few and conditions, so that
     * the database knows how few the groups are, and counts while it reads.
     */
    public static String groups() {
        return "kinds, " + Reason.ON_A_DAY.stream().map(DueRows::datedToo).collect(Collectors.joining(", "));
    }

    /** The columns of {@link #groups} by their places. */
    public static String places() {
        return IntStream.rangeClosed(1, 1 + Reason.ON_A_DAY.size()).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String datedToo(Reason reason) {
        return "coalesce(" + reason.dated() + ", false)";
    }

    /** The bits of all that stands on the day, for {@link Reason#first(int)}, of a row that begins with {@link #groups}. */
    public static int bits(ResultSet row) throws SQLException {
        int bits = row.getInt(1);
        for (int i = 0; i < Reason.ON_A_DAY.size(); i++) {
            bits |= row.getBoolean(2 + i) ? Reason.ON_A_DAY.get(i).bit() : 0;
        }
        return bits;
    }

    private static String stands(Reason reason) {
        return "coalesce(" + reason.condition() + ", false)";
    }
}
