package org.cityarchive.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.cityarchive.server.wiring.CannotRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code archive import}: hands files over and watches until they are read. */
@Command(name = "import", mixinStandardHelpOptions = true, sortOptions = false, description = "Take a file of posts into the archive.", footer = {
        "", "Formats: observed (NDJSON, plain or .gz), x-archive (the .zip that X gives, or one of its .js files).",
        "The same file again adds nothing. Stopped half way, the server goes on where it was.",
        "Exits 1 when lines were refused; the rest is in.",
        "", "Examples:", "  archive import observed posts.ndjson.gz --add-accounts",
        "  archive import x-archive twitter-2026-03-06.zip --rejects refused.txt",
        "  archive import x-archive tweets.js --account CottonwoodBend"})
final class ImportCommand implements Callable<Integer> {
    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(index = "0", paramLabel = "FORMAT", description = "how the file is written")
    private String format = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "the files, one import each")
    private List<Path> files = List.of();

    @Option(names = "--account", paramLabel = "ID", description = "handle or id of the account, where the file does not say; where it does, only lines of this one are taken")
    private @Nullable String account;

    @Option(names = "--add-accounts", description = "enter accounts that the register does not know; their approval is awaited")
    private boolean addAccounts;

    @Option(names = "--rejects", paramLabel = "FILE", description = "write refused lines there, as they came")
    private @Nullable Path rejects;

    @Override
    public Integer call() {
        for (var file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new CannotRun("The file " + file + " cannot be read.");
            }
        }
        int exit = ArchiveCommand.DONE;
        var told = ApiClient.JSON.createArrayNode();
        try (var client = server.client()) {
            client.get("/api/v1/imports", List.of(new ApiClient.Parameter("limit", "1"))); // nobody waits for a server that was never there
            begin();
            for (var file : files) {
                exit = Math.max(exit, take(client, file, told));
            }
        }
        if (server.json()) {
            server.out().println(told.size() == 1 ? told.get(0) : told);
        }
        return exit;
    }

    private int take(ApiClient client, Path file, ArrayNode told) {
        var watch = new ImportWatch(client, server);
        var id = watch.patiently(() -> upload(client, file)).path("id").asString();
        var ended = watch.untilOver(id, String.valueOf(file.getFileName()));
        told.add(ended);
        if (!server.json()) {
            report(file, ended, client.get("/api/v1/imports/" + id + "/rejects", List.of(new ApiClient.Parameter("limit", "5"))));
        }
        if (rejects != null && ended.path("refused").asLong() > 0) {
            append(client, id, rejects);
        }
        return switch (ended.path("state").asString()) {
            case "done" -> ended.path("refused").asLong() > 0 ? ArchiveCommand.WRONG : ArchiveCommand.DONE;
            default -> ArchiveCommand.COULD_NOT_RUN;
        };
    }

    private JsonNode upload(ApiClient client, Path file) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("format", format);
        fields.put("addAccounts", String.valueOf(addAccounts));
        if (account != null) {
            fields.put("account", account);
        }
        try {
            fields.put("fileTime", Files.getLastModifiedTime(file).toInstant().toString());
        } catch (IOException e) {
            throw new CannotRun("The file " + file + " cannot be read.", e);
        }
        return client.upload("/api/v1/imports", fields, file, UUID.randomUUID().toString()).body();
    }

    private void report(Path file, JsonNode ended, JsonNode refused) {
        var out = server.out();
        if (!ended.path("state").asString().equals("done")) {
            out.println(
                    TerminalText.line(file + ": " + ended.path("state").asString() + ". " + ended.path("reason").asString("")));
        }
        out.println(TerminalText.line(String.format(Locale.ROOT,
                "%s: %,d read = %,d new + %s + %s + %,d unchanged + %,d refused", file.getFileName(), number(ended, "read"),
                number(ended, "newRecords"), counted(ended, "newVersions", "new version"),
                counted(ended, "otherFacts", "other fact"), number(ended, "unchanged"), number(ended, "refused"))));
        ended.path("remarks").forEach(remark -> out.println(TerminalText.line("Note: " + remark.asString())));
        refused.path("items")
                .forEach(line -> out.println(TerminalText.line(String.format(Locale.ROOT, "Refused line %,d (%s): %s",
                        number(line, "line"), line.path("place").asString(), line.path("reason").asString()))));
        long more = number(ended, "refused") - refused.path("items").size();
        if (more > 0) {
            out.println(String.format(Locale.ROOT, "… and %,d more; --rejects FILE writes them all.", more));
        }
    }

    private static String counted(JsonNode node, String name, String one) {
        long number = number(node, name);
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : one + "s");
    }

    private static long number(JsonNode node, String name) {
        return node.path(name).asLong();
    }

    private void begin() {
        try {
            if (rejects != null) {
                Files.write(rejects, new byte[0]);
            }
        } catch (IOException e) {
            throw new CannotRun("The file " + rejects + " cannot be written.", e);
        }
    }

    private static void append(ApiClient client, String id, Path to) {
        try (var out = Files.newOutputStream(to, StandardOpenOption.APPEND)) {
            client.download("/api/v1/imports/" + id + "/rejects/file", out);
        } catch (IOException e) {
            throw new CannotRun("The file " + to + " cannot be written.", e);
        }
    }
}
