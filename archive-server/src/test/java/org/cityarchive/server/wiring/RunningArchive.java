package org.cityarchive.server.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.ApiTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A whole server on a home of its own and a free port, asked over HTTP. */
public final class RunningArchive implements AutoCloseable {
    private final ArchiveServer server;
    private final HttpClient http = HttpClient.newHttpClient(); // keeps no cookies and follows no redirect: tests see what was answered

    private RunningArchive(ArchiveServer server) {
        this.server = server;
    }

    public static RunningArchive on(Path home) {
        return new RunningArchive(ArchiveServer.start(settings(home, "0")));
    }

    public static ArchiveSettings settings(Path home, String port) {
        return ArchiveSettings.read(Map.of(Setting.HOME, home.toString(), Setting.PORT, port), Map.of());
    }

    public ArchiveServer server() {
        return server;
    }

    /** The routes that have a handler. */
    public Set<RequestMappingInfo> routes() {
        return server.part("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods().keySet();
    }

    /** A file of the home, as text. */
    public String file(String path) {
        try {
            return Files.readString(server.part(ArchiveSettings.class).home().resolve(path));
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
        var request = HttpRequest.newBuilder(URI.create(server.address() + path)).timeout(Duration.ofSeconds(30));
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
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(home)));
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
