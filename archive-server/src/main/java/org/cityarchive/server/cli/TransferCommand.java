package org.cityarchive.server.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

import org.cityarchive.server.wiring.CannotRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code archive transfer}: what is handed over of a list: its packages, and the receipts that are entered for them. */
@Command(name = "transfer", mixinStandardHelpOptions = true, sortOptions = false, description = "Hand records of a list over: pack them, and enter the receipt.", footer = {
        "", "Without --to or --receipt it lists the packages of the list.",
        "Nothing that is to be handed over may go before its receipt was entered. The clerk packs and enters: ARCHIVE_TOKEN",
        "names a token of theirs.", "",
        "Examples:",
        "  archive transfer 2026-03",
        "  archive transfer 2026-03 --to state-archives --all --file handed-over.zip",
        "  archive transfer 2026-03 --receipt PACKAGE --sha256 HEX --by 'J. Roe, State Archives' --on 2026-11-20"})
final class TransferCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 300;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "LIST", description = "number of the batch, such as 2026-03, or its id")
    private String list = "";

    @Option(names = "--to", paramLabel = "WHO", description = "pack for historical-society, state-archives, university, …: what they claimed and have not received")
    private @Nullable String to;

    @Option(names = "--all", description = "with --to: all that is left of an approved list, not only what was claimed")
    private boolean all;

    @Option(names = "--record", paramLabel = "ID", description = "with --to: these records; may come again")
    private List<UUID> records = List.of();

    @Option(names = "--file", paramLabel = "FILE", description = "with --to: write the package to a new file, for archive verify")
    private @Nullable Path file;

    @Option(names = "--receipt", paramLabel = "PACKAGE", description = "enter the receipt of this package")
    private @Nullable UUID receipt;

    @Option(names = "--sha256", paramLabel = "HEX", description = "with --receipt: of the package as they hold it")
    private @Nullable String sha256;

    @Option(names = "--by", paramLabel = "WHO", description = "with --receipt: who took it, and where")
    private @Nullable String receivedBy;

    @Option(names = "--on", paramLabel = "DAY", description = "with --receipt: the day on which they took it")
    private @Nullable String receivedOn;

    @Option(names = "--reference", paramLabel = "TEXT", description = "with --receipt: their number, if any")
    private @Nullable String reference;

    @Override
    public Integer call() {
        try (var client = server.client()) {
            var at = "/api/v1/dispositions/" + Named.batch(client, list).path("id").asString() + "/transfers";
            if (receipt != null) {
                print(client.post(at + "/" + receipt + "/receipt", received()).body());
            } else if (to != null) {
                packed(client, at, to);
            } else {
                listed(client, at);
            }
            return ArchiveCommand.DONE;
        }
    }

    private Map<String, String> received() {
        var said = new LinkedHashMap<String, String>();
        put(said, "sha256", sha256);
        put(said, "receivedBy", receivedBy);
        put(said, "receivedOn", receivedOn);
        put(said, "reference", reference);
        return said;
    }

    private static void put(Map<String, String> said, String name, @Nullable String value) {
        if (value != null) {
            said.put(name, value);
        }
    }

    private void packed(ApiClient client, String at, String whom) {
        var wanted = new LinkedHashMap<String, Object>();
        wanted.put("to", whom);
        if (all) {
            wanted.put("all", true);
        } else if (!records.isEmpty()) {
            wanted.put("records", records);
        }
        var patience = new ImportWatch(client, server);
        var one = client.post(at, wanted).body();
        var here = at + "/" + one.path("id").asString();
        while (List.of("queued", "running").contains(one.path("state").asString())) {
            LockSupport.parkNanos(Duration.ofMillis(LOOK_MILLIS).toNanos());
            one = patience.patiently(() -> client.get(here, List.of()));
        }
        if (!one.path("state").asString().equals("done")) {
            throw new CannotRun(TerminalText.line("The package is " + one.path("state").asString() + ". "
                    + one.path("reason").asString("")));
        }
        if (file != null) {
            Taking.take(client, one.path("file").asString(), file);
        }
        print(one);
    }

    private void listed(ApiClient client, String at) {
        if (server.json()) {
            server.out().println(client.get(at, List.of(new ApiClient.Parameter("limit", "1000"))));
            return;
        }
        var packages = Named.all(client, at);
        if (packages.isEmpty()) {
            server.out().println("Nothing of this list was packed yet.");
        }
        packages.forEach(this::print);
    }

    private void print(JsonNode one) {
        if (server.json()) {
            server.out().println(one);
            return;
        }
        int count = one.path("records").size();
        server.out().println(TerminalText.line(String.format(Locale.ROOT, "%s  %s  %,d %s  %s  sha256 %s",
                one.path("id").asString(), one.path("to").asString(), count, count == 1 ? "record" : "records",
                one.path("receipt").isEmpty()
                        ? one.path("state").asString().equals("done") ? "waits for its receipt" : one.path("state").asString()
                        : "received " + one.path("receipt").path("on").asString() + " by "
                                + one.path("receipt").path("by").asString(),
                one.path("sha256").asString("none yet"))));
    }
}
