package org.cityarchive.core.capture;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

import org.cityarchive.core.law.Vector;

/** Works out the root that a disclosure reaches, as a stranger would (EVIDENCE.md §1.5). */
final class DisclosedRoot {
    private DisclosedRoot() {}

    /** @throws IllegalArgumentException a disclosure that breaks a rule */
    static Commitment of(List<Vector> fields) {
        var commitments = new TreeMap<String, Commitment>();
        String before = "";
        for (var field : fields) {
            var name = field.text("name");
            if (name.compareTo(before) <= 0) {
                throw new IllegalArgumentException("names must ascend");
            }
            before = name;
            commitments.put(name, field.has("withheld") ? withheld(field) : shown(name, field));
        }
        return Commitments.root(commitments);
    }

    private static Commitment withheld(Vector part) {
        if (part.has("salt") || part.has("value") || part.has("text") || part.has("segments")) {
            throw new IllegalArgumentException("withheld and shown at once");
        }
        return Commitment.of(part.text("withheld"));
    }

    private static Commitment shown(String name, Vector field) {
        return switch (field.text("type")) {
            case "json" -> Commitments.json(field.base64("salt"), name, field.value("value"));
            case "blob" ->
                Commitments.blob(field.base64("salt"), name, field.number("length"),
                        HexFormat.of().parseHex(field.text("sha256")));
            case "text" -> {
                var segments = new ArrayList<Commitment>();
                for (var segment : field.each("segments")) {
                    segments.add(segment.has("withheld")
                            ? withheld(segment)
                            : Commitments.segment(segment.base64("salt"), segment.text("text")));
                }
                yield Commitments.text(field.base64("salt"), name, segments);
            }
            default -> throw new IllegalArgumentException("a type that is none");
        };
    }
}
