package org.cityarchive.server.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.Period;
import java.util.Arrays;
import java.util.Locale;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The parameters of a request. Each is read with its own name in the error. An empty one counts as not given. */
public final class Parameters {
    /** How many items a page has when nothing is said. */
    public static final int LIMIT = 50;
    /** The most items of one page. */
    public static final int MOST = 1_000;

    private static final LocalDateTime EPOCH = LocalDate.EPOCH.atStartOfDay();

    private final Map<String, String[]> given;

    public Parameters(Map<String, String[]> given) {
        this.given = Map.copyOf(given);
    }

    /** Refuses any other parameter: a misspelled filter that is passed over answers more than was asked for. */
    public void only(String... names) {
        for (var name : given.keySet()) {
            if (!List.of(names).contains(name)) {
                throw new BadParameter(name,
                        "There is no parameter " + name + " here; there is " + String.join(", ", names) + ".");
            }
        }
    }

    /** The same without these. */
    public Parameters without(String... names) {
        var left = new LinkedHashMap<>(given);
        List.of(names).forEach(left::remove);
        return new Parameters(left);
    }

    /** The text of a parameter that may come once. */
    public Optional<String> text(String name) {
        var values = given.get(name);
        if (values == null || values.length == 0) {
            return Optional.empty();
        }
        if (values.length > 1) {
            throw new BadParameter(name, "The parameter " + name + " came " + values.length + " times; it may come once.");
        }
        return Optional.of(values[0]).filter(value -> !value.isBlank());
    }

    /** All texts of a parameter that may come again; empty ones are left out. */
    public List<String> all(String name) {
        return Arrays.stream(given.getOrDefault(name, new String[0])).filter(value -> !value.isBlank()).toList();
    }

    /** {@code limit}: 1 to 1,000, else 50. */
    public int limit() {
        return text("limit").map(value -> {
            var number = value.matches("[0-9]{1,4}") ? Integer.parseInt(value) : 0;
            if (number < 1 || number > MOST) {
                throw new BadParameter("limit", "The parameter limit takes a number from 1 to " + MOST + ".");
            }
            return number;
        }).orElse(LIMIT);
    }

    public Optional<String> cursor() {
        return text("cursor");
    }

    /** A yes or no; not given is no. */
    public boolean flag(String name) {
        return text(name).map(value -> switch (value) {
            case "true", "1", "on" -> true;
            case "false", "0", "off" -> false;
            default -> throw new BadParameter(name, "The parameter " + name + " takes true or false.");
        }).orElse(false);
    }

    /** A city day (its first moment) or an instant with offset. */
    public Optional<Instant> time(String name, ZoneId city) {
        return text(name).map(value -> {
            try {
                return value.length() <= 10
                        ? LocalDate.parse(value).atStartOfDay(city).toInstant()
                        : OffsetDateTime.parse(value).toInstant();
            } catch (DateTimeParseException e) {
                throw new BadParameter(name, "The parameter " + name + " takes a day such as 2026-11-20 or an instant such as"
                        + " 2026-11-20T16:00:00Z.");
            }
        });
    }

    /** A whole number not below zero. */
    public Optional<Long> number(String name) {
        return text(name).map(value -> {
            if (!value.matches("[0-9]{1,18}")) {
                throw new BadParameter(name, "The parameter " + name + " takes a whole number.");
            }
            return Long.parseLong(value);
        });
    }

    /** The same for what an int holds; what is more comes to the most that one holds. */
    public Optional<Integer> whole(String name) {
        return number(name).map(value -> (int) Math.min(value, Integer.MAX_VALUE));
    }

    /** One of an enum's words, in small letters with dashes. */
    public <E extends Enum<E>> Optional<E> word(String name, Class<E> type) {
        return text(name)
                .map(value -> Arrays.stream(type.getEnumConstants()).filter(e -> word(e).equals(value.toLowerCase(Locale.ROOT)))
                        .findFirst().orElseThrow(() -> new BadParameter(name, "The parameter " + name + " takes one of: "
                                + Arrays.stream(type.getEnumConstants()).map(Parameters::word).collect(Collectors.joining(", "))
                                + ".")));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An id in a path. */
    public static UUID id(String name, String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw new BadParameter(name, "The " + name + " takes an id such as 0d9f2f6e-2f0f-4b1e-9a53-0c3c8c5e1c11.");
        }
    }

    /** A length of time in days or hours ({@code P90D}, {@code PT12H}). */
    public static Duration duration(String name, String value) {
        try {
            return value.contains("T") ? Duration.parse(value) : Duration.between(EPOCH, EPOCH.plus(Period.parse(value)));
        } catch (DateTimeParseException e) {
            throw new BadParameter(name, "The " + name + " takes a length of time such as P90D or PT12H.");
        }
    }
}
