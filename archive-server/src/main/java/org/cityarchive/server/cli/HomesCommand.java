package org.cityarchive.server.cli;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code archive homes}: the homes for which certificates of destruction wait, and a lost one struck off. */
@Command(name = "homes", mixinStandardHelpOptions = true, sortOptions = false, description = "List the homes of this archive, or strike a lost one off.", footer = {
        "",
        "Each home on one database has an index, uploads and packages of its own; no certificate of destruction is final before",
        "each is clear, or was struck off as lost. Whoever approves destructions, or the IT director, strikes off.", "",
        "Examples:",
        "  archive homes",
        "  archive homes strike 5d2e6a0e-8f0c-4a57-9d0a-0d6f6f2b7c11 --reason 'Its disk died on Nov 20'"}, subcommands = HomesCommand.Strike.class)
final class HomesCommand implements Callable<Integer> {
    private static final String HOMES = "/api/v1/dispositions/homes";

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        return Named.printed(server, HOMES, HomesCommand::line);
    }

    private static String line(JsonNode one) {
        var struck = one.path("struckOff");
        return TerminalText.line(String.format(Locale.ROOT, "%s  %-10s %,6d left  seen %s  %s%s", one.path("id").asString(),
                one.path("state").asString(), one.path("left").asLong(), one.path("seenAt").asString(),
                one.path("place").asString(),
                struck.isObject()
                        ? "  struck off " + struck.path("at").asString() + " by " + struck.path("by").asString() + ": "
                                + struck.path("reason").asString()
                        : ""));
    }

    /** {@code archive homes strike}: says that a home is lost. */
    @Command(name = "strike", mixinStandardHelpOptions = true, sortOptions = false, description = "Strike a lost home off: no destruction waits for it any more, and certificates say so.")
    static final class Strike implements Callable<Integer> {
        @Mixin
        private ServerOptions server = new ServerOptions();

        @Parameters(paramLabel = "ID", description = "of the home, as archive homes lists it")
        private UUID home = new UUID(0, 0);

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why it is lost; it is sealed, and shown to staff")
        private String reason = "";

        @Override
        public Integer call() {
            try (var client = server.client()) {
                var one = client.post(HOMES + "/" + home + "/strike", Map.of("reason", reason)).body();
                server.out().println(server.json() ? one.toString() : line(one));
                return ArchiveCommand.DONE;
            }
        }
    }
}
