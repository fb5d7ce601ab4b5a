package org.cityarchive.server.capture;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

import org.cityarchive.core.capture.AuthorKind;
import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.RecordHistory;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.Sighted;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.account.AccountRegister;
import org.jspecify.annotations.Nullable;

/**
 * A record opened for reading, as the archive knew it at a position.
 *
 * @param facts what it is read off, in order
 * @param account the city account it belongs to
 * @param parentNativeId what it answers, as the platform names it
 * @param parent the same, as the archive names it
 * @param authorKind whose words its last wording is
 * @param lastObservedAt when it was last seen, in any state
 * @param samples counters by the time they were seen
 * @param beside sightings that told nothing new, oldest first; none for what was known at an earlier position
 * @param media bytes of media that its facts say are sealed
 */
public record RecordView(RecordHistory history, List<Recorded<CaptureEvent>> facts, AccountRegister.Entry account,
        String nativeId,
        @Nullable String parentNativeId, @Nullable RecordId parent, AuthorKind authorKind, Instant lastObservedAt,
        SortedMap<Instant, SortedMap<String, Long>> samples, List<Sighted> beside, List<KeptMedium> media) {
    /**
     * A medium whose bytes were sealed.
     *
     * @param shown as the source described it; null when the sealed content does not list it
     */
    public record KeptMedium(CaptureEvent.MediaCaptured fact, Content.@Nullable Media shown) {}

    /** The record's id. */
    public RecordId record() {
        return history.record();
    }
}
