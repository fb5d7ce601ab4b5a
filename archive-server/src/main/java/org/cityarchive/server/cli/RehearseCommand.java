package org.cityarchive.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.wiring.ArchiveServer;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.cityarchive.server.wiring.Setting;
import picocli.CommandLine.Command;

/**
 * {@code archive rehearse}: starts an archive on a home of its own, opens its pages once and throws it away. Started by the launcher, so
 * that Java can note which classes a start needs; it touches no data and no settings of the archive beside which it runs.
 */
@Command(name = "rehearse", hidden = true, description = "Start on a throw-away home, open the pages, stop.")
final class RehearseCommand implements Callable<Integer> {
    private static final List<String> PAGES = List.of("/", "/search", "/search?q=snow", "/api/v1/records?q=snow&facets=1",
            "/account",
            "/capture/imports", "/evidence", "/people", "/system", "/css/archive.css", "/actuator/health/readiness", "/sign-in");

    @Override
    public Integer call() throws IOException {
        var home = Files.createTempDirectory("archive-rehearsal-");
        try (var server = ArchiveServer
                .start(ArchiveSettings.read(Map.of(Setting.HOME, home.toString(), Setting.PORT, "0"), Map.of()));
                var http = HttpClient.newHttpClient()) {
            var token = server.part(ApiTokens.class).make("rehearsal", Role.IT_DIRECTOR, Duration.ofMinutes(5), "launcher")
                    .secret();
            for (var page : PAGES) {
                http.send(HttpRequest.newBuilder(URI.create(server.address() + page)).timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + token).build(), BodyHandlers.discarding());
            }
            return ArchiveCommand.DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ArchiveCommand.COULD_NOT_RUN;
        } finally {
            delete(home);
        }
    }

    private static void delete(Path home) throws IOException {
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
