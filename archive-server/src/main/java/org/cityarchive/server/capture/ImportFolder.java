package org.cityarchive.server.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import org.cityarchive.server.web.BadParameter;

/**
 * The one folder of the server from which a file may be imported by its name. Plain files that lie directly in it, nothing else: no folder
 * below it, no link out of it.
 */
public final class ImportFolder {
    private static final int MOST = 500;

    private final Path folder;

    /** Makes the folder where it lacks. */
    public ImportFolder(Path folder) {
        this.folder = folder;
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of imports cannot be made", e);
        }
    }

    /** What lies there, by name. */
    public List<String> names() {
        var names = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var name = String.valueOf(file.getFileName());
                if (!name.startsWith(".") && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && names.size() < MOST) {
                    names.add(name);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of imports cannot be read", e);
        }
        names.sort(String.CASE_INSENSITIVE_ORDER);
        return names;
    }

    /**
     * Opens a file by its name.
     *
     * @throws BadParameter no plain file of this name lies there
     */
    InputStream open(String name) throws IOException {
        if (!names().contains(name)) { // compared with what is there, never resolved: a path is no name
            throw new BadParameter("serverFile",
                    "No file of this name lies in the folder \"import\" of the archive's home. It takes the name of a file that lies there.");
        }
        return Files.newInputStream(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }
}
