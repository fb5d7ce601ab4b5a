package org.cityarchive.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The figures of a run, with those of earlier runs of the same size that were not measured again; as text, JSON and Markdown. */
final class Table {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String LINE = "%-58s %-56s %12s %-19s %-14s %s%n";

    private final Path json;
    private final Path markdown;
    private final boolean quick;
    private final Map<String, List<Figure>> byRow = new LinkedHashMap<>();

    private Table(Path json, Path markdown, boolean quick) {
        this.json = json;
        this.markdown = markdown;
        this.quick = quick;
    }

    /** The table of a run of this size; a quick run has one of its own. */
    static Table beside(Setup setup) throws IOException {
        var folder = setup.root().resolve("deploy/bench/target");
        var name = setup.quick() ? "quick" : "table";
        var table = new Table(folder.resolve(name + ".json"), folder.resolve(name + ".md"), setup.quick());
        if (Files.exists(table.json)) {
            JSON.readTree(Files.readString(table.json)).path("figures").forEach(table::read);
        }
        return table;
    }

    private void read(JsonNode figure) {
        var parts = new TreeMap<String, Object>();
        figure.path("parts").properties().forEach(p -> parts.put(p.getKey(),
                p.getValue().isNumber() ? (Object) p.getValue().asDouble() : p.getValue().asString()));
        var goal = JSON.treeToValue(figure.path("goal"), Goal.class);
        byRow.computeIfAbsent(figure.path("row").asString(), _ -> new ArrayList<>())
                .add(new Figure(figure.path("row").asString(), figure.path("work").asString(), figure.path("against").asString(),
                        goal, JSON.treeToValue(figure.path("value"), Spread.class), parts));
    }

    void put(String row, List<Figure> figures) throws IOException {
        byRow.put(row, figures);
        var all = byRow.values().stream().flatMap(List::stream).toList();
        Files.writeString(json, JSON.writeValueAsString(Map.of("figures", all, "processors",
                Runtime.getRuntime().availableProcessors(), "java", Runtime.version().toString(), "written",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())));
        Files.writeString(markdown, "| work | against | goal (stretch) | figure | middle half |\n|---|---|---|---|---|\n"
                + all.stream().map(Table::markdown).collect(Collectors.joining()));
    }

    private static String markdown(Figure f) {
        return "| " + f.work() + " | " + f.against() + " | " + f.goal().words() + " | **" + f.goal().spelled(f.value().median())
                + "**" + mark(f) + " | " + spread(f) + " |\n";
    }

    /** Only what is not met is marked. */
    private static String mark(Figure f) {
        return f.goal().isMetBy(f.value().median()) ? "" : " (not met)";
    }

    private static String spread(Figure f) {
        return f.value().cycles() == 1
                ? "one run"
                : f.goal().spelled(f.value().low()) + " to " + f.goal().spelled(f.value().high()) + ", " + f.value().cycles();
    }

    void print(PrintStream out) {
        out.printf(LINE, "work", "against", "figure", "middle half", "goal", "");
        for (var figure : byRow.values().stream().flatMap(List::stream).toList()) {
            var goal = figure.goal();
            double value = figure.value().median();
            out.printf(LINE, figure.work(), figure.against(), goal.spelled(value), spread(figure), goal.words(),
                    goal.isStretchedTo(value) ? "stretch" : goal.isMetBy(value) ? "met" : "NOT MET");
            figure.parts().forEach((part, of) -> out.printf("    %s: %s%n", part, of instanceof Double d ? number(d) : of));
        }
        out.printf("%nEvery ratio is of two sides that took turns in this run%s. JSON: %s  Markdown: %s%n",
                quick ? " (quick: small sizes)" : "", json, markdown);
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%,.0f", value);
    }
}
