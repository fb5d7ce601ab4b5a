package org.cityarchive.core.policy;

import java.util.Locale;

/** Whose rules: a city of LAW.md A.3, the plain ones of a city that has said nothing yet, or these with more
 * confirmations. */
public enum Profile {
    PLAIN, RED_LODGE, KALISPELL, CONFIRMING;

    /** As forms spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
