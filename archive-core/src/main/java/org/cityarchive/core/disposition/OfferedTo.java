package org.cityarchive.core.disposition;

import java.util.Locale;

/** Who may take what is over 50 years old, in the order in which the law has it offered (LAW.md M-21, MCA 2-6-1205(1)). */
public enum OfferedTo {
    HISTORICAL_SOCIETY("Montana Historical Society"), STATE_ARCHIVES("State archives"), UNIVERSITY(
            "Universities and colleges"), LOCAL_MUSEUM(
                    "Local museums"), LOCAL_HISTORICAL_SOCIETY("Local historical societies"), GENEALOGICAL_GROUP(
                            "Genealogical groups"), PUBLIC("The public");

    private final String title;

    OfferedTo(String title) {
        this.title = title;
    }

    /** As people say it. */
    public String title() {
        return title;
    }

    /** As programs spell it: small letters, joined by "-". */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the law has it offered to this one before the other. */
    public boolean isBefore(OfferedTo other) {
        return compareTo(other) < 0;
    }
}
