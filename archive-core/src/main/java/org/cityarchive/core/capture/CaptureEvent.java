package org.cityarchive.core.capture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.jspecify.annotations.Nullable;

/** What became of the things seen on the platforms. Every fact names its record and tells one sighting. */
public sealed interface CaptureEvent extends Fact {
    RecordId record();

    Sighting sighting();

    /** What was sealed with it; null when another fact of the same sighting tells it, or nothing was shown. */
    @Nullable
    Version version();

    /** Whether it tells what was seen of wording and state; else it tells what was kept or learned besides. */
    default boolean tellsSighting() {
        return !(this instanceof MediaCaptured || this instanceof ParentLearned);
    }

    /** When the platform said the thing was made; null where this sighting did not show it. */
    @Nullable
    Instant createdAt();

    /** What the record answers; null where this fact does not say. */
    default @Nullable RecordId parent() {
        return null;
    }

    /** What a record answers, as the first of its facts says that tells it; null: it answers nothing, or no fact says so. */
    static @Nullable RecordId parent(List<? extends Recorded<? extends CaptureEvent>> facts) {
        return facts.stream().map(recorded -> recorded.fact().parent()).filter(Objects::nonNull).findFirst().orElse(null);
    }

    /** The facts of capture among these, in their order. */
    static List<Recorded<CaptureEvent>> among(List<? extends Recorded<?>> facts) {
        var captured = new ArrayList<Recorded<CaptureEvent>>();
        for (var recorded : facts) {
            if (recorded.fact() instanceof CaptureEvent event) {
                captured.add(new Recorded<>(recorded.position(), event, recorded.at(), recorded.by()));
            }
        }
        return captured;
    }

    /** A record's first content. */
    sealed interface Captured extends CaptureEvent {
        Origin origin();

        @Override
        default @Nullable Instant createdAt() {
            return origin().createdAt();
        }
    }

    /** A change of state; carries the origin since a thing may be known only by its going. */
    sealed interface StateObserved extends CaptureEvent {
        Origin origin();

        @Override
        default @Nullable Instant createdAt() {
            return origin().createdAt();
        }
    }

    @Event(namespace = "capture", name = "PostCaptured", version = "1")
    record PostCaptured(@EventTag(key = "record") RecordId record, Origin origin, Sighting sighting, Version version)
            implements
                Captured {}

    /**
     * @param parent what it answers; null when the source does not say
     * @param parentAssumed whether the parent was taken to be on the same account because it was never seen
     */
    @Event(namespace = "capture", name = "CommentCaptured", version = "1")
    record CommentCaptured(@EventTag(key = "record") RecordId record, @EventTag(key = "parent") @Nullable RecordId parent,
            boolean parentAssumed, Origin origin, Sighting sighting, Version version) implements Captured {}

    @Event(namespace = "capture", name = "MessageCaptured", version = "1")
    record MessageCaptured(@EventTag(key = "record") RecordId record, Origin origin, Sighting sighting, Version version)
            implements
                Captured {}

    @Event(namespace = "capture", name = "ProfileCaptured", version = "1")
    record ProfileCaptured(@EventTag(key = "record") RecordId record, Origin origin, Sighting sighting, Version version)
            implements
                Captured {}

    /**
     * Another wording.
     *
     * @param late whether a newer wording was already known
     */
    @Event(namespace = "capture", name = "EditCaptured", version = "1")
    record EditCaptured(@EventTag(key = "record") RecordId record, Sighting sighting, Version version,
            @Nullable Instant createdAt, boolean late)
            implements
                CaptureEvent {}

    /** A known wording, seen earlier or more fully than before: it moves a boundary of the history and is no edit. */
    @Event(namespace = "capture", name = "SightingCaptured", version = "1")
    record SightingCaptured(@EventTag(key = "record") RecordId record, Sighting sighting, Version version,
            @Nullable Instant createdAt, boolean late)
            implements
                CaptureEvent {}

    /**
     * What it answers, where no fact of this life had told it: a message's, or that of a comment that was first seen without. It tells no
     * wording and no state.
     *
     * @param parentAssumed whether the parent was taken to be on the same account because it was never seen
     */
    @Event(namespace = "capture", name = "ParentLearned", version = "1")
    record ParentLearned(@EventTag(key = "record") RecordId record, @EventTag(key = "parent") RecordId parent,
            boolean parentAssumed, Sighting sighting) implements CaptureEvent {
        @Override
        public @Nullable Version version() {
            return null;
        }

        @Override
        public @Nullable Instant createdAt() {
            return null;
        }
    }

    @Event(namespace = "capture", name = "HidingObserved", version = "1")
    record HidingObserved(@EventTag(key = "record") RecordId record, Origin origin, Sighting sighting, @Nullable Version version,
            boolean late) implements StateObserved {}

    @Event(namespace = "capture", name = "UnhidingObserved", version = "1")
    record UnhidingObserved(@EventTag(key = "record") RecordId record, Origin origin, Sighting sighting,
            @Nullable Version version,
            boolean late) implements StateObserved {}

    @Event(namespace = "capture", name = "DeletionObserved", version = "1")
    record DeletionObserved(@EventTag(key = "record") RecordId record, Origin origin, Sighting sighting,
            @Nullable Version version,
            boolean late) implements StateObserved {}

    /**
     * It is there again.
     *
     * @param afterDestruction true: the archive had destroyed it, and this begins another life; absent or false: it had been seen gone
     */
    @Event(namespace = "capture", name = "ReappearanceObserved", version = "2")
    record ReappearanceObserved(@EventTag(key = "record") RecordId record, Origin origin, Sighting sighting,
            @Nullable Version version, boolean late, @Nullable Boolean afterDestruction) implements StateObserved {
        /** Whether it begins another life of a destroyed record. */
        public boolean beginsALife() {
            return Boolean.TRUE.equals(afterDestruction);
        }
    }

    /**
     * Bytes of a medium were sealed.
     *
     * @param index its place among the version's media
     * @param content commitment of its bytes
     * @param bytes their number
     */
    @Event(namespace = "capture", name = "MediaCaptured", version = "1")
    record MediaCaptured(@EventTag(key = "record") RecordId record, Sighting sighting, int number, int index, String mediaType,
            Commitment content, long bytes) implements CaptureEvent {
        @Override
        public @Nullable Version version() {
            return null;
        }

        @Override
        public @Nullable Instant createdAt() {
            return null;
        }
    }
}
