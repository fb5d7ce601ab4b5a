package org.cityarchive.server.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.BiConsumer;
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
        return whosePeriodIsOver() + " and (kinds & " + Reason.PERMANENT.bit() + ") = 0";
    }

    /** No day is known from which nothing stands in the way: a deed must come first, or it is kept for ever. */
    public static String undated() {
        return "not destroyed and due_on is null";
    }

    /** Of what is undated, the word of the first reason that no day ends; what only an offer ends has none but that. */
    public static String endless() {
        return "case " + Arrays.stream(Reason.values()).filter(reason -> reason != Reason.OFFER)
                .map(reason -> "when (kinds & " + reason.bit() + ") <> 0 then '" + reason.word() + "'")
                .collect(Collectors.joining(" ")) + " else '" + Reason.OFFER.word() + "' end";
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

    /** What is counted of rows, grouped by {@code kinds}, for {@link #each}: their number, and by which date the first of them are kept. */
    public static String counts() {
        var counts = new StringBuilder("kinds, count(*)");
        var before = new StringBuilder();
        for (var reason : Reason.ON_A_DAY) {
            counts.append(", count(*) filter (where ").append(before).append(reason.dated()).append(')');
            before.append('(').append(reason.dated()).append(") is not true and ");
        }
        return counts.toString();
    }

    /** The bits for {@link Reason#first(int)}, and how many rows have them, of a row of {@link #counts}. */
    public static void each(ResultSet row, BiConsumer<Integer, Long> counted) throws SQLException {
        int kinds = row.getInt(1);
        long rest = row.getLong(2);
        for (int i = 0; i < Reason.ON_A_DAY.size(); i++) {
            long some = row.getLong(3 + i);
            counted.accept(kinds | Reason.ON_A_DAY.get(i).bit(), some);
            rest -= some;
        }
        counted.accept(kinds, rest);
    }

    private static String stands(Reason reason) {
        return "coalesce(" + reason.condition() + ", false)";
    }
}
