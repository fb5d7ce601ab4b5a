package org.cityarchive.server.system;

import org.jspecify.annotations.Nullable;

/**
 * A part of the archive in plain words.
 *
 * @param name what it is ("Search")
 * @param sentence how it stands ("Search is 14 seconds behind.")
 * @param act what a person does about it; null: nothing is to be done
 * @param href where more is seen; null: only here
 * @param told whether the home page tells it by a row of its own
 */
record SystemPart(String name, Level level, String sentence, @Nullable String act, @Nullable String href, boolean told) {

    /** How it stands. */
    enum Level {
        /** All is well. */
        GOOD("green", "check-circle", "Well"),
        /** Nothing is lost, and somebody looks at it soon. */
        WATCH("amber", "exclamation-circle", "Look at it"),
        /** It does not do what it is for. */
        BROKEN("red", "x-circle", "Broken");

        private final String tone;
        private final String icon;
        private final String word;

        Level(String tone, String icon, String word) {
            this.tone = tone;
            this.icon = icon;
            this.word = word;
        }

        /** Its colour's name. */
        public String tone() {
            return tone;
        }

        /** Its icon's name, without prefix. */
        public String icon() {
            return icon;
        }

        /** As marks say it. */
        public String text() {
            return word;
        }
    }

    static SystemPart good(String name, String sentence) {
        return new SystemPart(name, Level.GOOD, sentence, null, null, false);
    }

    boolean needsSomebody() {
        return level != Level.GOOD;
    }
}
