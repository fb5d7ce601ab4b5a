package org.cityarchive.server.cli;

import java.nio.file.LinkOption;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

import org.cityarchive.server.wiring.CannotRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code archive export}: has the server write a package, fetches it and unpacks it, each file checked against the manifest. */
@Command(name = "export", mixinStandardHelpOptions = true, sortOptions = false, description = "Take records out, as files with a manifest.", footer = {
        "",
        "The files show what the archive knew at one moment; the manifest names the query, that moment and each file's SHA-256.",
        "Nothing that is there is overwritten.", "Exits 1 when what arrived is not what the manifest says.", "", "Examples:",
        "  archive export --query '\"snow plow\" -tow' --to plows",
        "  archive export --query is:deleted --as-of 2026-11-20 --format csv,html --to deleted"})
final class ExportCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 300;
    private static final int BAR = 24;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--query", paramLabel = "QUERY", required = true, description = "as for archive search; '' for every record")
    private String query = "";

    @Option(names = "--as-of", paramLabel = "T", description = "as the platform stood then")
    private @Nullable String asOf;

    @Option(names = "--known-at", paramLabel = "T", description = "as the archive knew it then: day, instant or position")
    private @Nullable String knownAt;

    @Option(names = "--format", paramLabel = "F", split = ",", description = "csv, json, html (default: all three)")
    private List<String> formats = List.of();

    @Option(names = "--matched-only", description = "only the wording that stood and the one that answers, not every one")
    private boolean matchedOnly;

    @Option(names = "--to", paramLabel = "DIR", required = true, description = "the folder for the files; made where it lacks")
    private Path to = Path.of("");

    @Override
    public Integer call() {
        refuseToOverwrite();
        try (var client = server.client()) {
            var asked = new ImportWatch(client, server);
            var export = over(client, asked, client.post("/api/v1/exports", body()).body());
            if (!export.path("state").asString().equals("done")) {
                throw new CannotRun(TerminalText.line("The export is " + export.path("state").asString() + ". "
                        + export.path("reason").asString("")));
            }
            return unpacked(client, export);
        }
    }

    private Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("q", query);
        if (asOf != null) {
            body.put("asOf", asOf);
        }
        if (knownAt != null) {
            body.put("knownAt", knownAt);
        }
        if (!formats.isEmpty()) {
            body.put("formats", formats);
        }
        body.put("versions", matchedOnly ? "matched" : "all");
        return body;
    }

    /** Before anything is asked: whoever waited for a large export would not learn it at its end. */
    private void refuseToOverwrite() {
        if (Files.exists(to) && !Files.isDirectory(to)) {
            throw new CannotRun(to + " is not a folder.");
        }
        Unpacking.NAMES.stream().map(to::resolve).filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .ifPresent(file -> {
                    throw new CannotRun(file + " is there already; it is not overwritten. Take another --to.");
                });
    }

    private JsonNode over(ApiClient client, ImportWatch patience, JsonNode begun) {
        var id = begun.path("id").asString();
        var now = begun;
        while (List.of("queued", "running").contains(now.path("state").asString())) {
            draw(now);
            LockSupport.parkNanos(Duration.ofMillis(LOOK_MILLIS).toNanos());
            now = patience.patiently(() -> client.get("/api/v1/exports/" + id, List.of()));
        }
        wipe();
        return now;
    }

    private int unpacked(ApiClient client, JsonNode export) {
        Path packed = null;
        try {
            Files.createDirectories(to);
            packed = Files.createTempFile(to, ".export", ".zip");
            try (var out = new FileOutputStream(packed.toFile())) {
                client.download(export.path("file").asString(), out);
            }
            var differing = new Unpacking(packed, to).unpack();
            tell(export, differing);
            return differing.isEmpty() ? ArchiveCommand.DONE : ArchiveCommand.WRONG;
        } catch (IOException e) {
            throw new CannotRun("The folder " + to + " cannot be written, or a file is there already.", e);
        } finally {
            delete(packed);
        }
    }

    private void tell(JsonNode export, List<String> differing) {
        if (server.json()) {
            server.out().println(export);
        } else {
            server.out().println(TerminalText.line(String.format(Locale.ROOT, "%s: %,d %s, as known at position %d", to,
                    export.path("total").asLong(), export.path("total").asLong() == 1 ? "record" : "records",
                    export.path("knownAt").asLong())));
        }
        differing.forEach(name -> server.err().println(TerminalText.line(name + " is not what the manifest says.")));
    }

    private static void delete(@Nullable Path packed) {
        try {
            if (packed != null) {
                Files.deleteIfExists(packed);
            }
        } catch (IOException _) {
            // a hidden file stays; what was asked for is there
        }
    }

    @SuppressWarnings("SystemConsoleNull") // JDK 25 went back to the console that is null without a terminal
    private boolean isDrawn() {
        var console = System.console();
        return console != null && console.isTerminal() && !server.json();
    }

    private void draw(JsonNode now) {
        if (isDrawn()) {
            long total = Math.max(1, now.path("total").asLong());
            int full = (int) (BAR * now.path("done").asLong() / total);
            var bar = new char[BAR];
            Arrays.fill(bar, 0, full, '#');
            Arrays.fill(bar, full, BAR, '.');
            server.err().print(String.format(Locale.ROOT, "\r\u001b[K[%s] %,d of %,d records", new String(bar),
                    now.path("done").asLong(), now.path("total").asLong()));
            server.err().flush();
        }
    }

    private void wipe() {
        if (isDrawn()) {
            server.err().print("\r\u001b[K");
            server.err().flush();
        }
    }
}
