package org.cityarchive.core.evidence;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.cityarchive.core.capture.Commitments;
import org.cityarchive.core.capture.Field;
import org.cityarchive.core.capture.Segments;
import org.cityarchive.core.law.CanonicalJson;
import org.jspecify.annotations.Nullable;

/** Writes disclosures: what {@link Verification} reads (EVIDENCE.md §1.5). */
public final class Openings {
    private Openings() {}

    /**
     * A fact as the store keeps it.
     *
     * @param metadata who, in which role, why, in which zone
     */
    public record Told(LogEntry entry, byte[] nonce, Map<String, ?> metadata, Map<String, ?> payload) {}

    /**
     * The whole version, nothing withheld.
     *
     * @param seed the secret of which the salts are derived; it is not in the answer
     * @param files where the bytes of a field stand beside the disclosure, by the field's name
     * @return the bytes of the file
     */
    public static byte[] whole(Told told, byte[] seed, SortedMap<String, Field> fields, Map<String, String> files) {
        var shown = new ArrayList<Map<String, ?>>();
        int place = 0;
        for (var field : fields.entrySet()) {
            shown.add(opening(seed, place++, field.getKey(), field.getValue(), files.get(field.getKey())));
        }
        return CanonicalJson.write(Map.of("v", 1, "index", told.entry().index(), "fact", fact(told), "fields", shown));
    }

    private static Map<String, ?> fact(Told told) {
        var entry = told.entry();
        return Map.of("at", entry.time(), "fact", entry.fact(), "id", entry.id().toString(), "rev", entry.revision(), "payload",
                told.payload(), "metadata", told.metadata(), "nonce", base64(told.nonce()));
    }

    private static Map<String, ?> opening(byte[] seed, int place, String name, Field field, @Nullable String file) {
        var members = new TreeMap<String, @Nullable Object>();
        members.put("name", name);
        members.put("salt", base64(Commitments.salt(seed, place, 0)));
        switch (field) {
            case Field.Json json -> {
                members.put("type", "json");
                members.put("value", json.value());
            }
            case Field.Bytes bytes -> {
                members.put("type", "blob");
                members.put("length", bytes.length());
                members.put("sha256", HexFormat.of().formatHex(bytes.sha256()));
                if (file != null) {
                    members.put("file", file);
                }
            }
            case Field.Text text -> {
                members.put("type", "text");
                members.put("segments", segments(seed, place, text.text()));
            }
        }
        return members;
    }

    private static List<Map<String, ?>> segments(byte[] seed, int place, String text) {
        var segments = new ArrayList<Map<String, ?>>();
        for (var segment : Segments.of(text)) {
            segments.add(Map.of("salt", base64(Commitments.salt(seed, place, segments.size() + 1L)), "text", segment));
        }
        return segments;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
