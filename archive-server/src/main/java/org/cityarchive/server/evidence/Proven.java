package org.cityarchive.server.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What the proven disclosures of one record show, of all its versions. */
final class Proven {
    /** Of a version of which no such field was seen. */
    private static final String NOTHING = "";

    private final List<Map<String, String>> versions = new ArrayList<>();
    private final Set<String> withheld = new HashSet<>();
    private final Set<String> parents = new HashSet<>();
    private final Set<List<Medium>> media = new HashSet<>();

    /** A medium as it is told. */
    private record Medium(String type, String alt) {}

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

    /** A record that it answers. */
    void answers(String parent) {
        parents.add(parent);
    }

    /** Whether it may be shown as an answer to a record; where no fact that is disclosed says which it answers, nobody can know. */
    boolean mayAnswer(String parent) {
        return parents.isEmpty() || parents.contains(parent);
    }

    /** Whether a medium may be shown: its type, and what is said of it. */
    boolean hasMedium(String type, String alt, UnaryOperator<String> spelled) {
        return withheld.contains("media") || media.stream().flatMap(List::stream).anyMatch(
                one -> spelled.apply(one.type()).equals(type) && spelled.apply(one.alt()).equals(alt));
    }

    /**
     * Whether no medium of a version is left out; nobody can know where some are withheld. Two versions that differ by what sources call
     * the type alone are one wording, which shows the type of one of them.
     *
     * @param alts what is said of each that is shown, those of one wording after the other
     */
    boolean hasAllMediaIn(List<String> alts, UnaryOperator<String> spelled) {
        return withheld.contains("media") || media.stream().allMatch(version -> Collections.indexOfSubList(alts,
                version.stream().map(one -> spelled.apply(one.alt())).toList()) >= 0);
    }

    /** Whether nothing that is proven of a field is left out; nobody can know where a part of it is withheld. */
    boolean hasAllIn(String field, Set<String> shown, UnaryOperator<String> spelled) {
        return withheld.contains(field) || values(field).stream().map(spelled).allMatch(shown::contains);
    }

    private void value(String name, Map<?, ?> field, Map<String, String> version) {
        if (field.containsKey("withheld")) {
            withheld.add(name);
        } else if (name.equals("media") && field.get("value") instanceof List<?> all) {
            media.add(all.stream().flatMap(Proven::medium).toList());
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

    private static Stream<Medium> medium(Object one) {
        return one instanceof Map<?, ?> medium
                ? Stream.of(new Medium(medium.get("type") instanceof String type ? type : "file",
                        medium.get("alt") instanceof String alt && !alt.isBlank() ? alt : "no description was given"))
                : Stream.empty();
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
