package org.cityarchive.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.cityarchive.server.search.RecordsIndexed;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each command says and with which code it ends: 0 done, 1 found something wrong, 2 usage, 3 could not run. */
class CommandsTest {
    private static final String NO_RECORD = "0d9f2f6e-2f0f-4b1e-9a53-0c3c8c5e1c11";

    @TempDir
    private Path folder = Path.of("");

    private static Typed onShared(String... line) {
        return Typed.at(Map.of("ARCHIVE_HOME", RunningArchive.shared().home().toString()), line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "import", "export", "search", "record", "rebuild", "token"})
    void everyCommandExplainsItselfWithAnExample(String command) {
        var ended = Typed.at(Map.of(), command, "--help");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("Usage: archive " + command).contains("Examples:").contains("  archive " + command);
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void theRootNamesAllCommandsAndTheExitCodes() {
        var ended = Typed.at(Map.of(), "--help");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("serve", "import", "search", "record", "rebuild", "token", "Exit codes: 0 done");
        assertThat(Typed.at(Map.of(), "--version").out()).startsWith("City Archive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve --prot 8080", "nonsense", "record not-an-id", "token --name a", "search --limit many",
            "rebuild --all"})
    void whatCannotBeReadIsUsage(String line) {
        var ended = Typed.at(Map.of(), line.split(" "));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("--help").doesNotContain("Exception").doesNotContain("\tat ");
    }

    @Test
    void whereNoServerAnswersItCouldNotRun() {
        var ended = Typed.at(Map.of("ARCHIVE_URL", "http://127.0.0.1:1"), "search", "pool");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("No City Archive answers at http://127.0.0.1:1").hasLineCount(1);
        assertThat(Typed.at(Map.of("ARCHIVE_URL", "nowhere"), "search", "pool")).satisfies(
                nowhere -> assertThat(nowhere.code()).isEqualTo(3), nowhere -> assertThat(nowhere.err()).contains("ARCHIVE_URL"));
    }

    @Test
    void aTokenThatIsNoneIsNotRepeated() {
        var ended = Typed.at(Map.of("ARCHIVE_URL", "http://127.0.0.1:1", "ARCHIVE_TOKEN", "ca_secret\nX: y"), "search", "pool");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("ARCHIVE_TOKEN").doesNotContain("secret").hasLineCount(1);
    }

    @Test
    void aQueryErrorPointsAtThePlace() {
        var ended = onShared("search", "snow", "(plow");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("At character 6: A bracket opens here").contains("  snow (plow\n       ^\n")
                .hasLineCount(3);
    }

    @Test
    void aRecordThatIsNotThereIsSomethingWrong() {
        assertThat(onShared("record", NO_RECORD).code()).isEqualTo(1);
    }

    @Test
    void modelsAreRebuiltByNameAndAnUnknownOneIsUsage() {
        var done = onShared("rebuild", RecordsIndexed.NAME);
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains("Rebuilt " + RecordsIndexed.NAME);
        var unknown = onShared("rebuild", "nothing-1");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("nothing-1", RecordsIndexed.NAME);
    }

    @Test
    void aTokenIsMadeByTheServerThatHoldsTheHome() {
        var made = onShared("token", "--name", "audit", "--role", "auditor", "--expires", "P1D");
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.err()).contains("A running server holds the home").hasLineCount(1);
        assertThat(RunningArchive.shared().send("GET", "/api/v1/accounts", made.out().strip()).statusCode()).isEqualTo(200);
        assertThat(onShared("token", "--name", "audit", "--role", "king").code()).isEqualTo(2);
    }

    @Test
    void aTokenNeedsAnArchive() {
        var none = Typed.at(Map.of(), "token", "--name", "a", "--role", "clerk", "--home", folder.resolve("none").toString());
        assertThat(none.code()).isEqualTo(3);
        assertThat(none.err()).contains("There is no archive in").hasLineCount(1);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void aSecondServerOnTheSameHomeIsRefused() {
        var ended = onShared("serve", "--port", "0");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("Another City Archive is running on the home").hasLineCount(1);
        assertThat(RunningArchive.shared().get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    @Test
    void aBusyPortIsRefusedBeforeAnythingIsTouched() throws IOException {
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ended = Typed.at(Map.of(), "serve", "--home", folder.resolve("home").toString(), "--port",
                    String.valueOf(busy.getLocalPort()));
            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.err()).contains("Port " + busy.getLocalPort()).contains("is not free").hasLineCount(1);
        }
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void aHomeThatCannotBeUsedIsOneSentence() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "x");
        for (var home : new Path[]{file, file.resolve("below")}) {
            var ended = Typed.at(Map.of(), "serve", "--home", home.toString(), "--port", "0");
            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.err()).contains("The home " + home).hasLineCount(1);
        }
        assertThat(file).hasContent("x");
    }
}
