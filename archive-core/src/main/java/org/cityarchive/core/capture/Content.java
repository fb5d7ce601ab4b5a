package org.cityarchive.core.capture;

import java.util.List;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

/**
 * What a source showed of a record, once. A null member was not shown: absent is not empty (PLATFORMS.md §1.2).
 *
 * @param text as the platform gives it: not trimmed, not normalised
 * @param parent native id of what this answers
 * @param counters samples; never a version
 * @param createdAt the platform's claim, as given, when it could not be read as an instant
 */
public record Content(@Nullable String text, @Nullable Author author, @Nullable String parent, @Nullable String url,
        @Nullable String lang, @Nullable List<Media> media, SortedMap<String, Long> counters, @Nullable String createdAt) {

    /** Who wrote it, as the platform says. */
    public record Author(@Nullable String id, @Nullable String name) {}

    /**
     * A picture, film or file shown with it.
     *
     * @param id the platform's own id of the medium, where it gives one
     * @param alt the description as the platform gave it
     * @param sha256 lower-case hex, where the source gives it
     */
    public record Media(@Nullable String id, String url, @Nullable String type, @Nullable String alt, @Nullable String sha256) {}
}
