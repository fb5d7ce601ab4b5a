package org.cityarchive.server.retention;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.cityarchive.core.retention.ScheduleId;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;

/** Values as forms and the API spell them; what cannot be read is named. */
final class Typed {
    static final int LONGEST_LINE = 300;
    static final int LONGEST_TEXT = 2_000;

    private Typed() {}

    /** What was typed into these fields. */
    static Map<String, String> of(Parameters given, String... names) {
        var typed = new HashMap<String, String>();
        for (var name : names) {
            given.text(name).ifPresent(text -> typed.put(name, text.strip()));
        }
        return typed;
    }

    static String line(@Nullable String text, String name, String what) {
        var line = text == null ? "" : text.strip();
        if (line.isEmpty() || line.length() > LONGEST_LINE || line.chars().anyMatch(Character::isISOControl)) {
            throw new BadParameter(name, what + " takes one line of 1 to " + LONGEST_LINE + " characters.");
        }
        return line;
    }

    static String text(@Nullable String text, String name, String what) {
        var given = text == null ? "" : text.strip();
        if (given.isEmpty() || given.length() > LONGEST_TEXT) {
            throw new BadParameter(name, what + " takes 1 to " + LONGEST_TEXT + " characters.");
        }
        return given;
    }

    static LocalDate day(@Nullable String text, String name, String what) {
        try {
            return LocalDate.parse(text == null ? "" : text.strip());
        } catch (DateTimeParseException _) {
            throw new BadParameter(name, what + " is a day such as 2026-11-20.");
        }
    }

    static SeriesCode code(@Nullable String text, String name) {
        var code = text == null ? "" : text.strip();
        if (!SeriesCode.isCode(code)) {
            throw new BadParameter(name, "A series code is 2 to 40 capitals and digits, joined by “-”.");
        }
        return new SeriesCode(code);
    }

    static ScheduleId schedule(String id) {
        return new ScheduleId(Parameters.id("id", id));
    }

    static @Nullable Long seen(Parameters given) {
        return given.number("seen").orElse(null);
    }

    /** An id of the caller's own, so that a double send makes nothing twice; without one a new one is made. */
    static UUID fresh(@Nullable String text) {
        return text == null || text.isBlank() ? UUID.randomUUID() : Parameters.id("id", text.strip());
    }
}
