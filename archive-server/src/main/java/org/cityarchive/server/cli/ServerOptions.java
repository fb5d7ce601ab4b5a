package org.cityarchive.server.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

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

    /** A client of the server that is meant: ARCHIVE_URL, else where the home's server says it answers, else the usual place. */
    public ApiClient client() {
        var url = environment().getOrDefault("ARCHIVE_URL", "");
        var token = environment().getOrDefault("ARCHIVE_TOKEN", "");
        var address = url.isBlank() ? Home.address(home()).orElse(LOCAL) : url;
        return new ApiClient(uri(address), token.isBlank() ? Home.token(home()).orElse(null) : token);
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
