package org.cityarchive.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.Map;

import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.wiring.ArchiveProcess;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.cityarchive.server.wiring.CannotRun;
import org.cityarchive.server.wiring.Foundation;
import org.cityarchive.server.wiring.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that do not fit the archive keep the program from starting: one sentence with the archive's id and the keys', exit code 3. */
class KeysAtStartTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void wrongMissingTornAndForeignKeysAreRefusedByName() throws Exception {
        var url = TestDatabase.emptyUrl();
        var passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse battery\n");
        var home = folder.resolve("home");
        var settings = ArchiveSettings.read(Map.of(Setting.HOME, home.toString(), Setting.DATABASE_URL, url,
                Setting.KEY_PASSPHRASE_FILE, passphrase.toString()), Map.of());
        String archive;
        String label;
        try (var foundation = Foundation.lay(settings)) {
            archive = foundation.keys().archive().toString();
            label = foundation.keys().label();
        }
        assertThat(label).contains(archive);
        var keys = home.resolve("keys");

        var wrong = Files.writeString(folder.resolve("wrong"), "correct horse batterie\n");
        assertThat(saidByProcess(url, wrong)).contains("passphrase does not open " + label, "the archive was not touched")
                .doesNotContain("batterie");

        var secret = keys.resolve("identity.secret");
        byte[] whole = Files.readAllBytes(secret);
        Files.write(secret, Arrays.copyOf(whole, whole.length / 2));
        assertThat(said(url, passphrase)).contains(secret.toString(), "escrow copy");
        Files.write(secret, whole);

        Files.move(keys, folder.resolve("away"));
        assertThat(said(url, passphrase)).contains("no keys in " + keys, "the archive " + archive, "restore a backup");

        var other = FileKeys.create(keys, "correct horse battery".toCharArray(), Clock.systemUTC());
        assertThat(said(url, passphrase)).contains(other.label(), "the database holds the archive " + archive);
        TestDatabase.delete(keys);
        Files.move(folder.resolve("away"), keys);

        try (var connection = DriverManager.getConnection(url); var statement = connection.createStatement()) {
            statement.execute("insert into vault_batch_key (bucket, hour, provider_key, wrapped)"
                    + " values ('unclassified/2026-11/a', now(), 'unclassified+2026-11+a#1', decode(repeat('00', 40), 'hex'))");
        }
        assertThatThrownBy(() -> Foundation.lay(settings)).isInstanceOf(CannotRun.class)
                .hasMessageContaining("unclassified+2026-11+a#1").hasMessageContaining(label);
    }

    /** What the program says as it refuses to start, in a process of its own. */
    private String saidByProcess(String url, Path passphrase) throws InterruptedException {
        try (var archive = ArchiveProcess.launch(folder.resolve("home"), ArchiveProcess.freePort(),
                Map.of("ARCHIVE_DATABASE_URL", url, "ARCHIVE_KEY_PASSPHRASE_FILE", passphrase.toString()))) {
            assertThat(archive.exit()).as(archive.said()).isEqualTo(3);
            assertThat(archive.said().lines().filter(line -> !line.startsWith("WARNING"))).as("one sentence").hasSize(1);
            return archive.said();
        }
    }

    /** The same, by the command in this process. */
    private String said(String url, Path passphrase) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = new String[]{"serve", "--home", folder.resolve("home").toString(), "--port", "0"};
        int code = ArchiveCommand.run(line,
                Map.of("ARCHIVE_DATABASE_URL", url, "ARCHIVE_KEY_PASSPHRASE_FILE", passphrase.toString()), new PrintWriter(out),
                new PrintWriter(err));
        var said = out + err.toString();
        assertThat(code).as(said).isEqualTo(3);
        assertThat(said.lines()).as("one sentence").hasSize(1);
        return said;
    }
}
