package org.cityarchive.core.search;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.cityarchive.core.capture.AuthorKind;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.RecordQuery.Carried;
import org.cityarchive.core.search.RecordQuery.Captured;
import org.cityarchive.core.search.RecordQuery.Made;
import org.cityarchive.core.search.RecordQuery.Mark;
import org.cityarchive.core.search.RecordQuery.When;

/** The fields of the query language: {@code name:value}. */
final class QueryFields {
    static final String NAMES = "account: author: author-kind: platform: kind: lang: reply-to: thread: series: hold: request: has: is: was: before: after: on: captured: captured-before: captured-after:";
    private static final Map<String, Mark> IS = Map.of("deleted", Mark.DELETED, "edited", Mark.EDITED, "hidden", Mark.HIDDEN,
            "latest",
            Mark.LATEST);
    private static final Map<String, Mark> WAS = Map.of("deleted", Mark.WAS_DELETED, "hidden", Mark.WAS_HIDDEN);

    private final ZoneId city;

    QueryFields(ZoneId city) {
        this.city = city;
    }

    /** Where a field stands in the query: its name, colon and value. */
    record Typed(int start, String name, int valueStart, String value) {
        int length() {
            return Math.max(1, valueStart + value.length() - start);
        }

        QueryError wrongValue(String sentence) {
            return new QueryError(valueStart, Math.max(1, value.length()), sentence);
        }
    }

    RecordQuery read(Typed field) {
        var name = field.name().toLowerCase(Locale.ROOT);
        var value = field.value();
        var lower = value.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "account" -> new RecordQuery.OnAccount(value.startsWith("@") && value.length() > 1 ? value.substring(1) : value);
            case "author" -> new RecordQuery.By(value);
            case "author-kind" -> new RecordQuery.ByKind(oneOf(AuthorKind.class, field));
            case "platform" -> new RecordQuery.OnPlatform(lower);
            case "kind" -> new RecordQuery.OfKind(oneOf(Kind.class, field));
            case "lang" -> new RecordQuery.InLang(lower);
            case "reply-to" -> new RecordQuery.ReplyTo(value);
            case "thread" -> new RecordQuery.InThread(record(field));
            case "has" -> new RecordQuery.Has(oneOf(Carried.class, field));
            case "is" -> switch (lower) {
                case "held" -> new RecordQuery.Named(RecordQuery.Name.HELD, "");
                case "due" -> new RecordQuery.Named(RecordQuery.Name.DUE, "");
                default -> new RecordQuery.Is(mark(IS, "deleted, edited, hidden, held, due, latest", field));
            };
            case "series" -> new RecordQuery.Named(RecordQuery.Name.SERIES, value.toUpperCase(Locale.ROOT));
            case "hold" -> new RecordQuery.Named(RecordQuery.Name.HOLD, value);
            case "request" -> new RecordQuery.Named(RecordQuery.Name.REQUEST, value);
            case "was" -> new RecordQuery.Is(mark(WAS, "deleted, hidden", field));
            case "before" -> made(When.BEFORE, field);
            case "after" -> made(When.AFTER, field);
            case "on" -> made(When.ON, field);
            case "captured-before" -> captured(When.BEFORE, field);
            case "captured-after" -> captured(When.AFTER, field);
            case "captured" -> captured(When.ON, field);
            default -> throw unknown(field, name);
        };
    }

    private static RecordId record(Typed field) {
        try {
            return new RecordId(UUID.fromString(field.value()));
        } catch (IllegalArgumentException _) {
            throw field.wrongValue(
                    "After thread: stands the id of the record that the thread begins with, as its page's address has it.");
        }
    }

    private static QueryError unknown(Typed field, String name) {
        return new QueryError(field.start(), field.name().length() + 1, "There is no field " + name
                + ":. To search for words with a colon, put them in quotation marks. The fields are " + NAMES + ".");
    }

    private static Mark mark(Map<String, Mark> marks, String names, Typed field) {
        var mark = marks.get(field.value().toLowerCase(Locale.ROOT));
        if (mark == null) {
            throw field.wrongValue("After " + field.name() + ": stands a word that is not known. There is " + names + ".");
        }
        return mark;
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, Typed field) {
        Optional<E> found = Arrays.stream(type.getEnumConstants()).filter(e -> e.name().equalsIgnoreCase(field.value()))
                .findFirst();
        return found.orElseThrow(() -> field.wrongValue("After " + field.name() + ": stands a word that is not known. There is "
                + Arrays.stream(type.getEnumConstants()).map(QueryText::word).collect(Collectors.joining(", ")) + "."));
    }

    private RecordQuery made(When when, Typed field) {
        var span = span(field);
        return switch (when) {
            case BEFORE -> new Made(when, field.value(), null, span.from());
            case AFTER -> new Made(when, field.value(), span.from(), null);
            case ON -> new Made(when, field.value(), span.from(), span.until());
        };
    }

    private RecordQuery captured(When when, Typed field) {
        var span = span(field);
        return switch (when) {
            case BEFORE -> new Captured(when, field.value(), null, span.from());
            case AFTER -> new Captured(when, field.value(), span.from(), null);
            case ON -> new Captured(when, field.value(), span.from(), span.until());
        };
    }

    private Moments.Span span(Typed field) {
        return Moments.read(field.value(), city)
                .orElseThrow(() -> field.wrongValue("This is no day or instant. Write a day of the city"
                        + " as 2022-03-01, a month as 2022-03, a year as 2022, or an instant as 2022-03-01T07:00:00Z."));
    }
}
