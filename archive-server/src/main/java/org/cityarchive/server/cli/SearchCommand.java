package org.cityarchive.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.cityarchive.server.web.CsvRow;
import org.cityarchive.server.cli.ApiClient.Parameter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code archive search}: prints the records that answer. */
@Command(name = "search", mixinStandardHelpOptions = true, sortOptions = false, description = "Find records.", footer = {"",
        "Dates are city days (2026-11-20) or instants (2026-11-20T16:00:00Z).", "", "Examples:",
        "  archive search '\"snow plow\" -tow is:edited'",
        "  archive search pool --account Parks --from 2026-06-01 --to 2026-07-01 --csv",
        "  archive search --deleted --as-of 2026-11-20 --count"})
final class SearchCommand implements Callable<Integer> {
    private static final int PAGE = 200;
    private static final int SHOWN = 20;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(arity = "0..*", paramLabel = "QUERY", description = "words, \"a phrase\", OR, -not, prefix*, field:value …")
    private List<String> query = List.of();

    @Option(names = "--account", paramLabel = "A", description = "handle or id of an account")
    private @Nullable String account;

    @Option(names = "--kind", paramLabel = "K", description = "post, comment, message or profile")
    private @Nullable String kind;

    @Option(names = "--platform", paramLabel = "P", description = "x, facebook, …")
    private @Nullable String platform;

    @Option(names = "--author", paramLabel = "A", description = "name or id of the author")
    private @Nullable String author;

    @Option(names = "--from", paramLabel = "T", description = "made at or after this day or instant")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "T", description = "made before this day or instant")
    private @Nullable String to;

    @Option(names = "--deleted", description = "only records gone from their platform")
    private boolean deleted;

    @Option(names = "--edited", description = "only records with more than one version")
    private boolean edited;

    @Option(names = "--as-of", paramLabel = "T", description = "as the platform stood then")
    private @Nullable String asOf;

    @Option(names = "--known-at", paramLabel = "T", description = "as the archive knew it then: day, instant or position")
    private @Nullable String knownAt;

    @Option(names = "--sort", paramLabel = "S", description = "relevance, newest or oldest")
    private @Nullable String sort;

    @Option(names = "--limit", paramLabel = "N", description = "print at most so many (default: 20; with --csv all)")
    private @Nullable Integer limit;

    @ArgGroup
    private @Nullable Form form;

    /** Instead of the records as text. */
    private static final class Form {
        @Option(names = "--count", description = "print only how many there are")
        private boolean count;

        @Option(names = "--csv", description = "print a table for spreadsheets")
        private boolean csv;
    }

    @Override
    public Integer call() {
        try (var client = server.client()) {
            if (form != null && form.count) {
                var found = client.get("/api/v1/records", parameters(1, null));
                if (server.json()) {
                    server.out().println(counted(found));
                } else {
                    server.out().println(found.path("total").asLong());
                    missed(found);
                }
            } else if (form != null && form.csv) {
                server.out().println(CsvRow.of(RecordText.COLUMNS));
                missed(pages(client, limit == null ? Integer.MAX_VALUE : limit,
                        item -> server.out().println(CsvRow.of(RecordText.cells(item)))));
            } else if (server.json()) {
                printJson(client);
            } else {
                var found = pages(client, most(), item -> server.out().println(RecordText.paragraph(item)));
                long total = found.path("total").asLong();
                server.err().println(total == 1 ? "1 record" : total + " records");
                missed(found);
            }
            return ArchiveCommand.DONE;
        } catch (ApiProblem problem) {
            point(problem);
            throw problem;
        }
    }

    /** Shows the place in the query at which it could not be read; the sentence follows. */
    private void point(ApiProblem problem) {
        var place = problem.body().path("position");
        if (!query.isEmpty() && place.isNumber() && !server.json()) {
            int width = Math.max(1, problem.body().path("length").asInt(1));
            server.err().println("  " + TerminalText.line(String.join(" ", query)));
            server.err().println("  " + " ".repeat(place.asInt()) + "^".repeat(width));
        }
    }

    private int most() {
        return limit == null ? SHOWN : limit;
    }

    private void printJson(ApiClient client) {
        ArrayNode items = ApiClient.JSON.createArrayNode();
        var found = pages(client, most(), items::add);
        var answer = ApiClient.JSON.createObjectNode();
        answer.set("items", items);
        answer.setAll(counted(found));
        server.out().println(answer);
    }

    /** The numbers of an answer: what was found, and what is missed because it was destroyed. */
    private static ObjectNode counted(JsonNode found) {
        var answer = ApiClient.JSON.createObjectNode();
        answer.put("total", found.path("total").asLong());
        if (found.path("destroyed").isObject()) {
            answer.set("destroyed", found.path("destroyed"));
        }
        return answer;
    }

    /** Says, beside the result and not in it, what it misses because it was destroyed. */
    private void missed(JsonNode found) {
        if (found.path("destroyed").isObject()) {
            server.err().println(found.path("destroyed").path("sentence").asString());
        }
    }

    /** Hands on up to so many records, page by page; the answer is the last page, which tells how many there are in all. */
    private JsonNode pages(ApiClient client, int most, Consumer<JsonNode> each) {
        int left = most;
        String cursor = null;
        while (true) {
            var page = client.get("/api/v1/records", parameters(Math.max(1, Math.min(PAGE, left)), cursor));
            for (var item : page.path("items")) {
                if (left-- > 0) {
                    each.accept(item);
                }
            }
            cursor = page.path("next").asString("");
            if (left <= 0 || cursor.isEmpty()) {
                return page;
            }
        }
    }

    private List<Parameter> parameters(int size, @Nullable String cursor) {
        var all = new ArrayList<Parameter>();
        add(all, "q", query.isEmpty() ? null : String.join(" ", query));
        add(all, "account", account);
        add(all, "kind", kind);
        add(all, "platform", platform);
        add(all, "author", author);
        add(all, "from", from);
        add(all, "to", to);
        add(all, "deleted", deleted ? "true" : null);
        add(all, "edited", edited ? "true" : null);
        add(all, "asOf", asOf);
        add(all, "knownAt", knownAt);
        add(all, "sort", sort);
        add(all, "limit", String.valueOf(size));
        add(all, "cursor", cursor);
        return List.copyOf(all);
    }

    private static void add(List<Parameter> all, String name, @Nullable String value) {
        if (value != null) {
            all.add(new Parameter(name, value));
        }
    }
}
