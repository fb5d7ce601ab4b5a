package org.cityarchive.server.hold;

import java.util.List;
import java.util.Locale;

/** The steps in which a hold is prepared, and what each keeps of what is typed. */
enum HoldStep {
    MATTER(1, "Matter", "name and reason"), SCOPE(2, "Scope", "what may not be destroyed"), CUSTODIANS(3, "Custodians",
            "who is told"), PLACE(4, "Place", "read it once more");

    private final int number;
    private final String title;
    private final String words;

    HoldStep(int number, String title, String words) {
        this.number = number;
        this.title = title;
        this.words = words;
    }

    public int number() {
        return number;
    }

    public String title() {
        return title;
    }

    public String words() {
        return words;
    }

    /** As addresses spell it. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Names of the fields that it shows. */
    List<String> keeps() {
        return switch (this) {
            case MATTER -> List.of("matter", "reference", "reason");
            case SCOPE -> List.of("q", "accounts", "authors", "from", "to", "threads", "records");
            case CUSTODIANS -> List.of("custodians");
            case PLACE -> List.of();
        };
    }

    HoldStep next() {
        return switch (this) {
            case MATTER -> SCOPE;
            case SCOPE -> CUSTODIANS;
            case CUSTODIANS, PLACE -> PLACE;
        };
    }
}
