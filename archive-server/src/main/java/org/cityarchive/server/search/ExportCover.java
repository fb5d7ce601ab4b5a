package org.cityarchive.server.search;

import java.util.Locale;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.cityarchive.core.search.QueryReading;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.server.web.CityTimes;
import org.jspecify.annotations.Nullable;

/**
 * What every export says of itself: what was asked, of which knowledge, and how much was found.
 *
 * @param by who exported, in words
 * @param typed the query as typed; empty for everything
 * @param reading the query and its filters in plain words
 * @param chosen whether the records were chosen one by one
 * @param asOf as the platform stood then; null: as last known
 * @param position the archive's knowledge that is shown
 * @param positionAt when the fact at that position was kept
 * @param madeAt when the export was asked for
 * @param destroyed what it misses because it was destroyed; null: nothing, or records were chosen one by one
 */
record ExportCover(long number, String city, String by, String typed, String reading, boolean chosen, @Nullable Instant asOf,
        long position, Instant positionAt, Instant madeAt, long total, boolean allVersions, @Nullable Destroyed destroyed) {

    static String reading(Asked asked, ExportWish wish) {
        if (wish.isChosen()) {
            return wish.ids().size() == 1 ? "One record, chosen by hand." : wish.ids().size() + " records, chosen by hand.";
        }
        return asked.query() instanceof RecordQuery.Everything ? "Reads as: every record." : QueryReading.of(asked.query());
    }

    /** Such as "63 records". */
    String count() {
        return String.format(Locale.US, "%,d %s", total, total == 1 ? "record" : "records");
    }

    /** What was searched and up to when, sentence by sentence. */
    List<String> scope(CityTimes times) {
        var scope = new ArrayList<String>();
        scope.add("As the archive knew it at position " + position
                + (position == 0 ? ", when it held nothing." : ", " + times.second(positionAt) + "."));
        if (asOf != null) {
            scope.add("As the platform stood on " + times.second(asOf) + ".");
        }
        scope.add(allVersions ? "Every kept wording of each record is told." : "The wording that stood is told.");
        scope.add("Series, due days and holds are those of the day of this export.");
        if (destroyed != null) {
            scope.add(destroyed.sentence());
        }
        return scope;
    }
}
