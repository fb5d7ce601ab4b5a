package org.cityarchive.core.people;

import java.util.Locale;

/** What a person or adapter may do here (LAW.md A.3). */
public enum Role {
    CLERK, ATTORNEY, MANAGER, IT_DIRECTOR, COMMUNICATIONS_MANAGER, AUDITOR, ADAPTER;

    /** The role as facts and tokens spell it: lower case, words joined by "-". */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
