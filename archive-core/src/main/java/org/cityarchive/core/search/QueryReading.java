package org.cityarchive.core.search;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.cityarchive.core.search.RecordQuery.*;

/** Says in plain words what a query asks, so that a person sees whether it was understood. */
public final class QueryReading {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d, uuuu", Locale.US);

    private QueryReading() {}

    /** For example: {@code Reads as: the word “flood”, and not the word “map”, and made before Mar 1, 2022.} */
    public static String of(RecordQuery query) {
        return "Reads as: " + words(query) + ".";
    }

    private static String words(RecordQuery query) {
        return switch (query) {
            case Everything _ -> "every record";
            case All(var parts) -> joined(parts, ", and ");
            case Any(var parts) -> joined(parts, " or ");
            case Not(var part) -> "not " + inner(part);
            case Text(var pieces, var quoted) -> quoted ? phrase(pieces) : word(pieces.getFirst());
            case Hashtag(var tag, var prefix) -> (prefix ? "a tag that begins with #" : "the tag #") + tag;
            case Mention(var handle) -> "a mention of @" + handle;
            case Link(var url, var prefix) -> (prefix ? "a link that begins with " : "the link ") + url;
            case OnAccount(var name) -> "on the account " + name;
            case By(var name) -> "by the author " + name;
            case ByKind(var kind) -> switch (kind) {
                case CITY -> "by the city";
                case PUBLIC -> "by the public";
                case UNKNOWN -> "by an author not known";
            };
            case OnPlatform(var platform) -> "on the platform " + platform;
            case OfKind(var kind) -> "a " + QueryText.word(kind);
            case InLang(var lang) -> "in the language " + lang;
            case ReplyTo(var id) -> "in reply to " + id;
            case InThread(var first) -> "in the thread that begins with " + first;
            case Has(var what) -> what == Carried.MEDIA ? "with media" : "with a " + QueryText.word(what);
            case Is(var mark) -> mark(mark);
            case Made(var when, var typed, _, _) -> "made " + time(when, typed);
            case Captured(var when, var typed, _, _) -> "captured " + time(when, typed);
            case Named(var name, var value) -> named(name, value);
            case Among(var records) -> "one of " + records.size() + " records";
        };
    }

    private static String named(RecordQuery.Name name, String value) {
        return switch (name) {
            case HELD -> "on hold";
            case DUE -> "due";
            case HOLD -> "under the hold " + value;
            case SERIES -> "of the series " + value;
            case REQUEST -> "in the request " + value;
        };
    }

    private static String joined(List<RecordQuery> parts, String between) {
        return parts.stream().map(QueryReading::inner).collect(Collectors.joining(between));
    }

    private static String inner(RecordQuery part) {
        return part instanceof All || part instanceof Any ? "(" + words(part) + ")" : words(part);
    }

    private static String word(Piece piece) {
        if (piece.prefix()) {
            return "a word that begins with “" + piece.typed() + "”" + accents(piece.form());
        }
        return piece.form() == Form.STEMMED
                ? "any form of the word “" + piece.typed() + "”"
                : "the word “" + piece.typed() + "”" + accents(piece.form());
    }

    private static String phrase(List<Piece> pieces) {
        if (pieces.size() == 1 && !pieces.getFirst().prefix()) {
            var piece = pieces.getFirst();
            var words = "the words “" + piece.typed() + "” together" + accents(piece.form());
            return piece.form() == Form.STEMMED ? words + ", in any form" : words;
        }
        return "together " + pieces.stream().map(QueryReading::word).collect(Collectors.joining(" and then "));
    }

    private static String accents(Form form) {
        return form == Form.EXACT ? " with its accents as typed" : "";
    }

    private static String mark(Mark mark) {
        return switch (mark) {
            case DELETED -> "deleted now";
            case EDITED -> "edited";
            case HIDDEN -> "hidden now";
            case LATEST -> "in its last version";
            case WAS_DELETED -> "deleted at some time";
            case WAS_HIDDEN -> "hidden at some time";
        };
    }

    private static String time(When when, String typed) {
        var day = day(typed);
        return switch (when) {
            case BEFORE -> "before " + day;
            case AFTER -> "on or after " + day;
            case ON -> "on " + day;
        };
    }

    private static String day(String typed) {
        try {
            return LocalDate.parse(typed).format(DAY);
        } catch (DateTimeParseException _) {
            return typed;
        }
    }
}
