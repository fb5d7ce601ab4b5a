package org.cityarchive.server.people;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.Roles;
import org.cityarchive.server.web.BadParameter;
import org.jspecify.annotations.Nullable;

/** What forms and programs say about people, read with the name of the field in the error. */
final class PersonForm {
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_MAIL = 254; // RFC 5321: the longest mail address

    private PersonForm() {}

    /** A role as a form offers it. */
    record Choice(String word, String title) {}

    /** The roles that people can have. */
    static List<Choice> roles() {
        return Stream.of(Role.values()).filter(role -> role != Role.ADAPTER)
                .map(role -> new Choice(role.word(), Roles.title(role)))
                .toList();
    }

    static String name(@Nullable String typed) {
        var name = typed == null ? "" : typed.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new BadParameter("name", "The name takes 1 to " + LONGEST_NAME + " characters on one line.");
        }
        return name;
    }

    /** A work mail; empty: none was given. */
    static Optional<String> mail(@Nullable String typed) {
        var mail = typed == null ? "" : typed.strip();
        if (mail.length() > LONGEST_MAIL || !(mail.isEmpty() || mail.matches("[^\\s@<>,;]+@[^\\s@<>,;]+"))) {
            throw new BadParameter("mail", "A work e-mail looks like m.okafor@cottonwoodbend.gov.");
        }
        return Optional.of(mail).filter(text -> !text.isEmpty());
    }

    static Role role(@Nullable String typed) {
        return Roles.find(typed == null ? "" : typed)
                .orElseThrow(() -> new BadParameter("role", "The role takes one such as clerk, auditor or it-director."));
    }

    /** A last day; null: no end. */
    static @Nullable LocalDate until(@Nullable String typed) {
        try {
            return typed == null || typed.isBlank() ? null : LocalDate.parse(typed.strip());
        } catch (DateTimeParseException e) {
            throw new BadParameter("until", "The last day is written such as 2026-12-31, or left empty for no end.");
        }
    }
}
