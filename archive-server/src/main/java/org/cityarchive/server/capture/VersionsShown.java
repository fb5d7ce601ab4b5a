package org.cityarchive.server.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.cityarchive.core.capture.RecordHistory.Wording;
import org.cityarchive.core.capture.Sighted;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Every version of a record, and two of them beside each other.
 *
 * @param first the two that are compared; null where there are not two
 * @param together whether they are shown as one text
 * @param media what became of the media between them, in words
 * @param lookBefore when the record was looked at before the second was first seen; null where that is not known
 */
public record VersionsShown(List<Row> rows, @Nullable Wording first, @Nullable Wording second, @Nullable WordDiff diff,
        boolean together, @Nullable String media, @Nullable Instant lookBefore) {

    /**
     * A version in the list.
     *
     * @param letters of its text
     */
    public record Row(Wording wording, int words, String begins, int letters) {
        private static final int LONGEST = 90;

        static Row of(Wording wording) {
            var known = RecordHistoryEntries.text(wording);
            int words = (int) WordDiff.words(known).stream().filter(w -> Character.isLetterOrDigit(w.codePointAt(0))).count();
            var fold = Fold.of(known, LONGEST, LONGEST, 0);
            return new Row(wording, words, fold.isFolded() ? fold.start() + "…" : known, fold.characters());
        }
    }

    static VersionsShown of(RecordAt record, Parameters given) {
        var wordings = record.wordings();
        var rows = wordings.stream().map(Row::of).toList();
        if (wordings.size() < 2) {
            return new VersionsShown(rows, null, null, null, false, null, null);
        }
        int to = number(given, "to", wordings.size(), wordings.size());
        int from = number(given, "from", Math.max(1, to - 1), wordings.size());
        var first = wordings.get(from - 1);
        var second = wordings.get(to - 1);
        return new VersionsShown(rows, first, second,
                WordDiff.of(RecordHistoryEntries.text(first), RecordHistoryEntries.text(second)),
                "one".equals(given.text("view").orElse("")), media(first, second), lookBefore(record, second));
    }

    private static int number(Parameters given, String name, int otherwise, int most) {
        return given.number(name).map(asked -> {
            if (asked < 1 || asked > most) {
                throw new BadParameter(name,
                        "The parameter " + name + " takes a number from 1 to " + most + ": so many versions this record has.");
            }
            return Math.toIntExact(asked);
        }).orElse(otherwise);
    }

    /** The two sides, older choice first. */
    public List<Wording> sides() {
        return first == null || second == null ? List.of() : List.of(first, second);
    }

    /** Such as "12 min 0 s after version 1"; empty for the first. */
    public String after(Wording wording) {
        return wording.number() == 1
                ? "first one seen"
                : CityTimes.length(Duration.between(rows.get(wording.number() - 2).wording().from(), wording.from()))
                        + " after version " + (wording.number() - 1) + (wording.to() == null ? ", last one seen" : "");
    }

    /** Such as "19 h 14 m": how long nobody had looked when the second version was seen. */
    public String blind() {
        return lookBefore == null || second == null
                ? ""
                : CityTimes.length(Duration.between(lookBefore, second.sighting().observedAt()));
    }

    private static String media(Wording first, Wording second) {
        var before = first.content().media();
        var after = second.content().media();
        if (before == null || after == null) {
            return before == null && after == null ? "not shown by the source" : "not shown by the source of one of them";
        }
        return before.equals(after) ? "unchanged" : "changed";
    }

    private static @Nullable Instant lookBefore(RecordAt record, Wording second) {
        var seen = second.sighting().observedAt();
        return Stream.concat(record.view().facts().stream().map(f -> f.fact().sighting()),
                record.view().beside().stream().map(Sighted::sighting)).map(s -> s.observedAt()).filter(at -> at.isBefore(seen))
                .max(Instant::compareTo).orElse(null);
    }
}
