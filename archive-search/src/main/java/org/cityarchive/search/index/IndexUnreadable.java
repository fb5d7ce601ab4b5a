package org.cityarchive.search.index;

/** The index folder is damaged, incomplete or of another layout; the index must be built again from the facts. */
public final class IndexUnreadable extends RuntimeException {
    IndexUnreadable(String why, Throwable cause) {
        super(sentence(why), cause);
    }

    IndexUnreadable(String why) {
        super(sentence(why));
    }

    private static String sentence(String why) {
        return "The search index cannot be used: " + why + " It must be built again; no record is lost. Run: archive rebuild";
    }
}
