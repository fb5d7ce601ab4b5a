package org.cityarchive.server.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.cityarchive.server.wiring.CannotRun;

/** Takes a file of the server's into a new one here; nothing that is there is overwritten. */
final class Taking {
    private Taking() {}

    /**
     * Fetches one file.
     *
     * @throws CannotRun the file is there already or cannot be written
     * @throws ApiProblem the server said no; of the file nothing is left
     */
    static void take(ApiClient client, String path, Path file) {
        try (var to = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            client.download(path, to);
        } catch (FileAlreadyExistsException e) {
            throw new CannotRun("The file " + file + " is there already; name a new one.", e);
        } catch (IOException e) {
            var _ = file.toFile().delete();
            throw new CannotRun("The file " + file + " cannot be written.", e);
        } catch (ApiProblem | CannotRun e) {
            var _ = file.toFile().delete(); // of what did not come whole nothing is left
            throw e;
        }
    }
}
