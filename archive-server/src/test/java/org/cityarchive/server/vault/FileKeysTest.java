package org.cityarchive.server.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.nio.file.StandardCopyOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

import org.cityarchive.server.vault.KeyProvider.Held;
import org.cityarchive.server.vault.KeyProvider.KeyId;
import org.cityarchive.server.vault.KeyProvider.KeyState;
import org.cityarchive.server.vault.KeyProvider.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKeysTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:04:30.123Z"), ZoneOffset.UTC);
    private static final Bucket BUCKET = new Bucket("unclassified", YearMonth.of(2026, 11), "import-1");

    @TempDir
    Path home = Path.of("");
    private Path folder = home;

    @BeforeEach
    void choose() {
        folder = home.resolve("keys");
    }

    @Test
    void keysOpenAgainAfterARestart() {
        var keys = FileKeys.create(folder, null, CLOCK);
        var id = keys.create(BUCKET);
        byte[] batch = MasterKey.random(32);
        byte[] wrapped = keys.wrap(id, batch);
        var again = FileKeys.open(folder, null, CLOCK);
        assertThat(again.create(BUCKET)).isEqualTo(id);
        assertThat(again.unwrap(id, wrapped)).isEqualTo(batch);
        assertThat(again.secret(Secret.IDENTITY)).isEqualTo(keys.secret(Secret.IDENTITY)).hasSize(32)
                .isNotEqualTo(keys.secret(Secret.COMMIT));
        assertThat(again.inventory()).containsExactly(new Held(id, BUCKET.name(), CLOCK.instant(), KeyState.LIVE));
    }

    @Test
    void onlyThePassphraseOpensItsFolder() throws IOException {
        var keys = FileKeys.create(folder, "open sesame".toCharArray(), CLOCK);
        assertThat(Files.readString(folder.resolve("master.json"))).as("OWASP 2023").contains("\"iterations\":600000");
        assertThat(FileKeys.open(folder, "open sesame".toCharArray(), CLOCK).secret(Secret.COMMIT))
                .isEqualTo(keys.secret(Secret.COMMIT));
        assertThatThrownBy(() -> FileKeys.open(folder, "open sesamE".toCharArray(), CLOCK)).isInstanceOf(KeyTrouble.class)
                .hasMessageContaining("passphrase does not open").hasMessageNotContaining("sesam");
        assertThatThrownBy(() -> FileKeys.open(folder, null, CLOCK)).isInstanceOf(KeyTrouble.class)
                .hasMessageContaining("passphrase only");
    }

    @Test
    void nobodyElseMayReadFolderOrFiles() throws IOException {
        var keys = FileKeys.create(folder, null, CLOCK);
        keys.create(BUCKET);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
        try (var files = Files.list(folder)) {
            assertThat(files.toList()).isNotEmpty().allSatisfy(
                    f -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(f))).isEqualTo("rw-------"));
        }
        var key = folder.resolve("identity.secret");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> keys.secret(Secret.IDENTITY)).isInstanceOf(KeyTrouble.class)
                .hasMessageContaining("chmod 600 " + key);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx---r-x"));
        assertThatThrownBy(() -> FileKeys.open(folder, null, CLOCK)).isInstanceOf(KeyTrouble.class)
                .hasMessageContaining("chmod 700 " + folder);
    }

    @Test
    void keysAreNeverMadeWhereAnArchiveHasLostThem() throws IOException {
        assertThatThrownBy(() -> FileKeys.open(folder, null, CLOCK)).isInstanceOf(KeyTrouble.class)
                .hasMessageContaining("escrow copy");
        assertThat(FileKeys.exist(folder)).isFalse();
        var keys = FileKeys.create(folder, null, CLOCK);
        assertThatThrownBy(() -> FileKeys.create(folder, null, CLOCK)).isInstanceOf(KeyTrouble.class)
                .hasMessageContaining("already");
        Files.delete(folder.resolve("identity.secret"));
        assertThatThrownBy(() -> keys.secret(Secret.IDENTITY)).isInstanceOf(KeyTrouble.class).hasMessageContaining("escrow copy");
    }

    @Test
    void aDestroyedKeyOpensNothingAndIsNotMadeAgain() throws IOException {
        var keys = FileKeys.create(folder, null, CLOCK);
        var id = keys.create(BUCKET);
        byte[] wrapped = keys.wrap(id, MasterKey.random(32));
        var receipt = keys.destroy(id);
        assertThat(receipt.state()).isEqualTo(KeyState.DESTROYED);
        assertThat(receipt.at()).isEqualTo(CLOCK.instant());
        assertThat(Files.exists(folder.resolve(id + ".bucket"))).isFalse();
        assertThatThrownBy(() -> keys.unwrap(id, wrapped)).isInstanceOf(KeyTrouble.class).hasMessageContaining("was destroyed");
        assertThatThrownBy(() -> keys.destroy(id)).isInstanceOf(KeyTrouble.class);
        var next = FileKeys.open(folder, null, CLOCK).create(BUCKET);
        assertThat(next).isNotEqualTo(id);
        assertThatThrownBy(() -> keys.unwrap(next, wrapped)).isInstanceOf(KeyTrouble.class);
        assertThat(keys.inventory()).extracting(Held::state).containsExactly(KeyState.LIVE, KeyState.DESTROYED);
        assertThatThrownBy(() -> keys.wrap(new KeyId("../identity"), new byte[32])).isInstanceOf(KeyTrouble.class);
    }

    @Test
    void noKeyStandsInTheFolderInPlainBytes() throws IOException {
        var keys = FileKeys.create(folder, "p".toCharArray(), CLOCK);
        var id = keys.create(BUCKET);
        Set<String> markers = new HashSet<>();
        for (var secret : Secret.values()) {
            byte[] bytes = keys.secret(secret);
            markers.add(new String(bytes, ISO_8859_1));
            markers.add(Base64.getEncoder().encodeToString(bytes));
            markers.add(HexFormat.of().formatHex(bytes));
        }
        byte[] batch = "a marker that must stand nowhere".getBytes(ISO_8859_1);
        keys.wrap(id, batch);
        markers.add(new String(batch, ISO_8859_1));
        markers.add(Base64.getEncoder().encodeToString(batch));
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), ISO_8859_1)).doesNotContain(markers);
            }
        }
    }

    @Test
    void manyMakersMeetInOneKey() {
        var first = FileKeys.create(folder, null, CLOCK);
        var second = FileKeys.open(folder, null, CLOCK);
        var ids = IntStream.range(0, 40).parallel().mapToObj(i -> (i % 2 == 0 ? first : second).create(BUCKET)).distinct()
                .toList();
        assertThat(ids).hasSize(1);
        byte[] batch = MasterKey.random(32);
        assertThat(second.unwrap(ids.getFirst(), first.wrap(ids.getFirst(), batch))).isEqualTo(batch);
    }

    @Test
    void aChangedKeyFileIsNamedAndNotUsed() throws IOException {
        var keys = FileKeys.create(folder, null, CLOCK);
        Files.copy(folder.resolve("commit.secret"), folder.resolve("identity.secret"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> keys.secret(Secret.IDENTITY)).isInstanceOf(KeyTrouble.class)
                .hasMessageContaining("identity.secret");
        Files.writeString(folder.resolve("identity.secret"), "{\"v\":1,\"wrapped\":\"AAAA\"}");
        assertThatThrownBy(() -> keys.secret(Secret.IDENTITY)).isInstanceOf(KeyTrouble.class)
                .hasMessageContaining("identity.secret");
        Files.writeString(folder.resolve("identity.secret"), "torn");
        assertThatThrownBy(() -> keys.secret(Secret.IDENTITY)).isInstanceOf(KeyTrouble.class)
                .hasMessageContaining("cannot be read");
    }
}
