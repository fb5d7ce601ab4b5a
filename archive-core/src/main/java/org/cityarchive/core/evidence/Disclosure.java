package org.cityarchive.core.evidence;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.capture.Commitments;
import org.cityarchive.core.evidence.Finding.Code;
import org.cityarchive.core.law.CanonicalJson;
import org.jspecify.annotations.Nullable;

/**
 * One version of a record as it is handed out: the fact, its nonce, and each field shown with its salt or withheld behind its
 * commitment (EVIDENCE.md §1.5). It is read by whoever checks it, so nothing in it is believed.
 *
 * @param index the leaf's place
 * @param fields as they stand in the file, in their order
 */
public record Disclosure(long index, Map<String, ?> fact, List<Map<String, ?>> fields) {
    private static final long VERSION = 1;
    private static final Set<String> WHOLE = Set.of("v", "index", "fact", "fields");
    private static final Set<String> FACT = Set.of("at", "fact", "id", "rev", "payload", "metadata", "nonce");
    private static final Set<String> FIELD = Set.of("name", "type", "salt", "value", "length", "sha256", "file", "segments",
            "text",
            "withheld", "redaction");

    /** A part that cannot be what it should be. */
    static final class Broken extends RuntimeException {
        private final Finding finding;

        Broken(Code code, String where, String what) {
            super(what);
            this.finding = new Finding(code, where, what);
        }

        Finding finding() {
            return finding;
        }
    }

    public Disclosure {
        fields = List.copyOf(fields);
    }

    /**
     * A field of type blob: the digest of the file that belongs to it.
     *
     * @param file null where none is named
     */
    public record Bytes(String field, long length, byte[] sha256, @Nullable String file) {}

    /**
     * What the checks of a disclosure lead to.
     *
     * @param leaf the leaf of the fact as disclosed; null where it could not be made
     * @param withheld fields or segments not shown
     */
    public record Checked(List<Finding> findings, @Nullable NodeHash leaf, List<Bytes> files, int withheld) {}

    /**
     * Reads a file.
     *
     * @throws Broken it is no disclosure, or of a version not known
     */
    static Disclosure of(byte[] json, String where) {
        try {
            var object = new Part(CanonicalJson.parseObject(json), where).only(WHOLE);
            if (object.number("v") != VERSION) {
                throw new Broken(Code.R08, where, "version " + object.number("v") + " is not known; use a newer verifier");
            }
            return new Disclosure(object.number("index"), object.object("fact"), object.objects("fields"));
        } catch (CanonicalJson.Malformed e) {
            throw new Broken(Code.R07, where, "this is no disclosure: " + e.getMessage());
        }
    }

    /** Recomputes everything that the disclosure itself can show: commitments, root, sum, entry, leaf. */
    Checked check(String where) {
        var findings = new ArrayList<Finding>();
        var commitments = new TreeMap<String, Commitment>();
        var files = new ArrayList<Bytes>();
        int withheld = 0;
        String before = "";
        for (var field : fields) {
            try {
                var part = new Part(field, where).only(FIELD);
                var name = part.text("name");
                if (name.compareTo(before) <= 0) {
                    findings.add(new Finding(Code.R03, where, "field " + name + " is out of order or stands twice"));
                }
                before = name;
                commitments.put(name, commitment(part, name, files));
                withheld += part.has("withheld")
                        ? 1
                        : (int) part.parts("segments").stream().filter(s -> s.has("withheld")).count();
            } catch (Broken broken) {
                findings.add(broken.finding());
            } catch (IllegalArgumentException e) {
                findings.add(new Finding(Code.R07, where, "a field has not the form of one: " + e.getMessage()));
            }
        }
        return new Checked(findings, leaf(where, findings, commitments, withheld), files, withheld);
    }

    private @Nullable NodeHash leaf(String where, List<Finding> findings, SortedMap<String, Commitment> commitments,
            int withheld) {
        try {
            var told = new Part(fact, where).only(FACT);
            var payload = told.object("payload");
            var root = Commitments.root(commitments).base64();
            if (findings.isEmpty() && !root.equals(content(payload))) {
                findings.add(withheld > 0
                        ? new Finding(Code.R06, where, "the content is not what the fact commits to; which part cannot be said")
                        : new Finding(Code.R02, where, "the content is not what the fact commits to: a field was altered"));
            }
            var entry = new LogEntry(index, UUID.fromString(told.text("id")), told.text("fact"), (int) told.number("rev"),
                    Instant.parse(told.text("at")), LogEntry.sum(told.salt("nonce"), told.object("metadata"), payload));
            if (!entry.id().toString().equals(told.text("id")) || !entry.time().equals(told.text("at"))) {
                throw new Broken(Code.R07, where, "id or time of the fact is not in its one spelling");
            }
            return entry.leaf();
        } catch (Broken broken) {
            findings.add(broken.finding());
        } catch (IllegalArgumentException | DateTimeException e) {
            findings.add(new Finding(Code.R07, where, "the fact has not the form of one: " + e.getMessage()));
        }
        return null;
    }

