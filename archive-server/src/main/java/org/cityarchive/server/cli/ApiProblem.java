package org.cityarchive.server.cli;

import tools.jackson.databind.JsonNode;

/** The server's no, as its problem details tell it (RFC 9457). */
public final class ApiProblem extends RuntimeException {
    private final int status;
    private final transient JsonNode body;

    ApiProblem(int status, JsonNode body) {
        super("HTTP " + status);
        this.status = status;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public JsonNode body() {
        return body;
    }

    /** What a person reads. */
    public String sentence() {
        var detail = body.path("detail").asString("");
        var title = body.path("title").asString("The server answered " + status + ".");
        return switch (status) {
            case 401 ->
                "The server knows no valid token of yours. Set ARCHIVE_TOKEN, or run this on the server's machine with its --home.";
            default -> place() + (detail.isEmpty() ? title : detail) + rule();
        };
    }

    /** A refusal speaks with the name of its rule. */
    private String rule() {
        var rule = body.path("rule").asString("");
        return rule.isEmpty() ? "" : " " + rule + ": " + body.path("citation").asString("");
    }

    /** Where in the query, counted from 1, as the search page says it. */
    private String place() {
        var position = body.path("position");
        return position.isNumber() ? "At character " + (position.asLong() + 1) + ": " : "";
    }

    /** 1 when the archive said no to this very thing, 2 when it was asked wrongly, 3 when it could not answer. */
    int exitCode() {
        return switch (status) {
            case 400, 422 -> ArchiveCommand.USAGE;
            case 404, 409, 410, 413, 415 -> ArchiveCommand.WRONG;
            default -> ArchiveCommand.COULD_NOT_RUN;
        };
    }
}
