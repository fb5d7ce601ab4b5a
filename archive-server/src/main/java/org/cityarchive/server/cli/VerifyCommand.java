package org.cityarchive.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import org.cityarchive.core.evidence.Finding;
import org.cityarchive.core.evidence.Finding.Code;
import org.cityarchive.core.evidence.LogKey;
import org.cityarchive.server.evidence.PackageCheck;
import org.cityarchive.server.evidence.PackageCheck.Checked;
import org.cityarchive.server.evidence.StampAuthority;
import org.cityarchive.server.wiring.CannotRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archive verify}: checks proofs on any computer; it asks no server and no network. */
@Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false, description = "Check proofs, without server and network.", footer = {
        "", "Trust comes from outside: --vkey FILE holds the log's public keys, a line each, as the city prints them.", "",
        "Examples:",
        "  archive verify record-proof.zip --vkey city-keys.txt", "  archive verify folder --json",
        "  archive verify certificate-2026-03-C2.zip --vkey city-keys.txt"})
final class VerifyCommand implements Callable<Integer> {
    private static final int MOST_OF_A_CODE = 1_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PATH", description = "a folder or zip of proofs, or a certificate beside its leaves.json and checkpoint")
    private @Nullable Path path;

    @Option(names = "--vkey", paramLabel = "FILE", description = "public keys that you trust, from elsewhere than the package")
    private @Nullable Path keys;

    @Option(names = "--tsa-root", paramLabel = "FILE", description = "root certificate (PEM) of an authority whose time-stamps you trust; may be repeated")
    private List<Path> roots = List.of();

    @Option(names = "--strict", description = "exit 1 when only keys from the package itself were there")
    private boolean strict;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() {
        var checked = checked();
        if (json) {
            out().println(ApiClient.JSON.writeValueAsString(members(checked)));
        } else {
            print(checked);
        }
        boolean selfOnly = checked.findings().stream().anyMatch(f -> f.code() == Code.N05);
        return checked.isProven() && !(strict && selfOnly) ? ArchiveCommand.DONE : ArchiveCommand.WRONG;
    }

    private Checked checked() {
        if (path == null || !Files.isReadable(path)) {
            throw new CannotRun("The path " + path + " cannot be read.");
        }
        try {
            return PackageCheck.of(path, trusted(), authorities());
        } catch (IOException e) {
            throw new CannotRun("The path " + path + " cannot be read as proofs: " + e.getMessage(), e);
        }
    }

    private List<X509Certificate> authorities() throws IOException {
        var all = new ArrayList<X509Certificate>();
        for (var root : roots) {
            try {
                all.add(StampAuthority.root(root));
            } catch (IllegalArgumentException e) {
                throw new CannotRun("The file " + root + " holds no certificate.", e);
            }
        }
        return all;
    }

    private List<LogKey> trusted() throws IOException {
        if (keys == null) {
            return List.of();
        }
        try {
            var trusted = Files.readAllLines(keys).stream().filter(line -> !line.isBlank()).map(LogKey::ofText).toList();
            if (trusted.isEmpty()) {
                throw new CannotRun("The file " + keys + " holds no key.");
            }
            return trusted;
        } catch (IllegalArgumentException e) {
            throw new CannotRun("The file " + keys + " holds a line that is no key: " + e.getMessage(), e);
        }
    }

    private void print(Checked checked) {
        var seen = new TreeMap<Code, Integer>();
        for (Finding finding : checked.findings()) {
            if (seen.merge(finding.code(), 1, Integer::sum) <= MOST_OF_A_CODE) {
                out().println(TerminalText.line(finding.code() + "  " + finding.where() + ": " + finding.what()));
            }
        }
        out().println(VerifyWords.of(checked, keys == null));
        var checkpoint = checked.checkpoint();
        if (checkpoint != null) {
            out().println(TerminalText
                    .line("Log " + checkpoint.origin() + ", " + checkpoint.size() + " facts, root " + checkpoint.root()
                            + (checked.at() == null ? "" : "; recorded " + checked.at())));
        }
        var certified = checked.certified();
        if (certified != null) {
            out().println(TerminalText.line(certified));
        }
        checked.stamps().forEach(stamp -> out().println(TerminalText.line(stamp)));
        out().println(certified == null
                ? "A proof says that the archive recorded exactly these bytes and has not changed them since; not that the platform"
                        + " told the truth, who wrote them, or that nothing else existed."
                : "It proves who decided and when, which records the log says were destroyed, and what the key store said of their"
                        + " keys; not that nobody kept a copy, nor that no later certificate took its place.");
    }

    private static Map<String, ?> members(Checked checked) {
        var members = new TreeMap<String, Object>();
        members.put("ok", checked.isProven());
        members.put("proven", checked.proven());
        members.put("notProven", checked.notProven());
        members.put("withheld", checked.withheld());
        members.put("stamps", checked.stamps());
        if (checked.certified() != null) {
            members.put("certified", checked.certified());
        }
        members.put("findings", checked.findings().stream()
                .map(f -> Map.of("code", f.code().name(), "where", f.where(), "what", f.what())).toList());
        var checkpoint = checked.checkpoint();
        if (checkpoint != null) {
            members.put("log",
                    Map.of("origin", checkpoint.origin(), "size", checkpoint.size(), "root", checkpoint.root().base64()));
        }
        return members;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
