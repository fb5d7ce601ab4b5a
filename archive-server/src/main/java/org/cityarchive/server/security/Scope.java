package org.cityarchive.server.security;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import org.cityarchive.core.people.Role;

/** How far a token may go within its role. A person's session has none: it goes as far as the role. */
public enum Scope {
    /** The archive's own metrics, and nothing that was captured: for a program that watches the machine. */
    METRICS("metrics"),
    /** What the role may read. */
    READ("read"),
    /** That, and bring in what was captured elsewhere. */
    READ_AND_IMPORT("read+import"),
    /** All that the role may do. */
    ADMINISTER("administer");

    /** Routes that only read, though they are posted to. */
    private static final Set<String> READING = Set.of("/api/v1/exports/**", "/search/exports/**");
    private static final Set<String> IMPORTING = Set.of("/api/v1/imports/**", "/capture/imports/**");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** As API and command line spell it. */
    public String word() {
        return word;
    }

    /** The scope of a word such as {@code read+import}. */
    public static Optional<Scope> find(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word.equals(word.strip())).findFirst();
    }

    /** The scope of a word that we wrote ourselves. */
    static Scope of(String word) {
        return find(word).orElseThrow(() -> new IllegalStateException("no scope " + word));
    }

    /** What a token of this role is mostly made for: what it gets when its maker says nothing. */
    public static Scope usual(Role role) {
        return switch (role) {
            case IT_DIRECTOR -> ADMINISTER;
            case ADAPTER, CLERK, COMMUNICATIONS_MANAGER -> READ_AND_IMPORT;
            case ATTORNEY, MANAGER, AUDITOR -> READ;
        };
    }

    /** The least scope with which a route can be used. */
    static Scope needed(Grant route) {
        if (Grants.METRICS.equals(route.pattern())) {
            return METRICS;
        }
        boolean reads = "GET".equals(route.method()) || READING.contains(route.pattern());
        if (reads && !route.roles().equals(Set.of(Role.IT_DIRECTOR))) {
            return READ;
        }
        return IMPORTING.contains(route.pattern()) ? READ_AND_IMPORT : ADMINISTER;
    }

    /** Whether this goes as far as that. */
    boolean includes(Scope needed) {
        return compareTo(needed) >= 0;
    }
}
