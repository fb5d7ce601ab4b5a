package org.cityarchive.core.law;

import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Finds test vectors that are kept beside the project; a test that needs absent ones is skipped and says so. */
public final class SharedData {
    private SharedData() {}

    /** A folder of the shared data. */
    public static Path folder(String name) {
        Path data = located();
        Assumptions.assumeTrue(data != null && Files.isDirectory(data.resolve(name)),
                "shared data \"" + name + "\" is not here; set ARCHIVE_SHARED_DATA to its folder");
        return data.resolve(name);
    }

    private static @Nullable Path located() {
        String named = System.getProperty("ARCHIVE_SHARED_DATA", System.getenv("ARCHIVE_SHARED_DATA"));
        if (named != null) {
            return Path.of(named);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("shared/data"))) {
                return folder.resolve("shared/data");
            }
        }
        return null;
    }
}
