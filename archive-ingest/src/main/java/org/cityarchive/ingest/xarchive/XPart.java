package org.cityarchive.ingest.xarchive;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A .js file of the archive that is read.
 *
 * @param name as the zip names it
 * @param number of the part, from 0
 */
record XPart(Role role, String name, int number) {

    /** What a part holds, in the order of reading. */
    enum Role {
        TWEETS("tweets?|community-tweets?", 1), DELETED("deleted-tweets?", 1), MESSAGES("direct-messages?(-group)?",
                4), PROFILE("profile", 1), NOTES("note-tweets?", 1), ACCOUNT("account", 1), MANIFEST("manifest", 0);

        private final Pattern words;
        private final int depth;

        Role(String words, int depth) {
            this.words = Pattern.compile(words);
            this.depth = depth;
        }

        /** How many arrays and objects stand around one thing. */
        int depth() {
            return depth;
        }

        /** Whether its elements are entries of their own; the others only tell about these. */
        boolean isRead() {
            return this == TWEETS || this == DELETED || this == MESSAGES || this == PROFILE;
        }

        /** By the file's or the global's name, words joined by "-". */
        static Optional<Role> of(String name) {
            for (var role : values()) {
                if (role.words.matcher(name).matches()) {
                    return Optional.of(role);
                }
            }
            return Optional.empty();
        }
    }

    private static final Pattern FILE = Pattern.compile("([a-z-]+?)(?:-part(\\d{1,6}))?\\.js");

    /** The part of this file name, if it is one that is read. */
    static Optional<XPart> of(String path) {
        var file = FILE.matcher(path.substring(path.lastIndexOf('/') + 1));
        if (!file.matches()) {
            return Optional.empty();
        }
        int number = file.group(2) == null ? 0 : Integer.parseInt(file.group(2));
        return Role.of(file.group(1)).map(role -> new XPart(role, path, number));
    }

    /** Its folder, with the sign that ends it. */
    String folder() {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }
}
