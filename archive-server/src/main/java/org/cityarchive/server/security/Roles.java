package org.cityarchive.server.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.cityarchive.core.people.Role;

/** Roles as people and programs spell them, and as pages name them. */
public final class Roles {
    /** Everyone who works here. */
    public static final Set<Role> STAFF = Set.of(Role.CLERK, Role.ATTORNEY, Role.MANAGER, Role.IT_DIRECTOR,
            Role.COMMUNICATIONS_MANAGER,
            Role.AUDITOR);

    private Roles() {}

    /** The role of a word such as {@code it-director}; case and underscores are as good. */
    public static Optional<Role> find(String word) {
        var asked = word.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        return Arrays.stream(Role.values()).filter(role -> role.word().equals(asked)).findFirst();
    }

    /** The role of a word that we wrote ourselves. */
    public static Role of(String word) {
        return find(word).orElseThrow(() -> new IllegalStateException("no role " + word));
    }

    /** As pages say it. */
    public static String title(Role role) {
        return switch (role) {
            case CLERK -> "City Clerk";
            case ATTORNEY -> "City Attorney";
            case MANAGER -> "City Manager";
            case IT_DIRECTOR -> "IT Director";
            case COMMUNICATIONS_MANAGER -> "Communications Manager";
            case AUDITOR -> "Auditor";
            case ADAPTER -> "Adapter";
        };
    }
}
