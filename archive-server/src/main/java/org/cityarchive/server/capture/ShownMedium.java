package org.cityarchive.server.capture;

import org.cityarchive.server.web.VisibleText;
import java.util.Locale;

import org.cityarchive.core.capture.Content.Media;
import org.jspecify.annotations.Nullable;

/**
 * A medium of a version, and what the archive holds of it.
 *
 * @param name such as "Photo 1"
 * @param bytes size of what is kept; 0 where nothing is
 * @param broken which part is missing or changed, in words; null where none is
 */
public record ShownMedium(int index, Media medium, String name, Held held, long bytes, @Nullable String broken) {
    private static final int LONGEST_TYPE = 30;

    /** What is held. */
    public enum Held {
        /** An image that the page draws. */
        IMAGE,
        /** Bytes that are given as a file only. */
        FILE,
        /** A fact says that bytes were kept, and they are not there or not the same. */
        BROKEN,
        /** Its address alone: no source delivered bytes. */
        ADDRESS
    }

    static ShownMedium of(int index, Media medium, Held held, long bytes, @Nullable String broken) {
        var type = medium.type() == null ? "" : VisibleText.line(medium.type(), LONGEST_TYPE);
        var word = type.isEmpty() ? "Medium" : type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
        return new ShownMedium(index, medium, word + " " + (index + 1), held, bytes, broken);
    }

    /** The description as the platform gave it; null when it gave none. */
    public @Nullable String description() {
        return medium.alt() == null || medium.alt().isBlank() ? null : medium.alt();
    }

    /** Such as "1,482 bytes". */
    public String size() {
        return FactWords.size(bytes);
    }

    /** For templates. */
    public String kind() {
        return held.name();
    }
}
