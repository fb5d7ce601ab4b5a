package org.cityarchive.ingest.json;

import java.util.List;
import java.util.Optional;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An object's members, asked for strictly: what is there in the wrong type is a fault with its place. A member of value null counts as absent.
 *
 * @param place of the object itself, {@code $} for the outermost
 */
public record Member(Map<String, Json> all, String place) {
    private static final long MOST = (1L << 53) - 1;

    /** The members of an object. */
    public static Member of(Json value, String place) throws FaultException {
        if (value instanceof Json.Members(var all)) {
            return new Member(all, place);
        }
        throw new FaultException(place.equals("$") ? "not-an-object" : "wrong-type", place,
                place.equals("$") ? "It is JSON, but not an object." : named(place) + " must be an object.");
    }

    /** A member's value; null when absent. */
    public @Nullable Json value(String name) {
        var value = all.get(name);
        return value == Json.Word.NULL ? null : value;
    }

    /** An object inside. */
    public Optional<Member> object(String name) throws FaultException {
        var value = value(name);
        return value == null ? Optional.empty() : Optional.of(of(value, at(name)));
    }

    /** An array's values; empty when absent. */
    public Optional<List<Json>> values(String name) throws FaultException {
        return switch (value(name)) {
            case null -> Optional.empty();
            case Json.Values(var values) -> Optional.of(values);
            default -> throw wrong(name, "a list");
        };
    }

    /** Words of a person, lone surrogates replaced by U+FFFD (EVIDENCE §1.2); null when absent. */
    public @Nullable String words(String name) throws FaultException {
        return switch (value(name)) {
            case null -> null;
            case Json.Text(var text) -> isWhole(text) ? text : repaired(text);
            default -> throw wrong(name, "text");
        };
    }

    /** An id, handle, address or other name: text of 1 to {@code longest} characters, whole Unicode, no control characters; null when absent. */
    public @Nullable String name(String name, int longest) throws FaultException {
        var text = switch (value(name)) {
            case null -> null;
            case Json.Text(var value) -> value;
            case Json.Digits(var _) -> throw wrong(name, "text (a number loses digits beyond 2^53)");
            default -> throw wrong(name, "text");
        };
        if (text == null) {
            return null;
        }
        if (!isWhole(text)) {
            throw new FaultException("lone-surrogate", at(name), "\"" + name + "\" holds half a character (a lone surrogate).");
        }
        if (text.isBlank() || text.length() > longest || text.codePoints().anyMatch(Character::isISOControl)) {
            throw new FaultException("bad-value", at(name),
                    "\"" + name + "\" must have 1 to " + longest + " characters, none of them a control character.");
        }
        return text;
    }

    /** As {@link #name}, and it must be there. */
    public String required(String name, int longest) throws FaultException {
        var value = name(name, longest);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    /** An integer that every reader of JSON keeps exactly. */
    public long integer(String name, String place) throws FaultException {
        if (!(value(name) instanceof Json.Digits(var spelled)) || !spelled.matches("-?\\d+")) {
            throw new FaultException("wrong-type", place, named(place) + " must hold whole numbers.");
        }
        if (spelled.length() > 17 || Math.abs(Long.parseLong(spelled)) > MOST) {
            throw new FaultException("number-too-large", place, "A number beyond 2^53 loses digits; give it as text.");
        }
        return Long.parseLong(spelled);
    }

    /** That a member lacks. */
    public FaultException missing(String name) {
        return new FaultException("member-missing", at(name), "\"" + name + "\" is missing.");
    }

    /** That a member has another type. */
    public FaultException wrong(String name, String expected) {
        return new FaultException("wrong-type", at(name), "\"" + name + "\" must be " + expected + ".");
    }

    /** The place of a member. */
    public String at(String name) {
        return place + "." + name;
    }

    private static String named(String place) {
        return "\"" + place.substring(place.lastIndexOf('.') + 1) + "\"";
    }

    private static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c) || i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static String repaired(String text) {
        var repaired = new StringBuilder(text.length());
        text.codePoints().forEach(point -> repaired
                .appendCodePoint(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point));
        return repaired.toString();
    }
}
