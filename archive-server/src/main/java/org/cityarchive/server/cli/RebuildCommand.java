package org.cityarchive.server.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code archive rebuild}: read models and index are replayed from the facts. */
@Command(name = "rebuild", mixinStandardHelpOptions = true, sortOptions = false, description = "Replay read models from the facts.", footer = {
        "", "Examples:", "  archive rebuild", "  archive rebuild record_index-1"})
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
                answer.path("items").forEach(model -> server.out().println(TerminalText.line(sentence(model))));
            }
            return answer.path("items").valueStream().anyMatch(model -> model.has("stopped"))
                    ? ArchiveCommand.WRONG
                    : ArchiveCommand.DONE;
        }
    }

    private static String sentence(JsonNode model) {
        var name = model.path("name").asString("");
        return model.has("stopped")
                ? name + " stopped at position " + model.path("stopped").asLong()
                        + ": it cannot read the fact there; the log says why."
                : "Rebuilt " + name + ", up to position " + model.path("position").asLong() + ".";
    }
}
