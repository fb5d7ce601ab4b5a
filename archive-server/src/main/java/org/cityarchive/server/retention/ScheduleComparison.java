package org.cityarchive.server.retention;

import java.util.ArrayList;
import java.util.List;
import java.util.LinkedHashSet;
import java.util.stream.Stream;

import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.capture.WordDiff;
import org.jspecify.annotations.Nullable;

/** Two versions of a schedule, series by series. */
record ScheduleComparison(List<Line> lines, long changed) {

    /** What became of a series. */
    enum Became {
        SAME("nothing"), CHANGED("changed"), ADDED("new"), TAKEN_OUT("taken out");

        private final String words;

        Became(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * One series in both.
     *
     * @param now in the first; null: it is new
     * @param then in the second; null: it is taken out
     * @param keeps how long, by words
     * @param agreed whether the state's subcommittee must agree to its end
     */
    record Line(SeriesCode code, @Nullable SeriesLine now, @Nullable SeriesLine then, Became became, WordDiff title,
            WordDiff keeps, WordDiff action, WordDiff agreed, WordDiff note) {
        /** Whether it is in both under two titles. */
        public boolean isRenamed() {
            return now != null && then != null && !title.isEmpty();
        }

        /** The one to name it by. */
        public String heading() {
            var shown = then == null ? now : then;
            return shown == null ? code.value() : shown.title();
        }
    }

    static ScheduleComparison of(List<SeriesLine> now, List<SeriesLine> then) {
        var codes = new LinkedHashSet<SeriesCode>();
        Stream.concat(then.stream(), now.stream()).map(line -> line.series().code()).forEach(codes::add);
        var lines = new ArrayList<Line>();
        for (var code : codes) {
            lines.add(line(code, find(now, code), find(then, code)));
        }
        return new ScheduleComparison(List.copyOf(lines), lines.stream().filter(line -> line.became() != Became.SAME).count());
    }

    private static @Nullable SeriesLine find(List<SeriesLine> lines, SeriesCode code) {
        return lines.stream().filter(line -> line.series().code().equals(code)).findFirst().orElse(null);
    }

    private static Line line(SeriesCode code, @Nullable SeriesLine now, @Nullable SeriesLine then) {
        var became = now == null
                ? Became.ADDED
                : then == null ? Became.TAKEN_OUT : now.equals(then) ? Became.SAME : Became.CHANGED;
        return new Line(code, now, then, became, diff(now == null ? "" : now.title(), then == null ? "" : then.title()),
                diff(now == null ? "" : now.keeps(), then == null ? "" : then.keeps()),
                diff(now == null ? "" : now.then(), then == null ? "" : then.then()),
                diff(agreed(now), agreed(then)), diff(source(now), source(then)));
    }

    private static String agreed(@Nullable SeriesLine line) {
        return line == null ? "" : "subcommittee " + InWords.agrees(line.series().subcommittee());
    }

    private static String source(@Nullable SeriesLine line) {
        return line == null ? "" : (line.schedule() + ", version " + line.version() + ". " + line.note()).strip();
    }

    private static WordDiff diff(String before, String after) {
        return WordDiff.of(before, after);
    }
}
