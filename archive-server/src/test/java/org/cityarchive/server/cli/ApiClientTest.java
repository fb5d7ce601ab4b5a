package org.cityarchive.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command line's way to a server that takes one token only. */
class ApiClientTest {
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean known = "Bearer new".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(known ? 200 : 401, 2);
            try (var body = exchange.getResponseBody()) {
                body.write(new byte[]{'{', '}'});
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ApiClient client(String... tokens) {
        var given = new ArrayDeque<>(List.of(tokens));
        return new ApiClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                () -> Optional.of(given.size() > 1 ? given.removeFirst() : given.getFirst()));
    }

    @Test
    void aServerThatStartedAnewIsAskedWithItsNewToken() {
        try (var client = client("old", "new")) {
            assertThat(client.get("/api/v1/imports", List.of()).isObject()).isTrue();
        }
    }

    @Test
    void aTokenThatStaysWrongIsSaidOnce() {
        try (var client = client("old")) {
            assertThatThrownBy(() -> client.get("/api/v1/imports", List.of())).isInstanceOf(ApiProblem.class)
                    .hasMessage("HTTP 401");
        }
    }
}
