package org.cityarchive.core.capture;

import org.jspecify.annotations.Nullable;

/** What an observation saw. */
public sealed interface Seen {

    /** There, with this content. */
    record Present(Content content) implements Seen {}

    /** Taken from sight but still there; some sources still show the content. */
    record Hidden(@Nullable Content content) implements Seen {}

    /** Gone, confirmed. Never concluded from absence or error. */
    record Gone(ConfirmedBy confirmedBy) implements Seen {}

    default State state() {
        return switch (this) {
            case Present _ -> State.PRESENT;
            case Hidden _ -> State.HIDDEN;
            case Gone _ -> State.GONE;
        };
    }

    default @Nullable Content content() {
        return switch (this) {
            case Present p -> p.content;
            case Hidden h -> h.content;
            case Gone _ -> null;
        };
    }
}
