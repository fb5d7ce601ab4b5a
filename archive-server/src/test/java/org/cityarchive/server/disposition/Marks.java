package org.cityarchive.server.disposition;

import java.util.Arrays;
import java.nio.charset.StandardCharsets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for many byte strings at once, by their first four bytes. */
public final class Marks {
    private static final int PREFIX = 4;

    private final boolean[] begins = new boolean[1 << 16]; // most places are left after one look
    private final Map<Integer, List<byte[]>> byPrefix = new HashMap<>();

    public Marks(List<byte[]> marks) {
        for (var mark : marks) {
            begins[beginning(mark, 0)] = true;
            byPrefix.computeIfAbsent(prefix(mark, 0), _ -> new ArrayList<>()).add(mark);
        }
    }

    /** Whether one of them is in the bytes. */
    boolean holds(byte[] bytes) {
        return find(bytes).isPresent();
    }

    /** One of them in a file; a file that is gone holds none. */
    public Optional<String> in(Path file) throws IOException {
        try {
            return find(Files.readAllBytes(file));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private Optional<String> find(byte[] bytes) {
        for (int at = 0; at + PREFIX <= bytes.length; at++) {
            if (!begins[beginning(bytes, at)]) {
                continue;
            }
            for (var mark : byPrefix.getOrDefault(prefix(bytes, at), List.of())) {
                if (isAt(bytes, at, mark)) {
                    return Optional.of(new String(mark, StandardCharsets.UTF_8) + " at " + at);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isAt(byte[] bytes, int at, byte[] mark) {
        return at + mark.length <= bytes.length
                && Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length);
    }

    private static int beginning(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    private static int prefix(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff);
    }
}
