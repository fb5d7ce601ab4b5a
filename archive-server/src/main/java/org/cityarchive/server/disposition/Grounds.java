package org.cityarchive.server.disposition;

import java.util.Locale;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.cityarchive.core.disposition.CertificateEvent.SeriesApplied;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.request.RequestEvent.RequestClosed;
import org.cityarchive.core.request.RequestEvent.RequestReceived;
import org.cityarchive.core.retention.RetentionEvent.ScheduleAdopted;
import org.cityarchive.core.retention.RetentionEvent.SeriesConfirmed;
import org.cityarchive.core.retention.RetentionNow;
import org.cityarchive.core.retention.Series;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.disposition.Certificate.SeriesWords;
import org.cityarchive.server.retention.InWords;
import org.cityarchive.server.retention.RetentionWords;
import org.cityarchive.server.store.FactReader;
import org.jspecify.annotations.Nullable;

/**
 * What was settled for all records when a list was carried out: the holds and requests that each was asked for, and the schedules.
 *
 * @param confirmed where two people read a series, by schedule and code
 */
record Grounds(RetentionNow now, int openRequests, Map<String, SeriesConfirmed> confirmed, LocalDate on, RetentionWords words) {
    private static final int PAGE = 1_000;
    private static final Set<Class<? extends Fact>> READS = reads();

    private static Set<Class<? extends Fact>> reads() {
        var reads = new HashSet<Class<? extends Fact>>(RetentionNow.READS);
        reads.addAll(Set.of(RequestReceived.class, RequestClosed.class));
        return Set.copyOf(reads);
    }

    /** As of a position, for a city day. */
    static Grounds at(FactReader reader, long position, LocalDate on, RetentionWords words) {
        var now = RetentionNow.NONE;
        var confirmed = new HashMap<String, SeriesConfirmed>();
        int open = 0;
        for (long from = 0; from < position;) {
            var batch = reader.after(from, READS, PAGE);
            for (var recorded : batch.facts()) {
                if (recorded.position() <= position) {
                    now = now.with(recorded);
                    switch (recorded.fact()) {
                        case SeriesConfirmed one -> confirmed.put(one.schedule() + " " + one.series(), one);
                        case RequestReceived _ -> open++;
                        case RequestClosed _ -> open--;
                        default -> {
                            // folded above
                        }
                    }
                }
            }
            from = batch.upTo();
        }
        return new Grounds(now, open, Map.copyOf(confirmed), on, words);
    }

    /** Holds of which a scope could stand in the way on that day. */
    int holds() {
        return (int) now.holds().binding(on).keySet().stream().map(scope -> scope.hold()).distinct().count();
    }

    /** Each series of a line, in the words of the schedule of that day. */
    List<SeriesWords> words(SeriesApplied applied) {
        return words(applied.series());
    }

    /** The same of these series. */
    List<SeriesWords> words(List<SeriesCode> series) {
        return series.stream()
                .flatMap(code -> now.schedules().newest(on).stream().map(schedule -> words(schedule, code)))
                .toList();
    }

    private SeriesWords words(ScheduleAdopted schedule, SeriesCode code) {
        var series = now.schedules().wording(code, on);
        var said = said(schedule, code);
        var place = Optional.ofNullable(confirmed.get(schedule.schedule() + " " + code)).map(one -> words.of(one.words()))
                .filter(one -> one.containsKey("item")).map(one -> "item " + one.get("item")
                        + (one.containsKey("page") ? ", page " + one.get("page") : ""));
        return new SeriesWords(code.value(), said.getOrDefault("title", code.value()), schedule(said), place.orElse(null),
                series.map(one -> InWords.period(one.period())).orElse("not in the schedule any more"),
                series.map(one -> InWords.trigger(one.trigger())).orElse(""),
                series.map(one -> InWords.then(one.action())).orElse(""),
                series.map(Series::subcommittee).map(one -> one.name().toLowerCase(Locale.ROOT)).orElse(null));
    }

    private static @Nullable String schedule(Map<String, String> said) {
        var named = said.get("schedule");
        return named == null ? null : said.containsKey("version") ? named + ", " + said.get("version") : named;
    }

    private Map<String, String> said(ScheduleAdopted schedule, SeriesCode code) {
        var said = new HashMap<String, String>();
        var kept = words.read(schedule.words()).orElseGet(Map::of);
        if (kept.get("series") instanceof Map<?, ?> series && series.get(code.value()) instanceof Map<?, ?> line) {
            line.forEach((name, value) -> {
                if (name instanceof String key && value instanceof String text && !text.isBlank()) {
                    said.put(key, text);
                }
            });
        }
        return said;
    }
}
