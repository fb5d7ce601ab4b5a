package org.cityarchive.server.disposition;

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
final class Marks {
    private static final int PREFIX = 4;

    private final Map<Integer, List<byte[]>> byPrefix = new HashMap<>();

    Marks(List<byte[]> marks) {
        marks.forEach(mark -> byPrefix.computeIfAbsent(prefix(mark, 0), _ -> new ArrayList<>()).add(mark));
    }

    /** Whether one of them is in the bytes. */
    boolean holds(byte[] bytes) {
        return find(bytes).isPresent();
    }

    /** One of them in a file; a file that is gone holds none. */
    Optional<String> in(Path file) throws IOException {
        try {
            return find(Files.readAllBytes(file));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private Optional<String> find(byte[] bytes) {
        for (int at = 0; at + PREFIX <= bytes.length; at++) {
            for (var mark : byPrefix.getOrDefault(prefix(bytes, at), List.of())) {
                if (isAt(bytes, at, mark)) {
                    return Optional.of(new String(mark, java.nio.charset.StandardCharsets.UTF_8) + " at " + at);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isAt(byte[] bytes, int at, byte[] mark) {
        return at + mark.length <= bytes.length
                && java.util.Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length);
    }

    private static int prefix(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff);
    }
}
