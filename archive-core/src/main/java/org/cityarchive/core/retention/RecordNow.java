package org.cityarchive.core.retention;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.law.TrieSet;
import org.cityarchive.core.retention.RetentionEvent.ClassificationConfirmed;
import org.cityarchive.core.retention.RetentionEvent.RecordClassified;
import org.cityarchive.core.retention.RetentionEvent.TriggerResolved;

/**
 * What the facts of one record say about how long it is kept.
 *
 * @param captured its facts of capture, in their order
 * @param capturedAt position of the last of them; 0 where there is none
 * @param exception the clerk's last word on its series; one without series has ended
 * @param entered trigger dates that people entered for it
 * @param confirmed wordings of rules of which a person said that they classify it rightly
 */
public record RecordNow(List<CaptureEvent> captured, long capturedAt, Optional<RecordClassified> exception,
        Map<Trigger, LocalDate> entered, Set<RuleVersion> confirmed) {
    public static final RecordNow UNKNOWN = new RecordNow(List.of(), 0, Optional.empty(), Map.of(), Set.of());

    /** With one more fact of this record; facts of other kinds change nothing. */
    public RecordNow with(Recorded<?> recorded) {
        return switch (recorded.fact()) {
            case CaptureEvent captured -> {
                var all = new ArrayList<>(captured());
                all.add(captured);
                yield new RecordNow(List.copyOf(all), recorded.position(), exception, entered, confirmed);
            }
            case RecordClassified classified -> excepted(classified);
            case TriggerResolved resolved -> {
                var all = new EnumMap<Trigger, LocalDate>(Trigger.class);
                all.putAll(entered);
                all.put(resolved.trigger(), resolved.on());
                yield new RecordNow(captured, capturedAt, exception, Map.copyOf(all), confirmed);
            }
            case ClassificationConfirmed one -> new RecordNow(captured, capturedAt, exception, entered,
                    TrieSet.of(confirmed).with(one.version()));
            default -> this;
        };
    }

    RecordNow excepted(RecordClassified classified) {
        return new RecordNow(captured, capturedAt, Optional.of(classified), entered, confirmed);
    }

    /** What it answers; empty: nothing, or no fact says so. */
    public Optional<RecordId> parent() {
        return captured.stream().flatMap(fact -> Stream.ofNullable(fact.parent())).findFirst();
    }

    /** Whether a fact of capture tells of it. */
    public boolean isKnown() {
        return !captured.isEmpty();
    }

    /**
     * The day from which its age counts.
     *
     * @throws java.util.NoSuchElementException no fact of capture tells of it
     */
    public RecordDate date(ZoneId city) {
        return RecordDate.of(captured, city);
    }
}
