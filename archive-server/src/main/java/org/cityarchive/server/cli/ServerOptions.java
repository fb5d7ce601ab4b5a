package org.cityarchive.server.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.cityarchive.server.wiring.CannotRun;
import org.cityarchive.server.wiring.Home;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What every command that speaks to a server takes. */
public final class ServerOptions {
    static final String LOCAL = "http://localhost:8080";

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--home", paramLabel = "DIR", description = "the server's home on this machine (ARCHIVE_HOME; default: data)")
    private @Nullable Path home;

    @Option(names = "--json", description = "print machine output")
    private boolean json;

    public boolean json() {
        return json;
    }

    /** Where results go. */
    public PrintWriter out() {
        return spec().commandLine().getOut();
    }

    /** Where progress and remarks go. */
    public PrintWriter err() {
        return spec().commandLine().getErr();
    }

    /** The home that is meant. */
    public Path home() {
        var named = environment().getOrDefault("ARCHIVE_HOME", "");
        return home != null ? home : Path.of(named.isBlank() ? "data" : named);
    }

    /** Whether a server is named, on whatever machine, rather than a home. */
    boolean namesServer() {
        return home == null && !environment().getOrDefault("ARCHIVE_URL", "").isBlank();
    }

    /** A client of the server that is meant: --home's, else ARCHIVE_URL, else where ARCHIVE_HOME's says it answers, else the usual place. */
    public ApiClient client() {
        var address = namesServer() ? environment().getOrDefault("ARCHIVE_URL", "") : Home.address(home()).orElse(LOCAL);
        return new ApiClient(uri(address), this::token);
    }

    private Optional<String> token() {
        var named = Optional.of(environment().getOrDefault("ARCHIVE_TOKEN", "")).filter(token -> !token.isBlank());
        var kept = Home.token(home());
        return (home == null ? named.or(() -> kept) : kept.or(() -> named)).map(ServerOptions::sendable);
    }

    /** A stray line end would be an error of the HTTP client, which repeats the secret. */
    private static String sendable(String token) {
        if (token.strip().chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return token.strip();
        }
        throw new CannotRun("ARCHIVE_TOKEN holds signs that no token has.");
    }

    private static URI uri(String address) {
        try {
            var uri = URI.create(address.strip());
            if (uri.getHost() != null && uri.getScheme() != null && uri.getScheme().startsWith("http")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new CannotRun("ARCHIVE_URL is \"" + address + "\"; it takes an address such as " + LOCAL + ".", e);
        }
        throw new CannotRun("ARCHIVE_URL is \"" + address + "\"; it takes an address such as " + LOCAL + ".");
    }

    Map<String, String> environment() {
        return ((ArchiveCommand) spec().root().userObject()).environment();
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("options used outside a command");
        }
        return spec;
    }
}
