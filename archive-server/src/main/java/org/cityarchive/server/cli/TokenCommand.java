package org.cityarchive.server.cli;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.security.Roles;
import org.cityarchive.server.security.Scope;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.cityarchive.server.wiring.CannotRun;
import org.cityarchive.server.wiring.Foundation;
import org.cityarchive.server.wiring.Home;
import org.cityarchive.server.wiring.Setting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code archive token}: makes an API token and prints it, once. */
@Command(name = "token", mixinStandardHelpOptions = true, sortOptions = false, description = "Make an API token; it is shown once. Works on a home whose server is stopped, too.", footer = {
        "", "Roles: clerk, attorney, manager, it-director, communications-manager, auditor, adapter.",
        "Scopes: metrics (of the machine, nothing captured), read, read+import, administer (all that the role may do).", "",
        "Examples:",
        "  archive token --name nightly-import --role adapter",
        "  archive token --name audit-2026 --role auditor --expires P30D",
        "  archive token --name prometheus --role auditor --scope metrics"})
final class TokenCommand implements Callable<Integer> {
    private static final String MAKER = "shell";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--name", required = true, paramLabel = "N", description = "what it is for")
    private String name = "";

    @Option(names = "--role", required = true, paramLabel = "ROLE", description = "in which role it acts")
    private String role = "";

    @Option(names = "--scope", paramLabel = "SCOPE", description = "how far it may go within its role (default: what the role is mostly made for)")
    private @Nullable String scope;

    @Option(names = "--expires", paramLabel = "P", description = "how long it is good (default: P90D)")
    private @Nullable String expires;

    @Override
    public Integer call() {
        var acts = Roles.find(role).orElseThrow(() -> wrong("There is no role \"" + role + "\"; --help names them."));
        var reaches = scope == null
                ? Scope.usual(acts)
                : Scope.find(scope).orElseThrow(() -> wrong("There is no scope \"" + scope + "\"; --help names them."));
        var made = server.namesServer() || Home.isInUse(server.home()) ? byServer(reaches) : byHome(acts, reaches);
        server.out().println(server.json() ? made.toString() : made.path("token").asString());
        return ArchiveCommand.DONE;
    }

    private JsonNode byServer(Scope reaches) {
        if (!server.namesServer()) {
            server.err().println("A running server holds the home " + server.home() + "; it is asked to make the token.");
        }
        try (var client = server.client()) {
            var wanted = new HashMap<>(Map.of("name", name, "role", role, "scope", reaches.word()));
            if (expires != null) {
                wanted.put("expires", expires);
            }
            return client.post("/api/v1/tokens", wanted).body();
        }
    }

    /** Nothing runs on the home: whoever may open it at the machine's own shell may make a token for it. */
    private JsonNode byHome(Role acts, Scope reaches) {
        var settings = ArchiveSettings.read(Map.of(Setting.HOME, server.home().toString()), server.environment());
        if (!Foundation.isLaid(settings)) {
            throw new CannotRun(
                    "There is no archive in " + settings.home() + "; start one with: archive serve --home " + server.home());
        }
        try (var foundation = Foundation.lay(settings)) {
            var lasts = expires == null ? settings.tokenLifetime() : Parameters.duration("expires", expires);
            return json(new ApiTokens(foundation.connections(), Clock.systemUTC()).make(name, acts, reaches, lasts, MAKER));
        } catch (BadParameter | IllegalArgumentException e) {
            throw wrong("A token cannot be made so: " + e.getMessage() + ".");
        }
    }

    /** As the server would show it. */
    private static JsonNode json(ApiTokens.Made made) {
        var token = made.token();
        return ApiClient.JSON.createObjectNode().put("id", token.id().toString()).put("name", token.name())
                .put("role", token.role().word()).put("scope", token.scope().word()).put("madeBy", token.madeBy())
                .put("madeAt", token.madeAt().toString())
                .put("expiresAt", token.expiresAt().toString()).put("token", made.secret());
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
