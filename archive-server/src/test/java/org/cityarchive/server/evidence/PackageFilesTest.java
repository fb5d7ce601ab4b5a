package org.cityarchive.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
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
        assertThat(PackageFiles.of(zip(3, 300_000), MOST).names()).hasSize(3);
        assertThatThrownBy(() -> PackageFiles.of(zip(4, 300_000), MOST)).isInstanceOf(IOException.class)
                .hasMessageContaining("1 MiB together");
        assertThatThrownBy(() -> PackageFiles.of(zip(2_000, 0), MOST)).as("names alone").hasMessageContaining("together");
        Files.write(folder.resolve("a"), new byte[600_000]);
        Files.write(folder.resolve("b"), new byte[600_000]);
        assertThatThrownBy(() -> PackageFiles.of(folder, MOST)).hasMessageContaining("together");
    }

    /** Of a film the hash is all that is asked: how long it is does not matter, nor whether it lies in a zip or a folder. */
    @Test
    void aFilmIsNeverReadIntoMemory() throws Exception {
        int length = 64 << 20;
        var zip = folder.resolve("film.zip");
        var sum = MessageDigest.getInstance("SHA-256");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("media-01.bin"));
            var stretch = new byte[1 << 20];
            for (int at = 0; at < length; at += stretch.length) {
                Arrays.fill(stretch, (byte) (at >> 20));
                out.write(stretch);
                sum.update(stretch);
            }
        }
        var files = PackageFiles.of(zip, MOST);
        assertThat(files.read()).isEmpty();
        assertThat(Objects.requireNonNull(files.hashes("media-01.bin")).isOf(length, sum.digest())).isTrue();
        Files.write(folder.resolve("media-02.jpg"), new byte[3 << 20]);
        Files.delete(zip);
        var beside = Objects.requireNonNull(PackageFiles.of(folder, MOST).hashes("media-02.jpg"));
        assertThat(beside.length()).isEqualTo(3 << 20);
        assertThat(beside.sha512()).isEqualTo(MessageDigest.getInstance("SHA-512").digest(new byte[3 << 20]));
    }
}
