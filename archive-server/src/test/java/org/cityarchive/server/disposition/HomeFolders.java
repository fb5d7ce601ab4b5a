package org.cityarchive.server.disposition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Copies what lies in a home to another, as tests with more than one home need it. */
final class HomeFolders {
    private HomeFolders() {}

    /** The keys of one home, and no others, are those of another. */
    static void keys(Path fromHome, Path toHome) throws IOException {
        var from = fromHome.resolve("keys");
        var to = toHome.resolve("keys");
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var there = to.resolve(from.relativize(file).toString());
                if (Files.isRegularFile(file) || Files.notExists(there)) {
                    Files.copy(file, there, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        try (var files = Files.walk(to)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (Files.notExists(from.resolve(to.relativize(file).toString()))) {
                    Files.delete(file);
                }
            }
        }
    }

    /** A whole folder, to where none is. */
    static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
