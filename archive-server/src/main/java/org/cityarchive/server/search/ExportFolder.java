package org.cityarchive.server.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Where packages lie until they are deleted: sealed files in the home. */
final class ExportFolder {
    /** How files end that are parts of a package being made. */
    static final String PART = ".part";
    private static final String END = ".package";

    private final Path folder;

    /** Makes the folder where it lacks. */
    ExportFolder(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of exports cannot be made", e);
        }
    }

    Path path() {
        return folder;
    }

    Path file(UUID export) {
        return folder.resolve(export + END);
    }

    void delete(UUID export) {
        try {
            Files.deleteIfExists(file(export));
        } catch (IOException _) {
            // swept at the next start; its key is gone
        }
    }

    /** The packages that lie here. */
    List<UUID> packages() {
        try (var files = Files.newDirectoryStream(folder, "*" + END)) {
            var found = new ArrayList<UUID>();
            for (var file : files) {
                var name = String.valueOf(file.getFileName());
                found.add(UUID.fromString(name.substring(0, name.length() - END.length())));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of exports cannot be read", e);
        }
    }

    /** Removes what a process left behind that was killed, and packages that are no longer kept. */
    void sweep(Collection<UUID> kept) {
        var names = kept.stream().map(export -> export + END).collect(Collectors.toSet());
        try (var files = Files.newDirectoryStream(folder, "*{" + PART + "," + END + "}")) {
            for (var file : files) {
                if (!names.contains(String.valueOf(file.getFileName()))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of exports cannot be read", e);
        }
    }
}
