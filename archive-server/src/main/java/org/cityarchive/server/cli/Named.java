package org.cityarchive.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import org.cityarchive.server.wiring.CannotRun;
import tools.jackson.databind.JsonNode;

/** Finds what people call by a number, such as batch 2026-03, in a list of the server's. */
final class Named {
    private Named() {}

    /** The whole of a list. */
    static List<JsonNode> all(ApiClient client, String path) {
        var all = new ArrayList<JsonNode>();
        var asked = new ArrayList<>(List.of(new ApiClient.Parameter("limit", "1000")));
        while (true) {
            var page = client.get(path, asked);
            page.path("items").forEach(all::add);
            if (!page.path("next").isString()) {
                return List.copyOf(all);
            }
            asked.removeIf(one -> one.name().equals("cursor"));
            asked.add(new ApiClient.Parameter("cursor", page.path("next").asString()));
        }
    }

    /** Prints a list: a line each, or as the server answers it. */
    static int printed(ServerOptions server, String path, Function<JsonNode, String> line) {
        try (var client = server.client()) {
            if (server.json()) {
                server.out().println(client.get(path, List.of(new ApiClient.Parameter("limit", "1000"))));
            } else {
                all(client, path).forEach(one -> server.out().println(line.apply(one)));
            }
            return ArchiveCommand.DONE;
        }
    }

    /** The first of a list that is meant. */
    static JsonNode first(ApiClient client, String path, Predicate<JsonNode> meant, String sentence) {
        return all(client, path).stream().filter(meant).findFirst().orElseThrow(() -> new CannotRun(sentence));
    }

    /** The batch that somebody calls so: by its number, such as 2026-03, or its id. */
    static JsonNode batch(ApiClient client, String called) {
        return first(client, "/api/v1/dispositions", one -> is(one, "number", called) || is(one, "id", called),
                "There is no batch " + called + ". The page Disposition has their numbers.");
    }

    static boolean is(JsonNode one, String member, String called) {
        return one.path(member).asString("").equalsIgnoreCase(called.strip());
    }
}