    /** What the fact commits to: its own content's root, or that of the version it tells. */
    private static @Nullable Object content(Map<String, ?> payload) {
        return payload.get("version") instanceof Map<?, ?> version && !payload.containsKey("content")
                ? version.get("content")
                : payload.get("content");
    }

    private static Commitment commitment(Part field, String name, List<Bytes> files) {
        if (field.has("withheld")) {
            return withheld(field);
        }
        return switch (field.text("type")) {
            case "json" -> Commitments.json(field.salt("salt"), name, field.value("value"));
            case "blob" -> {
                var sha256 = field.hex("sha256");
                long length = field.number("length");
                files.add(new Bytes(name, length, sha256, field.has("file") ? field.text("file") : null));
                yield Commitments.blob(field.salt("salt"), name, length, sha256);
            }
            case "text" -> {
                var segments = new ArrayList<Commitment>();
                for (var segment : field.parts("segments")) {
                    segments.add(segment.has("withheld")
                            ? withheld(segment)
                            : Commitments.segment(segment.salt("salt"), segment.text("text")));
                }
                yield Commitments.text(field.salt("salt"), name, segments);
            }
            default -> throw new Broken(Code.R07, field.where(), "field " + name + " is of no known type");
        };
    }

    private static Commitment withheld(Part part) {
        for (var shown : List.of("salt", "value", "text", "segments")) {
            if (part.has(shown)) {
                throw new Broken(Code.R07, part.where(), "a part is withheld and shown at once");
            }
        }
        return new Commitment(part.salt("withheld"));
    }

    /** An object of a disclosure, with its members by kind. */
    private record Part(Map<String, ?> members, String where) {
        boolean has(String name) {
            return members.containsKey(name);
        }

        @Nullable
        Object value(String name) {
            if (!has(name)) {
                throw wrong(name);
            }
            return members.get(name);
        }

        String text(String name) {
            if (value(name) instanceof String text) {
                return text;
            }
            throw wrong(name);
        }

        long number(String name) {
            if (value(name) instanceof Long number) {
                return number;
            }
            throw wrong(name);
        }

        /** Members that are not of these names would say something that nothing proves. */
        Part only(Set<String> names) {
            for (var name : members.keySet()) {
                if (!names.contains(name)) {
                    throw new Broken(Code.R07, where, "\"" + name + "\" does not belong here");
                }
            }
            return this;
        }

        byte[] salt(String name) {
            byte[] bytes;
            try {
                bytes = StrictBase64.decode(text(name));
            } catch (IllegalArgumentException e) {
                throw wrong(name);
            }
            if (bytes.length != NodeHash.LENGTH) {
                throw new Broken(Code.R04, where, name + " has " + bytes.length + " bytes, not " + NodeHash.LENGTH);
            }
            return bytes;
        }

        byte[] hex(String name) {
            try {
                var bytes = HexFormat.of().parseHex(text(name));
                if (bytes.length == NodeHash.LENGTH && HexFormat.of().formatHex(bytes).equals(text(name))) {
                    return bytes;
                }
            } catch (IllegalArgumentException e) {
                throw wrong(name);
            }
            throw wrong(name);
        }

        @SuppressWarnings("unchecked")
        Map<String, ?> object(String name) {
            if (value(name) instanceof Map<?, ?> object) {
                return (Map<String, ?>) object;
            }
            throw wrong(name);
        }

        @SuppressWarnings("unchecked")
        List<Map<String, ?>> objects(String name) {
            if (value(name) instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
                return (List<Map<String, ?>>) list;
            }
            throw wrong(name);
        }

        List<Part> parts(String name) {
            return has(name) ? objects(name).stream().map(object -> new Part(object, where).only(FIELD)).toList() : List.of();
        }

        private Broken wrong(String name) {
            return new Broken(Code.R07, where, "\"" + name + "\" is missing or not of its kind");
        }
    }
}
