package org.cityarchive.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.cityarchive.server.ArchiveMain;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as an operator runs it, in a process of its own that can be killed; asked over HTTP with the token of its home. */
public final class ArchiveProcess implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Much longer than anything takes: a busy machine is not a fault. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path home;
    private final Path said;
    private final int port;

    private ArchiveProcess(Process process, Path home, Path said, int port) {
        this.process = process;
        this.home = home;
        this.said = said;
        this.port = port;
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

    public HttpResponse<String> get(String path) {
        return send((path.startsWith("/actuator/") ? open(path) : request(path)).GET().build());
    }

    /** The JSON of an answer that must be a 200. */
    public JsonNode json(String path) {
        var answer = get(path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /**
     * Hands over a file in the neutral format; accounts are added.
     *
     * @return the import's id
     */
    public String upload(byte[] file) {
        var upload = new ObservedUpload(file);
        var answer = send(request("/api/v1/imports").header("Content-Type", upload.contentType())
                .POST(BodyPublishers.ofByteArray(upload.body())).build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JSON.readTree(answer.body()).path("id").asString();
    }

    /** How an import stands. */
    public JsonNode standing(String upload) {
        return json("/api/v1/imports/" + upload);
    }

    /** An import that is read to its end, and whose facts all readers have read. */
    public JsonNode done(String upload) {
        over(upload);
        awaitReaders();
        return standing(upload);
    }

    /** An import that is read to its end. */
    public JsonNode over(String upload) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .until(() -> List.of("done", "failed", "stopped").contains(standing(upload).path("state").asString()));
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

    /** All of a list, page after page. */
    public List<JsonNode> items(String path) {
        var items = new ArrayList<JsonNode>();
        var next = "";
        while (true) {
            var page = json(path + (path.contains("?") ? "&" : "?") + "limit=1000" + (next.isEmpty() ? "" : "&cursor=" + next));
            page.path("items").forEach(items::add);
            if (!page.path("next").isString()) {
                return items;
            }
            next = page.path("next").asString();
        }
    }

    /** The process's number. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Posts JSON. */
    public HttpResponse<String> post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build());
    }

    private boolean hasReadAll() {
        var answer = get("/actuator/health/readiness");
        return answer.statusCode() == 200
                && JSON.readTree(answer.body()).path("components").path("projections").path("details").valueStream()
                        .allMatch(standing -> standing.asString().endsWith(", 0 behind"));
    }

    private HttpRequest.Builder request(String path) {
        return open(path).header("Authorization", "Bearer " + Home.token(home).orElse("none"));
    }

    private HttpRequest.Builder open(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
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
            http.close();
        }
    }
}
