package org.cityarchive.server.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import org.cityarchive.server.wiring.CannotRun;

/**
 * Takes a file of the server's into a new one here; nothing that is there is overwritten. What came is kept beside it and moved there once it is
 * whole: however the program ends, a file of this name is a whole one.
 */
final class Taking {
    private Taking() {}

    /**
     * Fetches one file.
     *
     * @throws CannotRun the file is there already or cannot be written
     * @throws ApiProblem the server said no; of the file nothing is left
     */
    static void take(ApiClient client, String path, Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new CannotRun("The file " + file + " is there already; name a new one.");
        }
        try {
            var part = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + ".", ".part");
            var gone = new Thread(() -> delete(part));
            Runtime.getRuntime().addShutdownHook(gone); // by Ctrl-C too
            try {
                try (var to = Files.newOutputStream(part)) {
                    client.download(path, to);
                }
                place(part, file);
            } finally {
                delete(part);
                forget(gone);
            }
        } catch (IOException e) {
            throw new CannotRun("The file " + file + " cannot be written.", e);
        }
    }

    /** Never over one that came there meanwhile. */
    private static void place(Path part, Path file) throws IOException {
        try {
            Files.createLink(file, part);
        } catch (FileAlreadyExistsException e) {
            throw new CannotRun("The file " + file + " is there already; name a new one.", e);
        } catch (UnsupportedOperationException | FileSystemException _) {
            Files.move(part, file); // a disk that knows no links
        }
    }

    private static void delete(Path part) {
        var _ = part.toFile().delete(); // of what did not come whole nothing is left
    }

    private static void forget(Thread gone) {
        try {
            Runtime.getRuntime().removeShutdownHook(gone);
        } catch (IllegalStateException _) {
            // it runs
        }
    }
}
