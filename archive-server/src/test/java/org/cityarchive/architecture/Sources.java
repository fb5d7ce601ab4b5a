package org.cityarchive.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project as files: every Java source of every module. */
final class Sources {
    static final List<String> MODULES = List.of("archive-core", "archive-ingest", "archive-search", "archive-server");
    private static final List<Path> ROOTS = List.of(Path.of("src", "main", "java"), Path.of("src", "test", "java"));

    /** The folder of the parent pom: the nearest one upwards that holds all modules. */
    static Path project() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (MODULES.stream().map(folder::resolve).allMatch(Files::isDirectory)) {
                return folder;
            }
        }
        throw new IllegalStateException("Run inside the project: no folder above holds " + MODULES);
    }

    /** The main and test source roots that exist. */
    static List<Path> roots() {
        var project = project();
        return MODULES.stream().flatMap(module -> ROOTS.stream().map(project.resolve(module)::resolve)).filter(Files::isDirectory)
                .toList();
    }

    /** Every Java file below a source root. */
    static List<Path> javaBelow(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Sources() {}
}
