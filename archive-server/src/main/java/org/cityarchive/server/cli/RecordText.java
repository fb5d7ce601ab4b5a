package org.cityarchive.server.cli;

import java.util.List;
import java.util.StringJoiner;

import tools.jackson.databind.JsonNode;

/** A record of the API as a terminal or a spreadsheet shows it. */
final class RecordText {
    static final List<String> COLUMNS = List.of("id", "platform", "account", "nativeId", "kind", "authorId", "authorName",
            "createdAt",
            "firstObservedAt", "lastObservedAt", "state", "versions", "url", "text");

    private RecordText() {}

    static List<String> cells(JsonNode item) {
        return List.of(text(item, "id"), text(item, "platform"), text(item.path("account"), "handle"), text(item, "nativeId"),
                text(item, "kind"), text(item.path("author"), "id"), text(item.path("author"), "name"), text(item, "createdAt"),
                text(item, "firstObservedAt"), text(item, "lastObservedAt"), text(item, "state"), text(item, "versions"),
                text(item, "url"), text(item, "text"));
    }

    /** Two lines and a blank one: what it is, and what it says. */
    static String paragraph(JsonNode item) {
        var head = new StringJoiner(" · ");
        head.add(text(item, "id")).add(text(item, "platform") + "/" + text(item.path("account"), "handle"))
                .add(text(item, "kind"));
        var made = text(item, "createdAt");
        head.add(made.isEmpty() ? "seen " + text(item, "firstObservedAt") : made);
        var author = text(item.path("author"), "name");
        if (!author.isEmpty()) {
            head.add(author);
        }
        if (!"present".equals(text(item, "state"))) {
            head.add(text(item, "state"));
        }
        if (item.path("versions").asInt() > 1) {
            head.add(item.path("versions").asInt() + " versions");
        }
        return TerminalText.line(head.toString()) + "\n  " + TerminalText.line(text(item, "text")) + "\n";
    }

    /** One version: its place, its time, its words. */
    static String version(JsonNode version) {
        var to = text(version, "to");
        return TerminalText.line(
                "version " + text(version, "version") + " · from " + text(version, "from") + (to.isEmpty() ? "" : " to " + to))
                + "\n  " + TerminalText.line(text(version.path("content"), "text")) + "\n";
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
