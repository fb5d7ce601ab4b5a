package org.cityarchive.server.capture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.RecordHistory.Wording;
import org.cityarchive.core.capture.Sighted;
import org.cityarchive.core.law.Recorded;
import org.jspecify.annotations.Nullable;

/** A record's facts as its history shows them: with what an edit changed, and how often the same came again. */
final class RecordHistoryEntries {
    private RecordHistoryEntries() {}

    /**
     * A fact and what stands with it.
     *
     * @param diff what an edit changed; null for what is no edit
     * @param again how often the same was seen again, without a new fact
     * @param lastAgain when last; null where it was not seen again
     * @param brought the import that brought it, and who started it; null where it came another way
     */
    record Entry(FactWords fact, @Nullable WordDiff diff, int again, @Nullable Instant lastAgain,
            RecordUses.@Nullable Brought brought) {
        /** Such as "came 3 times: 0 new facts". */
        public String times() {
            return "came " + (again + 1) + " times: 0 new facts";
        }
    }

    /** The last kept first. */
    static List<Entry> of(RecordAt record, Map<String, RecordUses.Brought> imports) {
        var view = record.view();
        var again = again(view);
        var entries = new ArrayList<Entry>();
        for (var fact : FactWords.all(view).reversed()) {
            var seen = again.getOrDefault(fact.recorded().position(), List.of());
            entries.add(new Entry(fact, diff(view, fact), seen.size(), seen.isEmpty() ? null : seen.getLast(),
                    imports.get(fact.recorded().by().correlation())));
        }
        return List.copyOf(entries);
    }

    /** Each sighting that told nothing new stands with the fact that had told the same before. */
    private static Map<Long, List<Instant>> again(RecordView view) {
        var again = new HashMap<Long, List<Instant>>();
        for (var sighted : view.beside()) {
            var fact = view.facts().stream().filter(f -> isSame(f, sighted))
                    .filter(f -> !f.fact().sighting().observedAt().isAfter(sighted.sighting().observedAt()))
                    .max(Comparator.comparing(f -> f.fact().sighting().observedAt()))
                    .or(() -> view.facts().stream().filter(f -> isSame(f, sighted)).findFirst());
            fact.ifPresent(f -> again.computeIfAbsent(f.position(), _ -> new ArrayList<>()).add(sighted.sighting().observedAt()));
        }
        return again;
    }

    private static boolean isSame(Recorded<CaptureEvent> recorded, Sighted sighted) {
        var fact = recorded.fact();
        var version = fact.version();
        return fact.tellsSighting() && fact.sighting().state() == sighted.sighting().state()
                && (sighted.part() == 0 || (version != null && version.number() == sighted.part()));
    }

    private static @Nullable WordDiff diff(RecordView view, FactWords fact) {
        int number = fact.version();
        return number < 2 || !fact.isOfThePlatform()
                ? null
                : WordDiff.of(text(view.history().wordings().get(number - 2)), text(view.history().wordings().get(number - 1)));
    }

    static String text(Wording wording) {
        return Objects.requireNonNullElse(wording.content().text(), "");
    }
}
