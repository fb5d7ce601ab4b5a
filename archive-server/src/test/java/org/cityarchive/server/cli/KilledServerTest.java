package org.cityarchive.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.ArchiveMain;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.wiring.Foundation;
import org.cityarchive.server.wiring.Home;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;

/** One home through its worst day: the server is killed, started again, loses its database, and is opened without a server. */
class KilledServerTest {
    private static final String RUNS_AT = "City Archive runs at ";

    private final Path home = RunningArchive.temporaryHome();

    @Test
    void whatWasAnsweredIsThereAfterAKillAndTheHomeOpensAgain() throws Exception {
        long orphan = killedAfterAddingAnAccount();
        assertThat(ProcessHandle.of(orphan)).as("its database lives on").isPresent();
        try (var again = RunningArchive.on(home)) {
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(again.send("GET", "/api/v1/accounts", again.token(Role.CLERK)).body()).contains("\"Parks\"")
                    .contains("\"total\":1");
            assertThat(again.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            ProcessHandle.of(database()).orElseThrow().destroyForcibly();
            var ready = again.get("/actuator/health/readiness");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("\"status\":\"DOWN\"").contains("database");
            assertThat(again.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        }
        assertATokenCanBeMadeWithoutAServer();
    }

    private void assertATokenCanBeMadeWithoutAServer() {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = new String[]{"token", "--name", "night", "--role", "clerk", "--expires", "P2D", "--home", home.toString()};
        assertThat(ArchiveCommand.run(line, Map.of(), new PrintWriter(out), new PrintWriter(err))).as(err.toString()).isZero();
        assertThat(err.toString()).isEmpty();
        try (var foundation = Foundation.lay(RunningArchive.settings(home, "0"))) {
            assertThat(new ApiTokens(foundation.connections(), Clock.systemUTC()).acting(out.toString().strip()))
                    .hasValueSatisfying(acting -> assertThat(acting.actor().role()).isEqualTo(Role.CLERK));
        }
    }

    /** @return the process of its PostgreSQL */
    private long killedAfterAddingAnAccount() throws IOException, InterruptedException {
        var classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var serve = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp",
                classes,
                "--enable-native-access=ALL-UNNAMED", "--add-modules", "jdk.incubator.vector", ArchiveMain.class.getName(),
                "serve",
                "--home", home.toString(), "--port", "0").redirectErrorStream(true);
        serve.environment().keySet().removeIf(variable -> variable.startsWith("ARCHIVE_"));
        var server = serve.start();
        try (var said = server.inputReader()) {
            var runs = said.lines().filter(line -> line.startsWith(RUNS_AT)).findFirst().orElseThrow();
            assertThat(addAccount(URI.create(runs.substring(RUNS_AT.length()).strip()))).isEqualTo(201);
            return database();
        } finally {
            server.destroyForcibly();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private int addAccount(URI server) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(server.resolve("/api/v1/accounts"))
                    .header("Authorization", "Bearer " + Home.token(home).orElseThrow())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"platform\":\"x\",\"handle\":\"Parks\"}")).build(),
                    BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private long database() throws IOException {
        return Long.parseLong(Files.readAllLines(home.resolve("pg/postmaster.pid")).getFirst().strip());
    }
}
