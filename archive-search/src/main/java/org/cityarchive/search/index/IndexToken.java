package org.cityarchive.search.index;

import java.util.Map;
import java.util.Optional;

/**
 * What a commit of the index says of itself: up to which fact it reads, and how it is laid out. Both are part of the commit, so index
 * and token never part.
 */
record IndexToken(long position) {
    /** Changes whenever fields or words are written in another way; an index of another layout is built again. */
    private static final String LAYOUT = "3";

    Map<String, String> data() {
        return Map.of("position", Long.toString(position), "layout", LAYOUT);
    }

    /** Empty: the commit is of another layout. */
    static Optional<IndexToken> of(Map<String, String> data) {
        var position = data.get("position");
        return LAYOUT.equals(data.get("layout")) && position != null
                ? Optional.of(new IndexToken(Long.parseLong(position)))
                : Optional.empty();
    }
}
