package org.cityarchive.core.search;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.cityarchive.core.search.RecordQuery.All;
import org.cityarchive.core.search.RecordQuery.Among;
import org.cityarchive.core.search.RecordQuery.Any;
import org.cityarchive.core.search.RecordQuery.By;
import org.cityarchive.core.search.RecordQuery.ByKind;
import org.cityarchive.core.search.RecordQuery.Captured;
import org.cityarchive.core.search.RecordQuery.Everything;
import org.cityarchive.core.search.RecordQuery.Has;
import org.cityarchive.core.search.RecordQuery.Hashtag;
import org.cityarchive.core.search.RecordQuery.InLang;
import org.cityarchive.core.search.RecordQuery.InThread;
import org.cityarchive.core.search.RecordQuery.Is;
import org.cityarchive.core.search.RecordQuery.Link;
import org.cityarchive.core.search.RecordQuery.Made;
import org.cityarchive.core.search.RecordQuery.Mark;
import org.cityarchive.core.search.RecordQuery.Mention;
import org.cityarchive.core.search.RecordQuery.Named;
import org.cityarchive.core.search.RecordQuery.Not;
import org.cityarchive.core.search.RecordQuery.OfKind;
import org.cityarchive.core.search.RecordQuery.OnAccount;
import org.cityarchive.core.search.RecordQuery.OnPlatform;
import org.cityarchive.core.search.RecordQuery.Piece;
import org.cityarchive.core.search.RecordQuery.ReplyTo;
import org.cityarchive.core.search.RecordQuery.Text;
import org.cityarchive.core.search.RecordQuery.When;

/** Writes a query as it would be typed. */
final class QueryText {

    private QueryText() {}

    static String of(RecordQuery query) {
        return switch (query) {
            case Everything _ -> "";
            case All(var parts) -> joined(parts, " ");
            case Any(var parts) -> joined(parts, " OR ");
            case Not(var part) -> "-" + inner(part);
            case Text text -> text(text);
            case Hashtag(var tag, var prefix) -> "#" + tag + star(prefix);
            case Mention(var handle) -> "@" + handle;
            case Link(var url, var prefix) -> url + star(prefix);
            case OnAccount(var name) -> "account:" + value(name);
            case By(var name) -> "author:" + value(name);
            case ByKind(var kind) -> "author-kind:" + word(kind);
            case OnPlatform(var platform) -> "platform:" + value(platform);
            case OfKind(var kind) -> "kind:" + word(kind);
            case InLang(var lang) -> "lang:" + value(lang);
            case ReplyTo(var id) -> "reply-to:" + value(id);
            case InThread(var first) -> "thread:" + first;
            case Has(var what) -> "has:" + word(what);
            case Is(var mark) -> mark(mark);
            case Made made -> word(made.when()) + ":" + made.typed();
            case Named(var name, var value) -> value.isEmpty() ? "is:" + word(name) : word(name) + ":" + value(value);
            case Among _ -> throw new IllegalStateException("records by their ids are not typed");
            case Captured(var when, var typed, _, _) -> (when == When.ON ? "captured:" : "captured-" + word(when) + ":") + typed;
        };
    }

    static String mark(Mark mark) {
        return switch (mark) {
            case DELETED, EDITED, HIDDEN, LATEST -> "is:" + word(mark);
            case WAS_DELETED -> "was:deleted";
            case WAS_HIDDEN -> "was:hidden";
        };
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String joined(List<RecordQuery> parts, String between) {
        return parts.stream().map(QueryText::inner).collect(Collectors.joining(between));
    }

    private static String inner(RecordQuery part) {
        return part instanceof All || part instanceof Any ? "(" + of(part) + ")" : of(part);
    }

    private static String text(Text text) {
        if (!text.quoted()) {
            return piece(text.pieces().getFirst());
        }
        var first = text.pieces().getFirst();
        if (text.pieces().size() == 1 && !first.prefix()) {
            return first.form().sign() + quoted(first.typed());
        }
        return quoted(text.pieces().stream().map(QueryText::piece).collect(Collectors.joining(" ")));
    }

    private static String piece(Piece piece) {
        return piece.form().sign() + piece.typed() + star(piece.prefix());
    }

    private static String star(boolean prefix) {
        return prefix ? "*" : "";
    }

    private static String value(String value) {
        boolean bare = !value.isEmpty() && value.chars()
                .noneMatch(c -> Character.isWhitespace(c) || Letters.isQuote((char) c) || c == '(' || c == ')');
        return bare ? value : quoted(value);
    }

    /** The language has no escapes; a value with a straight quotation mark is put in curly ones. */
    private static String quoted(String value) {
        return value.indexOf('"') < 0 ? '"' + value + '"' : '“' + value.replaceAll("[“”„]", "'") + '”';
    }
}
