package org.cityarchive.server.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.web.BadParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where files may come from, and what happens when there is no room for them. */
class ImportRoomTest {
    @TempDir
    private Path home;

    @Test
    void aFullDiskIsSaidAsSuchAndKeepsNothing() throws Exception {
        var full = Path.of("/dev/full"); // a device on which every write finds the disk full
        assumeThat(full).exists();
        var spool = new Spool(home.resolve("uploads"));
        var keys = new ImportKeys(FileKeys.create(home.resolve("keys"), null, Clock.systemUTC()), Clock.systemUTC());
        var id = UUID.randomUUID();
        try (var device = new FileOutputStream(full.toFile());
                var upload = new ImportUpload(id, ImportKeys.fresh(id), spool, keys.digest(), device)) {
            assertThatThrownBy(() -> upload.take(new ByteArrayInputStream(new byte[100_000])))
                    .isInstanceOf(ImportUpload.NoRoomException.class);
        }
        try (var left = Files.list(home.resolve("uploads"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void onlyPlainFilesOfTheFolderAreOpenedByTheirName() throws Exception {
        var folder = new ImportFolder(home.resolve("import"));
        Files.writeString(home.resolve("secret"), "secret");
        Files.writeString(home.resolve("import").resolve("lines.ndjson"), "{}");
        Files.createDirectory(home.resolve("import").resolve("below"));
        Files.writeString(home.resolve("import").resolve("below").resolve("deep"), "deep");
        Files.createSymbolicLink(home.resolve("import").resolve("link"), home.resolve("secret"));
        assertThat(folder.names()).containsExactly("lines.ndjson");
        try (var file = folder.open("lines.ndjson")) {
            assertThat(file.readAllBytes()).asString().isEqualTo("{}");
        }
        for (var name : new String[]{"../secret", "link", "below/deep", "below", "/etc/passwd", "./lines.ndjson", "",
                "http://localhost/"}) {
            assertThatThrownBy(() -> folder.open(name)).as(name).isInstanceOf(BadParameter.class);
        }
    }
}
