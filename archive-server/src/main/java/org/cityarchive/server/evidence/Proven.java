package org.cityarchive.server.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What the proven disclosures of one record show, of all its versions. */
final class Proven {
    /** Of a version of which no such field was seen. */
    private static final String NOTHING = "";

    private final List<Map<String, String>> versions = new ArrayList<>();
    private final Set<String> withheld = new HashSet<>();

    /** The fields of another version. */
    void add(List<?> fields) {
        var version = new HashMap<String, String>();
        for (var one : fields) {
            if (one instanceof Map<?, ?> field && field.get("name") instanceof String name) {
                value(name, field, version);
            }
        }
        versions.add(version);
    }

    private void value(String name, Map<?, ?> field, Map<String, String> version) {
        if (field.containsKey("withheld")) {
            withheld.add(name);
        } else if (field.get("value") instanceof String value) {
            version.put(name, value);
        } else if (field.get("segments") instanceof List<?> segments) {
            var text = new StringBuilder();
            for (var one : segments) {
                if (one instanceof Map<?, ?> segment && segment.get("text") instanceof String part) {
                    text.append(part);
                } else {
                    withheld.add(name);
                }
            }
            version.put(name, text.toString());
        }
    }

    /**
     * Whether a value may be shown as a field of the record; always where a part of it is withheld, which nobody can know.
     *
     * @param spelled how what is proven would be written there
     */
    boolean shows(String field, String shown, UnaryOperator<String> spelled) {
        return withheld.contains(field) || (versions.isEmpty() && shown.isEmpty())
                || versions.stream().anyMatch(version -> spelled.apply(version.getOrDefault(field, NOTHING)).equals(shown));
    }

    /** What any version shows of a field. */
    List<String> values(String field) {
        return versions.stream().map(version -> version.getOrDefault(field, NOTHING)).filter(value -> !value.isEmpty()).distinct()
                .toList();
    }
}
