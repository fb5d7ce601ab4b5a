package org.cityarchive.server.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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

import org.awaitility.Awaitility;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.people.People;
import org.cityarchive.server.security.SignInCodes;
import org.cityarchive.server.store.Positions;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole archive on a port of its own, for tests that ask it as people and programs do. Its home goes with it. */
public final class ArchiveUnderTest implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private final ArchiveServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;
    private final String code;

    private ArchiveUnderTest(Path home, ArchiveServer server) {
        this.home = home;
        this.server = server;
        var person = server.part(People.class).addFirst("Ruth Haugen");
        this.code = server.part(SignInCodes.class).make(new SignInCodes.PersonsSession(person, Role.IT_DIRECTOR));
        this.token = server.part(ApiTokens.class).make("test", Role.CLERK, Duration.ofHours(1), "test").secret();
    }

    public static ArchiveUnderTest start() {
        try {
            var home = Files.createTempDirectory("archive-running");
            var settings = ArchiveSettings.read(
                    Map.of(Setting.HOME, home.toString(), Setting.PORT, "0", Setting.CITY_NAME, "Cottonwood Bend"), Map.of());
            return new ArchiveUnderTest(home, ArchiveServer.start(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Address of a page or endpoint. */
    public String at(String path) {
        return server.address() + path;
    }

    /** One of the server's parts. */
    public <T> T part(Class<T> type) {
        return server.part(type);
    }

    /** The routes that have a handler. */
    public Set<RequestMappingInfo> routes() {
        return server.part("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods().keySet();
    }

    /** A token in another role, in the form of the header. */
    public String bearer(Role role) {
        return "Bearer " + server.part(ApiTokens.class).make("a " + role.word(), role, Duration.ofHours(1), "test").secret();
    }

    /** Sends anything, as a token or as nobody (empty). */
    public HttpResponse<String> send(String method, String path, String bearer) {
        var request = HttpRequest.newBuilder(URI.create(at(path))).method(method, BodyPublishers.noBody());
        return send(bearer.isEmpty() ? request.build() : request.header("Authorization", bearer).build());
    }

    /** A one-time code of a person who may import. */
    public String signInCode() {
        return code;
    }

    /** Asks the API with a token; pairs of header name and value. */
    public HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(at(path))).header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** The JSON of an answer that must be a 200. */
    public JsonNode json(String path) {
        var answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** The JSON of an answer, whatever its status. */
    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** Imports observed lines, and waits until all of it is in and found. */
    public JsonNode importLines(String lines) {
        var upload = new ObservedUpload(lines.getBytes(UTF_8));
        var answer = send(HttpRequest.newBuilder(URI.create(at("/api/v1/imports"))).header("Authorization", "Bearer " + token)
                .header("Content-Type", upload.contentType()).POST(BodyPublishers.ofByteArray(upload.body())).build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var job = answer.headers().firstValue("Location").orElseThrow();
        Awaitility.await().atMost(PATIENCE).until(() -> "done".equals(json(job).path("state").asString()));
        awaitSearchable();
        return json(job);
    }

    /** Waits until every reader has read all that is in. */
    public void awaitProjections() {
        var projections = server.part(org.cityarchive.server.store.Projections.class);
        long head = server.part(Positions.class).head().position();
        projections.standings().forEach(model -> assertThat(projections.awaitPosition(model.name(), head, PATIENCE)).isTrue());
    }

    private void awaitSearchable() {
        long head = server.part(Positions.class).head().position();
        Awaitility.await().atMost(PATIENCE).until(() -> server.part(RecordSearch.class).searchableUpTo() >= head);
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

    @Override
    public void close() {
        http.close();
        server.close();
        try (var files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
