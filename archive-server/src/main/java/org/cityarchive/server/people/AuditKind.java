package org.cityarchive.server.people;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.cityarchive.server.security.AccessLog.Act;

/** What sort of thing was done, as the audit page counts it. */
public enum AuditKind {
    DECISIONS("Decisions"), RESTRICTED_READINGS("Restricted readings"), SEARCHES("Searches"), EXPORTS("Exports"), REFUSED(
            "Refused"), CREDENTIALS("Credentials"), SIGN_INS("Sign-ins");

    /** What a page shows when nothing is chosen: all but what is many and seldom looked for. */
    static final Set<AuditKind> SHOWN = Set.copyOf(EnumSet.complementOf(EnumSet.of(SEARCHES, SIGN_INS)));

    private final String title;

    AuditKind(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** As addresses spell it: {@code restricted-readings}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The acts of the log that are of this kind; what is of no other has to do with coming in. Most decisions are facts. */
    List<String> acts() {
        return Arrays.stream(Act.values()).filter(act -> of(act.name()) == this).map(Act::name).toList();
    }

    /** The kind of an act of the log. */
    static AuditKind of(String act) {
        return switch (act) {
            case "RESTRICTED_READING" -> RESTRICTED_READINGS;
            case "SEARCH", "SEARCH_SAVED", "SEARCH_RENAMED", "SEARCH_DELETED", "SEARCH_ALERT" -> SEARCHES;
            case "IMPORT_PAUSED", "IMPORT_RESUMED", "IMPORT_STOPPED", "IMPORT_LOOKED_AT", "HOLD_REMINDED" -> DECISIONS;
            case "EXPORT" -> EXPORTS;
            case "REFUSED", "SIGN_IN_REFUSED" -> REFUSED;
            case "CREDENTIAL" -> CREDENTIALS;
            default -> SIGN_INS;
        };
    }
}
