package org.cityarchive.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aHomeIsMadeForItsOwnerOnly() throws Exception {
        try (var home = Home.open(folder.resolve("a/b"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.folder()))).isEqualTo("rwx------");
        }
    }

    @Test
    void aSecondOneOnTheSameHomeIsRefusedUntilTheFirstEnds() {
        try (var first = Home.open(folder)) {
            assertThat(first.folder()).isEqualTo(folder);
            assertThatThrownBy(() -> Home.open(folder)).isInstanceOf(CannotRun.class)
                    .hasMessageContaining("Another City Archive");
        }
        Home.open(folder).close();
    }

    @Test
    void aHomeThatIsAFileIsOneSentence() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> Home.open(file)).isInstanceOf(CannotRun.class).hasMessageContaining("cannot be");
    }

    @Test
    void theTokenIsForTheOwnerOnly() throws Exception {
        try (var home = Home.open(folder)) {
            home.keepToken("secret");
            assertThat(Home.token(folder)).contains("secret");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("token"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theAddressIsKnownOnlyWhileItAnswers() {
        try (var home = Home.open(folder)) {
            home.keepAddress("http://localhost:8081");
            assertThat(Home.address(folder)).contains("http://localhost:8081");
        }
        assertThat(Home.address(folder)).isEmpty();
    }
}
