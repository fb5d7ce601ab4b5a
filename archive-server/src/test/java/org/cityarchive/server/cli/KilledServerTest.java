package org.cityarchive.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.wiring.ArchiveProcess;
import org.cityarchive.server.wiring.Foundation;
import org.cityarchive.server.wiring.RunningArchive;
import org.cityarchive.server.wiring.TestHome;
import org.junit.jupiter.api.Test;

/** One home through its worst day: the server is killed, started again, loses its database, and is opened without a server. */
class KilledServerTest {
    private final Path home = TestHome.laid();

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
        try (var server = ArchiveProcess.start(home, ArchiveProcess.freePort(), Map.of())) {
            assertThat(server.post("/api/v1/accounts", "{\"platform\":\"x\",\"handle\":\"Parks\"}").statusCode()).isEqualTo(201);
            server.kill();
            return database();
        }
    }

    private long database() throws IOException {
        return Long.parseLong(Files.readAllLines(home.resolve("pg/postmaster.pid")).getFirst().strip());
    }
}
