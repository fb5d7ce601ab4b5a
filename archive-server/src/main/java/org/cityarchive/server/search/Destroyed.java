package org.cityarchive.server.search;

import java.util.Locale;

/**
 * Records that a search could have found, were they not destroyed; counted by what remains of them: account, kind, time, series.
 *
 * @param since how many of them were destroyed after the knowledge that was asked for
 * @param certain whether all of them answer; else words, authors or media are asked for, which are gone
 * @param past whether an earlier knowledge was asked for
 */
record Destroyed(long total, long since, boolean certain, boolean past) {

    boolean isNone() {
        return total == 0;
    }

    /** Such as "3 records". */
    public String number() {
        return records(total);
    }

    /** What follows the number. */
    public String rest() {
        var were = total == 1 ? " was" : " were";
        var later = past && since > 0
                ? since == total ? " since that day" : ", " + plain(since) + " of them since that day,"
                : "";
        return certain
                ? (total == 1 ? " that answers" : " that answer") + were + " destroyed" + later
                        + ", lawfully, and" + (total == 1 ? " is" : " are") + " no longer counted above."
                : " in this scope" + were + " destroyed" + later
                        + " and cannot be searched by words. Whether " + (total == 1 ? "it" : "they")
                        + " would answer is not known.";
    }

    /** Such as "3 records in this scope were destroyed and cannot be searched by words. Whether they would answer is not known." */
    String sentence() {
        return number() + rest();
    }

    private static String records(long count) {
        return plain(count) + (count == 1 ? " record" : " records");
    }

    private static String plain(long count) {
        return String.format(Locale.US, "%,d", count);
    }
}
