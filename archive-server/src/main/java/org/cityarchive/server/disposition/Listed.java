package org.cityarchive.server.disposition;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.jspecify.annotations.Nullable;

/**
 * A record on a batch's list.
 *
 * @param place from 1
 * @param because why it dropped out, as {@link org.cityarchive.core.disposition.DispositionEvent.Because} spelled in small letters; null
 *        where it did not
 * @param words id of a person's reason; null where there is none
 * @param markedAt when it was last marked, excepted or destroyed; null: not yet
 */
public record Listed(RecordId record, int place, State state, @Nullable String because, @Nullable UUID words,
        @Nullable Instant markedAt) {

    /** How far a record of a list is. */
    public enum State {
        /** Nobody has looked at it. */
        LISTED,
        /** Looked at and left in. */
        REVIEWED,
        /** Dropped out. */
        EXCEPTED, DESTROYED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst().orElseThrow();
        }
    }

    /** Why it dropped out, as people say it. */
    public String reason() {
        return because == null ? "" : switch (because) {
            case "by-a-person" -> "kept by a person";
            case "held" -> "on hold";
            case "in-request" -> "in an open request";
            case "not-eligible" -> "no longer due";
            case "reply-kept" -> "a reply is still kept";
            case "claimed" -> "claimed, not handed over";
            case "not-handed-over" -> "to be handed over, no receipt";
            case "destroyed-already" -> "destroyed already";
            default -> because;
        };
    }
}
