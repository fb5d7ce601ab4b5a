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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An archive as whoever asks it over HTTP sees it: with a token, or as nobody. */
public class ArchiveOverHttp {
    /** Much longer than anything takes: a busy machine is not a fault. */
    static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration LOOKING_AGAIN = Duration.ofMillis(20);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http; // keeps no cookies and follows no redirect: tests see what was answered
    private final String address;

    ArchiveOverHttp(HttpClient http, String address) {
        this.http = http;
        this.address = address;
    }

    /** The token that goes with a request; empty: it is nobody's. */
    Optional<String> token(String path) {
        return Optional.empty();
    }

    /** The same archive, asked with a token. */
    public final ArchiveOverHttp as(String token) {
        return new ArchiveOverHttp(http, address) {
            @Override
            Optional<String> token(String path) {
                return Optional.of(token);
            }
        };
    }

    /** Pairs of header name and value go with it. */
    public final HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public final HttpResponse<String> post(String path, String contentType, String body, String... headers) {
        return send(request(path, headers).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    /** Posts JSON. */
    public final HttpResponse<String> post(String path, String body) {
        return post(path, "application/json", body);
    }

    /** Sends any method without a body. */
    public final HttpResponse<String> send(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    /** The JSON of an answer that must be a 200. */
    public final JsonNode json(String path) {
        var answer = get(path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return json(answer);
    }

    /** The JSON of an answer, whatever its status. */
    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** All of a list, page after page. */
    public final List<JsonNode> items(String path) {
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

    /**
     * Hands over a file in the neutral format; accounts are added.
     *
     * @return the import's id
     */
    public final String upload(byte[] file) {
        var upload = new ObservedUpload(file);
        var answer = send(request("/api/v1/imports").header("Content-Type", upload.contentType())
                .POST(BodyPublishers.ofByteArray(upload.body())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer).path("id").asString();
    }

    /** The same with lines. */
    public final String upload(String lines) {
        return upload(lines.getBytes(UTF_8));
    }

    /** How an import stands. */
    public final JsonNode standing(String upload) {
        return json("/api/v1/imports/" + upload);
    }

    /** An import that is read to its end. */
    public final JsonNode over(String upload) {
        Awaitility.await().atMost(PATIENCE).pollInterval(LOOKING_AGAIN)
                .until(() -> List.of("done", "failed", "stopped").contains(standing(upload).path("state").asString()));
        return standing(upload);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
        token(path).ifPresent(token -> request.header("Authorization", "Bearer " + token));
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

    /** Lets go of its connections. */
    final void hangUp() {
        http.close();
    }
}
