package org.cityarchive.server.hold;

import org.cityarchive.server.web.BadParameter;

/** What the words of a hold must be before they are kept. */
final class Matters {
    private Matters() {}

    /** @throws BadParameter a word lacks, or is too long */
    static Matter checked(Matter matter) {
        line("matter", "Name the matter", matter.name(), true);
        line("reference", "The reference", matter.reference(), false);
        if (matter.reason().isBlank() || matter.reason().length() > Matter.LONGEST_REASON) {
            throw new BadParameter("reason", "Say why these records must be kept, in at most " + Matter.LONGEST_REASON
                    + " characters; custodians read it.");
        }
        return matter;
    }

    private static void line(String field, String words, String text, boolean needed) {
        if ((needed && text.isBlank()) || text.length() > Matter.LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new BadParameter(field, words + ": " + (needed ? "1 to " : "at most ") + Matter.LONGEST
                    + " characters on one line.");
        }
    }
}
