package org.cityarchive.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever checks a package of a stranger's runs out of no memory: one that is too much in all is refused, be it many files or a few. */
class PackageFilesTest {
    private static final long MOST = 1 << 20;

    @TempDir
    Path folder = Path.of("");

    private Path zip(int files, int bytes) throws IOException {
        var zip = folder.resolve(files + ".zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (int i = 0; i < files; i++) {
                out.putNextEntry(new ZipEntry("f" + i));
                out.write(new byte[bytes]); // it folds to next to nothing
            }
        }
        return zip;
    }

    @Test
    void whatIsTooMuchTogetherIsRefused() throws Exception {
        assertThat(PackageFiles.of(zip(3, 300_000), MOST)).hasSize(3);
        assertThatThrownBy(() -> PackageFiles.of(zip(4, 300_000), MOST)).isInstanceOf(IOException.class)
                .hasMessageContaining("1 MiB together");
        assertThatThrownBy(() -> PackageFiles.of(zip(2_000, 0), MOST)).as("names alone").hasMessageContaining("together");
        Files.write(folder.resolve("a"), new byte[600_000]);
        Files.write(folder.resolve("b"), new byte[600_000]);
        assertThatThrownBy(() -> PackageFiles.of(folder, MOST)).hasMessageContaining("together");
    }
}
