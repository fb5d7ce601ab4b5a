package org.cityarchive.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.cityarchive.server.ArchiveMain;
import tools.jackson.databind.JsonNode;

/** The program as an operator runs it, in a process of its own that can be killed; asked over HTTP with the token of its home. */
public final class ArchiveProcess extends ArchiveOverHttp implements AutoCloseable {
    private final Process process;
    private final Path home;
    private final Path said;

    private ArchiveProcess(Process process, Path home, Path said, int port) {
        super(HttpClient.newHttpClient(), "http://127.0.0.1:" + port);
        this.process = process;
        this.home = home;
        this.said = said;
    }

    @Override
    Optional<String> token(String path) {
        return path.startsWith("/actuator/") ? Optional.empty() : Optional.of(Home.token(home).orElse("none"));
    }

    /** Starts on a home and waits until it serves. */
    public static ArchiveProcess start(Path home, int port, Map<String, String> environment) {
        var started = launch(home, port, environment);
        Awaitility.await().atMost(PATIENCE)
                .until(() -> !started.process.isAlive() || started.said().contains("City Archive runs at"));
        assertThat(started.process.isAlive()).as(started.said()).isTrue();
        return started;
    }

    /** Starts on a home and waits for nothing. */
    public static ArchiveProcess launch(Path home, int port, Map<String, String> environment) {
        var classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try {
            var said = Files.createTempFile("archive-process-", ".log");
            var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                    "-cp", classes, ArchiveMain.class.getName(), "serve", "--home", home.toString(), "--port",
                    String.valueOf(port));
            builder.environment().keySet().removeIf(name -> name.startsWith("ARCHIVE_"));
            builder.environment().putAll(environment);
            File file = said.toFile();
            return new ArchiveProcess(builder.redirectErrorStream(true).redirectOutput(file).start(), home, said, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that nobody listens on now. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it wrote to the terminal. */
    public String said() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The exit code of a process that ends by itself. */
    public int exit() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(said()).isTrue();
        return process.exitValue();
    }

    /** As {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** An import that is read to its end, and whose facts all readers have read. */
    public JsonNode done(String upload) {
        over(upload);
        awaitReaders();
        return standing(upload);
    }

    /** Waits until all readers have read all facts. */
    public void awaitReaders() {
        try {
            Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(this::hasReadAll);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("not ready: " + get("/actuator/health/readiness").body(), e);
        }
    }

    /** The process's number. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    private boolean hasReadAll() {
        var answer = get("/actuator/health/readiness");
        return answer.statusCode() == 200
                && json(answer).path("components").path("projections").path("details").valueStream()
                        .allMatch(standing -> standing.asString().endsWith(", 0 behind"));
    }

    /** Ends it as an operator does, and waits for that. */
    @Override
    public void close() {
        process.destroy();
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(said()).isTrue();
            Files.deleteIfExists(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hangUp();
        }
    }
}
