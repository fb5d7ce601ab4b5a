package org.cityarchive.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Projections;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A whole server on a home of its own and a free port, asked over HTTP. */
public final class RunningArchive implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Deque<Runnable> AT_END = new ConcurrentLinkedDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> AT_END.forEach(Runnable::run)));
    }

    private final ArchiveServer server;
    private final HttpClient http = HttpClient.newHttpClient(); // keeps no cookies and follows no redirect: tests see what was answered

    private RunningArchive(ArchiveServer server) {
        this.server = server;
    }

    /** The one that all tests of this JVM share which need no home of their own; the example city's people live in it. */
    public static RunningArchive shared() {
        return Shared.ARCHIVE;
    }

    private static final class Shared {
        static final RunningArchive ARCHIVE = on(temporaryHome());

        static {
            AT_END.push(ARCHIVE::close); // before its home goes
        }
    }

    public static RunningArchive on(Path home) {
        LoggingSystem.get(RunningArchive.class.getClassLoader()).cleanUp(); // the log is the JVM's: it follows whoever starts last
        return new RunningArchive(ArchiveServer.start(settings(home, "0")));
    }

    /** One with settings of its own. */
    public static RunningArchive on(Path home, Map<Setting, String> more) {
        LoggingSystem.get(RunningArchive.class.getClassLoader()).cleanUp();
        var settings = new HashMap<>(more);
        settings.put(Setting.HOME, home.toString());
        settings.putIfAbsent(Setting.PORT, "0");
        return new RunningArchive(ArchiveServer.start(ArchiveSettings.read(settings, Map.of())));
    }

    /** One that goes by another clock. */
    public static RunningArchive on(Path home, java.time.Clock clock) {
        LoggingSystem.get(RunningArchive.class.getClassLoader()).cleanUp();
        return new RunningArchive(ArchiveServer.start(settings(home, "0"), clock));
    }

    public static ArchiveSettings settings(Path home, String port) {
        return ArchiveSettings.read(Map.of(Setting.HOME, home.toString(), Setting.PORT, port), Map.of());
    }

    public ArchiveServer server() {
        return server;
    }

    /** Loads the example city where it is not yet, and waits until all of it is in and found. */
    public void loadSample() {
        server.welcomeToSample();
        awaitImport();
    }

    /** Waits until what was handed over is in, and every reader has read it. */
    public void awaitImport() {
        var token = token(Role.CLERK);
        await().atMost(PATIENCE).until(() -> send("GET", "/api/v1/imports", token).body().contains("\"state\":\"done\""));
        awaitProjections();
    }

    /** Imports lines of the neutral format, and waits until every reader has read them. */
    public void importLines(String lines) {
        var upload = new ObservedUpload(lines.getBytes(StandardCharsets.UTF_8));
        var token = token(Role.CLERK);
        var answer = send(request("/api/v1/imports", "Authorization", "Bearer " + token, "Content-Type", upload.contentType())
                .POST(BodyPublishers.ofByteArray(upload.body())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var path = answer.headers().firstValue("Location").orElseThrow();
        await().atMost(PATIENCE).until(() -> send("GET", path, token).body().contains("\"state\":\"done\""));
        awaitProjections();
    }

    /** Waits until all that is in is shown. */
    public void awaitProjections() {
        var projections = server.part(Projections.class);
        long head = server.part(FactReader.class).head();
        projections.standings().forEach(model -> assertThat(projections.awaitPosition(model.name(), head, PATIENCE)).isTrue());
    }

    public Path home() {
        return server.part(ArchiveSettings.class).home();
    }

    /** Where it listens, whatever address people use. */
    public int port() {
        return Integer.parseInt(server.part(Environment.class).getRequiredProperty("local.server.port"));
    }

    /** The routes that have a handler. */
    public Set<RequestMappingInfo> routes() {
        return server.part("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods().keySet();
    }

    /** A file of the home, as text. */
    public String file(String path) {
        try {
            return Files.readString(home().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String token(Role role) {
        return server.part(ApiTokens.class).make("test", role, Duration.ofDays(1), "test").secret();
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public HttpResponse<String> post(String path, String contentType, String body, String... headers) {
        return send(request(path, headers).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> postJson(String path, @Nullable String token, String body) {
        return token == null
                ? post(path, "application/json", body)
                : post(path, "application/json", body, "Authorization", "Bearer " + token);
    }

    public HttpResponse<String> send(String method, String path, @Nullable String token) {
        var request = token == null ? request(path) : request(path, "Authorization", "Bearer " + token);
        return send(request.method(method, BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path)).timeout(Duration.ofSeconds(30));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A home that is gone when the JVM ends. */
    public static Path temporaryHome() {
        try {
            var home = Files.createTempDirectory("archive-home-");
            AT_END.push(() -> delete(home));
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
