package org.cityarchive.server.cli;

import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code archive token}: makes an API token and prints it, once. */
@Command(name = "token", mixinStandardHelpOptions = true, sortOptions = false, description = "Make an API token; it is shown once.", footer = {
        "", "Roles: clerk, attorney, manager, it-director, communications-manager, auditor, adapter.", "", "Examples:",
        "  archive token --name nightly-import --role adapter",
        "  archive token --name audit-2026 --role auditor --expires P30D"})
final class TokenCommand implements Callable<Integer> {
    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--name", required = true, paramLabel = "N", description = "what it is for")
    private String name = "";

    @Option(names = "--role", required = true, paramLabel = "ROLE", description = "in which role it acts")
    private String role = "";

    @Option(names = "--expires", paramLabel = "P", description = "how long it is good (default: P90D)")
    private @Nullable String expires;

    @Override
    public Integer call() {
        try (var client = server.client()) {
            var body = expires == null
                    ? Map.of("name", name, "role", role)
                    : Map.of("name", name, "role", role, "expires", expires);
            var made = client.post("/api/v1/tokens", body).body();
            server.out().println(server.json() ? made.toString() : made.path("token").asString());
            return ArchiveCommand.DONE;
        }
    }
}
