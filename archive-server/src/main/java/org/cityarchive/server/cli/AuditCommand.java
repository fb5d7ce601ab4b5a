package org.cityarchive.server.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

import org.cityarchive.server.cli.ApiClient.Parameter;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.cityarchive.server.wiring.CannotRun;
import org.cityarchive.server.wiring.Foundation;
import org.cityarchive.server.wiring.Home;
import org.cityarchive.server.wiring.Setting;
import org.cityarchive.server.wiring.StoppedArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code archive audit}: everything that is kept is compared, by the server, or here on a home whose server is stopped. */
@Command(name = "audit", mixinStandardHelpOptions = true, sortOptions = false, description = "Compare facts, log, vault, lists and index, and name what differs.", footer = {
        "",
        "Exits 0 when all agree, 1 when something differs: each thing is named, with what to do, and 3 when it could not run.",
        "A running server does it beside its work; one that was interrupted goes on where it stood.", "", "Examples:",
        "  archive audit", "  archive audit --home /srv/archive --json"})
final class AuditCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/evidence/audits";
    private static final long LOOK_MILLIS = 300;
    private static final int BAR = 24;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        return server.namesServer() || Home.isInUse(server.home()) ? byServer() : byHome();
    }

    private int byServer() {
        try (var client = server.client()) {
            var patience = new ImportWatch(client, server);
            var begun = client.post(PATH, Map.of()).body();
            var address = PATH + "/" + begun.path("id").asString();
            var now = begun;
            while (List.of("queued", "running").contains(now.path("state").asString())) {
                draw(now);
                LockSupport.parkNanos(Duration.ofMillis(LOOK_MILLIS).toNanos());
                now = patience.patiently(() -> client.get(address, List.of()));
            }
            wipe();
            return told(now, differences(client, address));
        }
    }

    private static List<JsonNode> differences(ApiClient client, String address) {
        var all = new ArrayList<JsonNode>();
        var cursor = "0";
        while (!cursor.isEmpty()) {
            var page = client.get(address + "/differences",
                    List.of(new Parameter("limit", "1000"), new Parameter("cursor", cursor)));
            page.path("items").forEach(all::add);
            cursor = page.path("next").asString("");
        }
        return all;
    }

    private int byHome() {
        var settings = ArchiveSettings.read(Map.of(Setting.HOME, server.home().toString()), server.environment());
        if (!Foundation.isLaid(settings)) {
            throw new CannotRun(
                    "There is no archive in " + settings.home() + "; start one with: archive serve --home " + server.home());
        }
        try (var stopped = StoppedArchive.open(settings)) {
            var ended = stopped.audit("shell", "it-director", now -> draw(ApiClient.JSON.valueToTree(now)));
            wipe();
            return told(ApiClient.JSON.valueToTree(ended.audit()), ended.differences().stream()
                    .map(one -> ApiClient.JSON.<JsonNode>valueToTree(one)).toList());
        }
    }

    private int told(JsonNode audit, List<JsonNode> differences) {
        if (!audit.path("state").asString().equals("done")) {
            throw new CannotRun(TerminalText.line("The audit is " + audit.path("state").asString() + ". "
                    + audit.path("reason").asString("")));
        }
        if (server.json()) {
            var whole = ((ObjectNode) audit).deepCopy();
            var items = whole.putArray("items");
            differences.forEach(items::add);
            server.out().println(whole);
        } else {
            tell(audit, differences);
        }
        return audit.path("differences").asLong() == 0 ? ArchiveCommand.DONE : ArchiveCommand.WRONG;
    }

    private void tell(JsonNode audit, List<JsonNode> differences) {
        audit.path("compared").forEach(one -> server.out().println(TerminalText.line(String.format(Locale.ROOT,
                "%-24s %,12d looked at, %s", one.path("title").asString(), one.path("looked").asLong(),
                one.path("differences").asLong() == 0
                        ? "agrees"
                        : String.format(Locale.ROOT, "%,d differ", one.path("differences").asLong())))));
        differences.forEach(one -> {
            server.out().println(sentence(one));
            server.out().println(TerminalText.line("    " + one.path("next").asString()));
        });
        long all = audit.path("differences").asLong();
        server.out().println(TerminalText.line(all == 0
                ? String.format(Locale.ROOT, "All agree, up to fact %,d.", audit.path("upTo").asLong())
                : String.format(Locale.ROOT, "%,d %s, up to fact %,d.", all, all == 1 ? "thing differs" : "things differ",
                        audit.path("upTo").asLong())));
    }

    /** A difference in one line, as a terminal takes it. */
    static String sentence(JsonNode one) {
        return TerminalText.line(one.path("code").asString() + " " + one.path("title").asString() + ": " + where(one) + ": "
                + one.path("what").asString());
    }

    private static String where(JsonNode one) {
        var where = new ArrayList<String>();
        for (var name : List.of("position", "record", "part")) {
            if (one.hasNonNull(name)) {
                where.add((name.equals("position") ? "fact" : name) + " " + one.path(name).asString());
            }
        }
        where.add(one.path("place").asString("") + " " + one.path("key").asString(""));
        return String.join(", ", where).strip();
    }

    @SuppressWarnings("SystemConsoleNull") // JDK 25 went back to the console that is null without a terminal
    private boolean isDrawn() {
        var console = System.console();
        return console != null && console.isTerminal() && !server.json();
    }

    private void draw(JsonNode now) {
        if (isDrawn()) {
            long reach = Math.max(1, now.path("reach").asLong());
            var bar = new char[BAR];
            int full = (int) (BAR * Math.min(reach, now.path("reached").asLong()) / reach);
            Arrays.fill(bar, 0, full, '#');
            Arrays.fill(bar, full, BAR, '.');
            server.err().print(String.format(Locale.ROOT, "\r\u001b[K[%s] %s: %,d of %,d", new String(bar),
                    now.path("comparison").asString("beginning"), now.path("reached").asLong(), now.path("reach").asLong()));
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
