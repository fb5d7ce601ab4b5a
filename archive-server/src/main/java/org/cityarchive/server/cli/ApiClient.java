package org.cityarchive.server.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.cityarchive.server.wiring.CannotRun;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a running server. */
public final class ApiClient implements AutoCloseable {
    /** The server's JSON, read and written. */
    public static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String AUTHORIZATION = "Authorization";
    private static final int UNAUTHORIZED = 401;

    private final URI server;
    private final Supplier<Optional<String>> tokens;
    private @Nullable String token;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /** @param tokens gives the token as it is now; none: the server will turn most requests away */
    public ApiClient(URI server, Supplier<Optional<String>> tokens) {
        this.server = server;
        this.tokens = tokens;
        this.token = tokens.get().orElse(null);
    }

    /** One name and value of an address; the same name may come again. */
    public record Parameter(String name, String value) {}

    /** An answer: its JSON, and where the thing made is to be found. */
    public record Answer(int status, JsonNode body, Optional<String> location) {}

    /**
     * Asks.
     *
     * @throws ApiProblem the server said no
     * @throws CannotRun it did not answer
     */
    public JsonNode get(String path, List<Parameter> parameters) {
        var query = parameters.stream().map(p -> encoded(p.name()) + "=" + encoded(p.value())).collect(Collectors.joining("&"));
        return send(request(path + (query.isEmpty() ? "" : "?" + query)).GET().build()).body();
    }

    /** Posts JSON, with an idempotency key of its own. */
    public Answer post(String path, Object body) {
        return send(
                request(path).header("Content-Type", "application/json").header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))).build());
    }

    /**
     * Posts a form with one file, streamed: the file may have any size.
     *
     * @param fields the form's other fields
     */
    public Answer upload(String path, Map<String, String> fields, Path file, String idempotencyKey) {
        var boundary = "archive-" + UUID.randomUUID();
        try {
            return send(request(path).header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .header("Idempotency-Key", idempotencyKey).POST(form(boundary, fields, file)).build());
        } catch (IOException e) {
            throw new CannotRun("The file " + file + " cannot be read.", e);
        }
    }

    private static BodyPublisher form(String boundary, Map<String, String> fields, Path file) throws IOException {
        var head = new StringBuilder();
        fields.forEach((name, value) -> head.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n").append(value).append("\r\n"));
        var name = String.valueOf(file.getFileName()).replaceAll("[^A-Za-z0-9._-]", "_");
        head.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"file\"; filename=\"").append(name)
                .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        return BodyPublishers.concat(BodyPublishers.ofString(head.toString()), BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    }

    /** Writes an answer's bytes as they come. */
    public void download(String path, OutputStream to) {
        try {
            var response = http.send(request(path).header("Accept", "*/*").GET().build(), BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                if (response.statusCode() >= 300) {
                    throw new ApiProblem(response.statusCode(), JSON.createObjectNode());
                }
                body.transferTo(to);
            }
        } catch (IOException e) {
            throw new CannotRun("What " + server + " sends could not be received whole, or not be written.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("Stopped while waiting for " + server + ".", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(server.toString().replaceFirst("/+$", "") + path)).header("Accept",
                "application/json, application/problem+json");
        return token == null ? request : request.header(AUTHORIZATION, "Bearer " + token);
    }

    /** A server that started anew has put a new token into its home: who is no longer known looks there, and asks once more. */
    private boolean hasNewToken() {
        var now = tokens.get().orElse(null);
        boolean isNew = now != null && !now.equals(token);
        token = now;
        return isNew;
    }

    private Answer send(HttpRequest request) {
        HttpResponse<byte[]> response;
        try {
            response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() == UNAUTHORIZED && hasNewToken()) {
                response = http.send(HttpRequest.newBuilder(request, (name, _) -> !name.equalsIgnoreCase(AUTHORIZATION))
                        .header(AUTHORIZATION, "Bearer " + token).build(), BodyHandlers.ofByteArray());
            }
        } catch (IOException e) {
            throw new CannotRun("No City Archive answers at " + server + ". Start it with: archive serve", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("Stopped while waiting for " + server + ".", e);
        }
        var body = json(response);
        if (response.statusCode() >= 300) {
            throw new ApiProblem(response.statusCode(), body);
        }
        return new Answer(response.statusCode(), body, response.headers().firstValue("Location"));
    }

    private JsonNode json(HttpResponse<byte[]> response) {
        if (response.body().length == 0) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new CannotRun("What answers at " + server + " is no City Archive (HTTP " + response.statusCode() + ").", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
