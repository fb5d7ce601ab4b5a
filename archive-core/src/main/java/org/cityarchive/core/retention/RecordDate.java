package org.cityarchive.core.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.cityarchive.core.capture.CaptureEvent;
import org.jspecify.annotations.Nullable;

/**
 * The day from which the law counts a record's age: of its making or its last edit on the platform, whichever is later (LAW.md C.3).
 *
 * @param day in the city's zone
 */
public record RecordDate(LocalDate day, Basis basis) {
    private static final int OFFER_AFTER_YEARS = 50;

    /** Where the day comes from. */
    public enum Basis {
        PLATFORM,
        /** The platform said no time: the day on which it was first captured, which is later and so the safe one. */
        CAPTURE
    }

    /**
     * Read off the facts alone.
     *
     * @param facts of one record, at least one
     * @param city the zone in which law is counted, never a fixed offset
     */
    public static RecordDate of(List<CaptureEvent> facts, ZoneId city) {
        var latest = facts.stream().flatMap(RecordDate::platformTimes).max(Comparator.naturalOrder()).orElse(null);
        if (latest != null && facts.stream().map(CaptureEvent::createdAt).anyMatch(Objects::nonNull)) {
            return new RecordDate(latest.atZone(city).toLocalDate(), Basis.PLATFORM);
        }
        var captured = facts.stream().map(f -> f.sighting().observedAt()).min(Comparator.naturalOrder()).orElseThrow();
        return new RecordDate(later(captured, latest).atZone(city).toLocalDate(), Basis.CAPTURE);
    }

    /** An edit without the platform's time counts from when it was seen: later, and so safe. */
    private static Stream<Instant> platformTimes(CaptureEvent fact) {
        var edited = fact instanceof CaptureEvent.EditCaptured ? fact.sighting().effective() : fact.sighting().versionTime();
        return Stream.of(fact.createdAt(), edited).flatMap(Stream::ofNullable);
    }

    private static Instant later(Instant captured, @Nullable Instant edited) {
        return edited == null || edited.isBefore(captured) ? captured : edited;
    }

    public FiscalYear fiscalYear() {
        return FiscalYear.of(day);
    }

    /** The last day on which it is not yet over 50 years old; after it, it must be offered before it may go (LAW.md M-21). */
    public LocalDate lastDayWithoutOffer() {
        return day.plusYears(OFFER_AFTER_YEARS);
    }
}
