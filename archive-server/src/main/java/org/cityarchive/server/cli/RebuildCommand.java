package org.cityarchive.server.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code archive rebuild}: read models and index are replayed from the facts. */
@Command(name = "rebuild", mixinStandardHelpOptions = true, sortOptions = false, description = "Replay read models from the facts.", footer = {
        "", "Examples:", "  archive rebuild", "  archive rebuild record-index"})
final class RebuildCommand implements Callable<Integer> {
    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(arity = "0..*", paramLabel = "MODEL", description = "their names; none: all")
    private List<String> models = List.of();

    @Override
    public Integer call() {
        try (var client = server.client()) {
            var answer = client.post("/api/v1/rebuilds", Map.of("models", models)).body();
            if (server.json()) {
                server.out().println(answer);
            } else {
                answer.path("items")
                        .forEach(model -> server.out().println(TerminalText.line("Rebuilt " + model.path("name").asString("")
                                + ": " + model.path("position").asLong() + " facts read.")));
            }
            return ArchiveCommand.DONE;
        }
    }
}
