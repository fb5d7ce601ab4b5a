package org.cityarchive.core.capture;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.cityarchive.core.law.CanonicalJson;
import org.jspecify.annotations.Nullable;

/**
 * What of an observation is sealed and committed to, as named fields; and back. Names are for ever: what was sealed once must be read and
 * verified in all time, so a name is only ever added.
 */
public final class ContentFields {
    /** The raw bytes. They stand beside the other fields and are committed to under this name. */
    public static final String RAW = "raw";

    private static final Set<String> TEXTS = Set.of("text");

    private ContentFields() {}

    /** The fields of an observation but its raw bytes, as JSON values by name. */
    public static SortedMap<String, @Nullable Object> of(Observation observation) {
        var fields = new TreeMap<String, @Nullable Object>();
        put(fields, "account", observation.key().account());
        put(fields, "nativeId", observation.key().id());
        put(fields, "platform", observation.key().platform());
        put(fields, "raw.length", (long) observation.raw().bytes().length);
        put(fields, "raw.type", observation.raw().mediaType());
        put(fields, "source.method", observation.source());
        if (observation.createdAt() != null) {
            put(fields, "createdAt", observation.createdAt().truncatedTo(ChronoUnit.MILLIS).toString());
        }
        var content = observation.seen().content();
        if (content != null) {
            shown(fields, content);
        }
        return fields;
    }

    private static void shown(SortedMap<String, @Nullable Object> fields, Content content) {
        put(fields, "text", content.text());
        if (content.author() != null) {
            put(fields, "author.id", content.author().id());
            put(fields, "author.name", content.author().name());
        }
        put(fields, "parent", content.parent());
        put(fields, "url", content.url());
        put(fields, "lang", content.lang());
        put(fields, "createdAt.given", content.createdAt());
        put(fields, "media", content.media() == null ? null : content.media().stream().map(ContentFields::medium).toList());
        // Also when empty: its presence says that content was shown at all.
        put(fields, "counters", new TreeMap<String, Object>(content.counters()));
    }

    private static Map<String, Object> medium(Content.Media media) {
        var members = new TreeMap<String, Object>();
        members.put("url", media.url());
        member(members, "id", media.id());
        member(members, "type", media.type());
        member(members, "alt", media.alt());
        member(members, "sha256", media.sha256());
        return members;
    }

    private static void member(Map<String, Object> members, String name, @Nullable String value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    /** A lone surrogate has no UTF-8 form: the field holds U+FFFD and says so, raw keeps the original (EVIDENCE.md §1.2). */
    private static void put(SortedMap<String, @Nullable Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            Object repaired = repaired(value);
            fields.put(name, repaired);
            if (!repaired.equals(value) && !"counters".equals(name)) {
                fields.put(name + ".repaired", true);
            }
        }
    }

    private static Object repaired(Object value) {
        return switch (value) {
            case String text -> repaired(text);
            case Long number when Math.abs(number) > CanonicalJson.GREATEST || number == Long.MIN_VALUE -> number.toString();
            case List<?> items -> {
                var repaired = new ArrayList<Object>();
                items.forEach(i -> repaired.add(repaired((Object) i)));
                yield repaired;
            }
            case Map<?, ?> members -> {
                var repaired = new TreeMap<String, Object>();
                members.forEach((name, member) -> repaired.put(repaired((String) name), repaired((Object) member)));
                yield repaired;
            }
            default -> value;
        };
    }

    private static String repaired(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    var repaired = new StringBuilder(text.length());
                    text.codePoints().forEach(p -> repaired.appendCodePoint(p >= 0xd800 && p <= 0xdfff ? 0xfffd : p));
                    return repaired.toString();
                }
                i++;
            }
        }
        return text;
    }

    /** The fields as they are committed to, raw bytes included. */
    public static SortedMap<String, Field> committed(SortedMap<String, @Nullable Object> fields, byte[] raw) {
        var committed = committed(fields);
        committed.put(RAW, Field.bytes(raw));
        return committed;
    }

    /** The fields as they are committed to, where there are no raw bytes. */
    public static SortedMap<String, Field> committed(SortedMap<String, @Nullable Object> fields) {
        var committed = new TreeMap<String, Field>();
        fields.forEach((name, value) -> committed.put(name,
                TEXTS.contains(name) && value instanceof String text ? new Field.Text(text) : new Field.Json(value)));
        return committed;
    }

    /** How the source named the thing. */
    public static NativeKey key(SortedMap<String, @Nullable Object> fields) {
        return new NativeKey(required(fields, "platform"), required(fields, "account"), required(fields, "nativeId"));
    }

    /** What was shown; null when nothing was. */
    public static @Nullable Content content(SortedMap<String, @Nullable Object> fields) {
        if (!(fields.get("counters") instanceof Map<?, ?> counted)) {
            return null;
        }
        var counters = new TreeMap<String, Long>();
        counted.forEach((name, count) -> counters.put((String) name, count instanceof Long n ? n : Long.valueOf((String) count)));
        String id = text(fields, "author.id");
        String name = text(fields, "author.name");
        var author = id == null && name == null ? null : new Content.Author(id, name);
        return new Content(text(fields, "text"), author, text(fields, "parent"), text(fields, "url"), text(fields, "lang"),
                media(fields.get("media")), counters, text(fields, "createdAt.given"));
    }

    /** When the platform said the thing was made. */
    public static @Nullable Instant createdAt(SortedMap<String, @Nullable Object> fields) {
        String given = text(fields, "createdAt");
        return given == null ? null : Instant.parse(given);
    }

    /** The raw bytes' media type. */
    public static String rawType(SortedMap<String, @Nullable Object> fields) {
        return required(fields, "raw.type");
    }

    /** Number of the raw bytes. */
    public static long rawLength(SortedMap<String, @Nullable Object> fields) {
        if (fields.get("raw.length") instanceof Long length) {
            return length;
        }
        throw new IllegalArgumentException("the field raw.length is missing");
    }

    private static @Nullable List<Content.Media> media(@Nullable Object value) {
        if (!(value instanceof List<?> items)) {
            return null;
        }
        var media = new ArrayList<Content.Media>();
        for (Object item : items) {
            if (item instanceof Map<?, ?> m && m.get("url") instanceof String url) {
                media.add(new Content.Media((String) m.get("id"), url, (String) m.get("type"), (String) m.get("alt"),
                        (String) m.get("sha256")));
            } else {
                throw new IllegalArgumentException("the field media is not a list of media");
            }
        }
        return List.copyOf(media);
    }

    private static String required(SortedMap<String, @Nullable Object> fields, String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the field " + name + " is missing");
    }

    private static @Nullable String text(SortedMap<String, @Nullable Object> fields, String name) {
        return fields.get(name) instanceof String text ? text : null;
    }
}
