package org.cityarchive.core.search;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.cityarchive.core.search.RecordQuery.Hashtag;
import org.cityarchive.core.search.RecordQuery.Link;
import org.cityarchive.core.search.RecordQuery.Mention;
import org.cityarchive.core.search.RecordQuery.Piece;
import org.cityarchive.core.search.RecordQuery.Text;

/** Reads the query language of ARCHITECTURE.md §7. What cannot be read is an error that points at its place, never an empty result. */
public final class QueryParser {
    private static final int LONGEST = 4_000;
    private static final int MOST_TERMS = 250;
    private static final int DEEPEST = 30;
    private static final Pattern LINK = Pattern.compile("(?i)https?://[\\p{L}\\p{N}\\[][^\\s\"“”„]*");
    private static final Pattern FIELD = Pattern.compile("([A-Za-z][A-Za-z-]*):(?!//)");
    private static final Pattern TAG = Pattern.compile("(?=.*\\p{L})[\\p{L}\\p{M}\\p{N}_]+", Pattern.DOTALL);
    private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9_]+([.@-][A-Za-z0-9_]+)*");

    private final String text;
    private final QueryFields fields;
    private final List<Chip> chips = new ArrayList<>();
    private int at;
    private int depth;
    private boolean negated;

    private QueryParser(String text, ZoneId city) {
        this.text = text;
        this.fields = new QueryFields(city);
    }

    /** A query and the places of its terms. */
    public record Parsed(RecordQuery query, List<Chip> chips) {}

    /**
     * One term as it stands in the typed text.
     *
     * @param start index of its first char, a minus sign included
     * @param end index after its last char
     * @param negated whether it must not hold, brackets considered
     * @param part what it asks, without the negation
     */
    public record Chip(int start, int end, String text, boolean negated, RecordQuery part) {}

    /**
     * Reads a query.
     *
     * @param text as typed; blank asks for everything
     * @param city the city's time zone, in which days are counted
     * @throws QueryError it cannot be read
     */
    public static Parsed parse(String text, ZoneId city) {
        if (text.length() > LONGEST) {
            throw new QueryError(LONGEST, 1, "The query is longer than " + LONGEST + " characters.");
        }
        var parser = new QueryParser(text, city);
        return new Parsed(parser.sequence(-1), List.copyOf(parser.chips));
    }

    private RecordQuery sequence(int opened) {
        var parts = new ArrayList<RecordQuery>();
        while (true) {
            skipSpace();
            if (atEnd()) {
                if (opened >= 0) {
                    throw new QueryError(opened, 1, "A bracket opens here and is never closed.");
                }
                return RecordQuery.all(parts);
            }
            if (text.charAt(at) == ')') {
                if (opened < 0) {
                    throw new QueryError(at, 1, "A bracket closes here that was never opened.");
                }
                if (parts.isEmpty()) {
                    throw new QueryError(opened, at + 1 - opened, "These brackets hold nothing.");
                }
                at++;
                return RecordQuery.all(parts);
            }
            parts.add(alternatives());
        }
    }

    private RecordQuery alternatives() {
        var parts = new ArrayList<RecordQuery>();
        parts.add(unary());
        skipSpace();
        while (orAhead()) {
            int or = at;
            at += 2;
            skipSpace();
            if (atEnd() || text.charAt(at) == ')' || orAhead()) {
                throw new QueryError(or, 2,
                        "OR joins its two neighbors, and nothing stands after it. To search for the word, write \"or\".");
            }
            parts.add(unary());
            skipSpace();
        }
        return RecordQuery.any(parts);
    }

    private RecordQuery unary() {
        if (orAhead()) {
            throw new QueryError(at, 2,
                    "OR joins its two neighbors, and nothing stands before it. To search for the word, write \"or\".");
        }
        int start = at;
        boolean outside = negated;
        boolean minus = false;
        while (text.startsWith("-", at) && at + 1 < text.length() && !Character.isWhitespace(text.charAt(at + 1))) {
            at++;
            minus = !minus;
        }
        negated = outside ^ minus;
        RecordQuery part = text.startsWith("(", at) ? bracket() : term(start);
        negated = outside;
        return minus ? RecordQuery.not(part) : part;
    }

    private RecordQuery bracket() {
        int opened = at++;
        if (++depth > DEEPEST) {
            throw new QueryError(opened, 1, "Brackets stand more than " + DEEPEST + " deep here.");
        }
        var inside = sequence(opened);
        depth--;
        return inside;
    }

    private RecordQuery term(int start) {
        if (chips.size() == MOST_TERMS) {
            throw new QueryError(start, 1, "The query asks for more than " + MOST_TERMS + " things.");
        }
        var part = part();
        chips.add(new Chip(start, at, text.substring(start, at), negated, part));
        return part;
    }

    private RecordQuery part() {
        var link = LINK.matcher(text).region(at, text.length());
        if (link.lookingAt()) {
            return link(link.group());
        }
        var field = FIELD.matcher(text).region(at, text.length());
        if (field.lookingAt()) {
            int start = at;
            at = field.end();
            return fields.read(new QueryFields.Typed(start, field.group(1), at, value(start)));
        }
        int start = at;
        var form = form(text, at);
        at += form.sign().length();
        if (!atEnd() && Letters.isQuote(text.charAt(at))) {
            return phrase(form);
        }
        var bare = bare();
        return switch (bare.isEmpty() ? ' ' : bare.charAt(0)) {
            case '#' -> hashtag(start, bare);
            case '@' -> mention(start, bare);
            default -> new Text(List.of(piece(form, bare, start)), false);
        };
    }

    /** A link runs to the next space; what closes the sentence or a bracket around it is not its own. A star at its end stands for more. */
    private RecordQuery link(String typed) {
        var bracketed = typed;
        while (bracketed.endsWith(")") && InText.link(bracketed).length() < bracketed.length()) {
            bracketed = bracketed.substring(0, bracketed.length() - 1);
        }
        at += bracketed.length();
        return bracketed.endsWith("*")
                ? new Link(InText.cut(bracketed.substring(0, bracketed.length() - 1)), true)
                : new Link(InText.cut(InText.link(bracketed)), false);
    }

    private String value(int start) {
        if (!atEnd() && Letters.isQuote(text.charAt(at))) {
            var quoted = quoted().strip();
            if (!quoted.isEmpty()) {
                return quoted;
            }
        } else {
            var bare = bare();
            if (!bare.isEmpty()) {
                return bare;
            }
        }
        throw new QueryError(start, at - start, "After " + text.substring(start, text.indexOf(':', start) + 1)
                + " a value must follow, without a space. The fields are " + QueryFields.NAMES + ".");
    }

    private RecordQuery phrase(Form form) {
        int start = at;
        var inside = quoted();
        if (Letters.none(inside)) {
            throw new QueryError(start, at - start, "Between these quotation marks stands no letter and no number.");
        }
        var words = inside.strip().split("\\s+", -1);
        boolean signed = false;
        for (var word : words) {
            signed |= form(word, 0) != Form.FOLDED || word.endsWith("*");
        }
        if (!signed) {
            return new Text(List.of(new Piece(inside.strip(), form, false)), true);
        }
        var pieces = new ArrayList<Piece>();
        for (var word : words) {
            if (!Letters.none(word)) {
                var own = form(word, 0);
                pieces.add(piece(own == Form.FOLDED ? form : own, word.substring(own.sign().length()), start));
            }
        }
        return new Text(List.copyOf(pieces), true);
    }

    private Piece piece(Form form, String signed, int start) {
        var typed = signed.replaceFirst("^[=~]+", "");
        if (Letters.none(typed)) {
            throw new QueryError(start, Math.max(1, at - start),
                    "Here stands no letter and no number, and only words can be searched.");
        }
        boolean prefix = typed.endsWith("*");
        if (prefix && form == Form.STEMMED) {
            throw new QueryError(start, at - start, "A word has either ~ before it or * after it, not both.");
        }
        var word = prefix ? typed.substring(0, typed.length() - 1) : typed;
        // "town-*" would be no beginning of a word: its last sign is none
        if (prefix && !Letters.endsWord(word)) {
            throw new QueryError(start, at - start, "Before * must stand the beginning of a word.");
        }
        return new Piece(word, form, prefix);
    }

    private RecordQuery hashtag(int start, String bare) {
        boolean prefix = bare.endsWith("*");
        var tag = bare.substring(1, bare.length() - (prefix ? 1 : 0));
        if (!TAG.matcher(tag).matches()) {
            throw new QueryError(start, at - start, "A hashtag is # and then letters, numbers or _, with one letter at least.");
        }
        return new Hashtag(InText.tag(tag), prefix);
    }

    private RecordQuery mention(int start, String bare) {
        var handle = bare.substring(1);
        if (!HANDLE.matcher(handle).matches()) {
            throw new QueryError(start, at - start, "A handle is @ and then letters, numbers or _.");
        }
        return new Mention(InText.cut(handle.toLowerCase(Locale.ROOT)));
    }

    private String quoted() {
        int open = at++;
        boolean straight = text.charAt(open) == '"';
        while (!atEnd()) {
            char c = text.charAt(at++);
            if (straight ? c == '"' : Letters.isQuote(c) && c != '"') {
                return text.substring(open + 1, at - 1);
            }
        }
        throw new QueryError(open, 1, "A quotation mark opens here and is never closed.");
    }

    private String bare() {
        int start = at;
        while (!atEnd() && !Character.isWhitespace(text.charAt(at)) && !Letters.isQuote(text.charAt(at)) && text.charAt(at) != '('
                && text.charAt(at) != ')') {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean orAhead() {
        if (!text.startsWith("OR", at)) {
            return false;
        }
        return at + 2 == text.length() || Character.isWhitespace(text.charAt(at + 2)) || "()".indexOf(text.charAt(at + 2)) >= 0;
    }

    private static Form form(String text, int position) {
        return text.startsWith("=", position) ? Form.EXACT : text.startsWith("~", position) ? Form.STEMMED : Form.FOLDED;
    }

    private void skipSpace() {
        while (!atEnd() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean atEnd() {
        return at >= text.length();
    }
}
