package org.cityarchive.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, on a machine that has the usual tools but no Java of ours. */
class LauncherTest {
    private static final List<String> TOOLS = List.of("sh", "dirname", "readlink", "grep", "find", "head", "rm", "mv", "touch",
            "cat");

    @TempDir
    private Path folder = Path.of("");

    private Path tools = folder;
    private Path launcher = folder;

    @BeforeEach
    void layOut() throws IOException {
        tools = Files.createDirectory(folder.resolve("tools"));
        for (var tool : TOOLS) {
            var here = Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(place -> Path.of(place, tool))
                    .filter(Files::isExecutable).findFirst();
            assumeTrue(here.isPresent(), "no " + tool + " on this machine");
            Files.createSymbolicLink(tools.resolve(tool), here.orElseThrow());
        }
        launcher = Files.copy(project().resolve("archive"), folder.resolve("archive"));
    }

    @AfterEach
    void takeToolsAway() throws IOException {
        try (var links = Files.list(tools)) {
            for (var link : links.toList()) {
                Files.delete(link);
            }
        }
    }

    @Test
    void withoutAJdkOf25ItSaysSoInOneSentence() throws Exception {
        assertRefused(List.of("JAVA_HOME=" + jdk("java-17", "17.0.12"), "ARCHIVE_JDKS=" + jdk("java-26", "26")));
        assertThat(folder.resolve("app")).doesNotExist();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void anOldJavaOnThePathIsNotTaken() throws Exception {
        Files.createSymbolicLink(tools.resolve("java"), Path.of(jdk("java-21", "21.0.4"), "bin", "java"));
        assertRefused(List.of("ARCHIVE_JDKS="));
    }

    @Test
    void aJdkOf25IsFoundAmongOthersAndWithoutMavenTheBuildIsWhatLacks() throws Exception {
        var jdks = jdk("java-17", "17.0.12") + " " + jdk("java-25", "25.0.1");
        var ended = run(List.of("ARCHIVE_JDKS=" + jdks));
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.said()).containsExactly(
                "The archive must be built first and neither mvn nor ./mvnw is here; install Maven 3.8.7 or newer.");
    }

    private void assertRefused(List<String> environment) throws Exception {
        var ended = run(environment);
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.said())
                .containsExactly(
                        "City Archive needs a JDK 25, and none is in JAVA_HOME, JAVA25_HOME, PATH or the usual folders.");
    }

    private record Ended(int code, List<String> said) {}

    private Ended run(List<String> environment) throws Exception {
        var process = new ProcessBuilder(tools.resolve("sh").toString(), launcher.toString(), "serve").redirectErrorStream(true);
        process.environment().clear();
        process.environment().put("PATH", tools.toString());
        for (var variable : environment) {
            int equals = variable.indexOf('=');
            process.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        var started = process.start();
        try (var said = started.inputReader()) {
            var lines = new ArrayList<>(said.lines().toList());
            assertThat(started.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Ended(started.exitValue(), lines);
        } finally {
            started.destroyForcibly();
        }
    }

    /** A folder that looks like a JDK. */
    private String jdk(String name, String version) throws IOException {
        var home = folder.resolve(name);
        var bin = Files.createDirectories(home.resolve("bin"));
        for (var program : List.of("java", "javac")) {
            Files.createFile(bin.resolve(program),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home.toString();
    }

    private static Path project() {
        var place = Path.of("").toAbsolutePath();
        while (place != null && !Files.isRegularFile(place.resolve("archive"))) {
            place = place.getParent();
        }
        assumeTrue(place != null, "the launcher is not here");
        return place == null ? Path.of("") : place;
    }
}
