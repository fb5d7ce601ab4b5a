package org.cityarchive.core.law;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

/** One object of a vector file, with its members by kind. */
public record Vector(SortedMap<String, @Nullable Object> members) {

    /** Reads a file whose value is an object. */
    public static Vector read(Path file) throws IOException {
        return new Vector(CanonicalJson.parseObject(Files.readAllBytes(file)));
    }

    @SuppressWarnings("unchecked")
    private static Vector of(@Nullable Object value) {
        return new Vector((SortedMap<String, @Nullable Object>) requireNonNull(value));
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    public @Nullable Object value(String name) {
        return members.get(name);
    }

    public String text(String name) {
        return (String) requireNonNull(members.get(name), name);
    }

    public long number(String name) {
        return (Long) requireNonNull(members.get(name), name);
    }

    public byte[] hex(String name) {
        return HexFormat.of().parseHex(text(name));
    }

    public byte[] base64(String name) {
        return Base64.getDecoder().decode(text(name));
    }

    public Vector object(String name) {
        return of(members.get(name));
    }

    public Map<String, @Nullable Object> map(String name) {
        return object(name).members;
    }

    public List<?> list(String name) {
        return (List<?>) requireNonNull(members.get(name), name);
    }

    public List<Vector> each(String name) {
        return list(name).stream().map(Vector::of).toList();
    }
}
