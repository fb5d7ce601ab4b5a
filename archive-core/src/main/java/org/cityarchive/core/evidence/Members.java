package org.cityarchive.core.evidence;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.cityarchive.core.evidence.Disclosure.Broken;
import org.cityarchive.core.evidence.Finding.Code;

/**
 * An object of a file that is checked, with its members by kind: whatever is not of its kind breaks the file.
 *
 * @param where what to call the file in findings
 */
record Members(Map<String, ?> of, String where) {
    boolean has(String name) {
        return of.containsKey(name);
    }

    String text(String name) {
        if (of.get(name) instanceof String text) {
            return text;
        }
        throw wrong(name);
    }

    long number(String name) {
        if (of.get(name) instanceof Long number) {
            return number;
        }
        throw wrong(name);
    }

    Instant time(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw wrong(name);
        }
    }

    NodeHash hash(String name) {
        try {
            return NodeHash.ofBase64(text(name));
        } catch (IllegalArgumentException e) {
            throw wrong(name);
        }
    }

    @SuppressWarnings("unchecked")
    Members object(String name) {
        if (of.get(name) instanceof Map<?, ?> object) {
            return new Members((Map<String, ?>) object, where);
        }
        throw wrong(name);
    }

    /** None where the member lacks. */
    @SuppressWarnings("unchecked")
    List<Members> objects(String name) {
        if (!has(name)) {
            return List.of();
        }
        if (of.get(name) instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
            return ((List<Map<String, ?>>) list).stream().map(one -> new Members(one, where)).toList();
        }
        throw wrong(name);
    }

    List<String> texts(String name) {
        return list(name, String.class);
    }

    List<Long> numbers(String name) {
        return list(name, Long.class);
    }

    List<NodeHash> hashes(String name) {
        try {
            return texts(name).stream().map(NodeHash::ofBase64).toList();
        } catch (IllegalArgumentException e) {
            throw wrong(name);
        }
    }

    private <T> List<T> list(String name, Class<T> kind) {
        if (of.get(name) instanceof List<?> list && list.stream().allMatch(kind::isInstance)) {
            return list.stream().map(kind::cast).toList();
        }
        throw wrong(name);
    }

    /** Other members would say something that nothing proves. */
    Members only(Set<String> names) {
        for (var name : of.keySet()) {
            if (!names.contains(name)) {
                throw new Broken(Code.R07, where, "\"" + name + "\" does not belong here");
            }
        }
        return this;
    }

    Broken wrong(String name) {
        return new Broken(Code.R07, where, "\"" + name + "\" is missing or not of its kind");
    }
}
