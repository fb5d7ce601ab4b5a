package org.cityarchive.server.capture;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.law.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * One fact of a record as the API gives it.
 *
 * @param fact its stable name
 * @param at when the archive kept it
 * @param observedAt when a source saw it
 * @param versionTime when the platform says it happened
 * @param version the wording that it told, in shown order; absent when it told none
 * @param sentence the fact in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FactJson(long position, String fact, Instant at, Instant observedAt, @Nullable Instant versionTime, String state,
        @Nullable String confirmedBy, String source, @Nullable Integer version, String sentence, By by) {

    /** Who kept it, in which role then. */
    public record By(String actor, String role) {}

    static FactJson of(RecordView view, Recorded<CaptureEvent> recorded) {
        var fact = recorded.fact();
        var words = FactWords.of(view, recorded);
        var sighting = fact.sighting();
        return new FactJson(recorded.position(), "capture." + fact.getClass().getSimpleName(), recorded.at(),
                sighting.observedAt(),
                sighting.versionTime(), RecordAt.word(sighting.state()),
                sighting.confirmedBy() == null ? null : RecordAt.word(sighting.confirmedBy()), sighting.source(),
                words.version() == 0 ? null : words.version(), words.title() + ". " + words.sentence(),
                new By(recorded.by().actor(), recorded.by().role()));
    }
}
