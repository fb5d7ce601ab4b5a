package org.cityarchive.server.retention;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import org.cityarchive.server.retention.SeriesLine.WrongLineException;
import org.cityarchive.server.web.CsvRow;

/**
 * A schedule as a table (RFC 4180). It is read whole or not at all: each wrong line is named, and nothing half goes in. A file confirms
 * nothing; two people do.
 */
final class SeriesCsv {
    static final List<String> COLUMNS = List.of("code", "title", "schedule", "schedule_version", "period", "trigger", "action",
            "confirmed", "source_note");
    private static final String MORE = "subcommittee";
    private static final int MOST_LINES = 2_000;
    private static final int LONGEST = 2_000_000;

    private SeriesCsv() {}

    /**
     * What came of a file.
     *
     * @param lines all of it; none where a line is wrong
     * @param wrong each wrong line
     */
    record Read(List<SeriesLine> lines, List<Wrong> wrong) {}

    /**
     * A line that cannot go in.
     *
     * @param number of the line in the file, from 1; the head is the first
     */
    record Wrong(int number, String sentence) {}

    /** Reads a file. */
    static Read read(String text) {
        if (text.length() > LONGEST) {
            return wrong(1, "The file is longer than a schedule can be: 2,000,000 characters.");
        }
        var wrong = new ArrayList<Wrong>();
        var rows = new CsvLines(text.startsWith("\ufeff") ? text.substring(1) : text).rows(wrong);
        if (rows.isEmpty()) {
            return wrong.isEmpty()
                    ? wrong(1, "The file is empty. Its first line names the columns: " + head() + ".")
                    : nothing(wrong);
        }
        var columns = rows.getFirst().cells().stream().map(String::strip).toList();
        if (!isHead(columns)) {
            return wrong(1, "The first line must name the columns: " + head() + ". It may name " + MORE + " besides.");
        }
        return lines(columns, rows.subList(1, rows.size()), wrong);
    }

    private static boolean isHead(List<String> columns) {
        var rest = new ArrayList<>(columns);
        rest.remove(MORE);
        return rest.equals(COLUMNS);
    }

    private static Read lines(List<String> columns, List<CsvLines.Row> rows, List<Wrong> wrong) {
        var lines = new ArrayList<SeriesLine>();
        var codes = new HashSet<String>();
        if (rows.size() > MOST_LINES) {
            wrong.add(new Wrong(MOST_LINES + 2, "A schedule has at most " + MOST_LINES + " series."));
        }
        for (var row : rows.subList(0, Math.min(rows.size(), MOST_LINES))) {
            try {
                var line = SeriesLine.read(cells(columns, row));
                if (!codes.add(line.code())) {
                    throw new WrongLineException("code", "The code " + line.code() + " stands on an earlier line as well.");
                }
                lines.add(line);
            } catch (WrongLineException e) {
                wrong.add(new Wrong(row.number(), e.sentence()));
            }
        }
        if (wrong.isEmpty() && lines.isEmpty()) {
            wrong.add(new Wrong(2, "No series follows the first line."));
        }
        return wrong.isEmpty() ? new Read(List.copyOf(lines), List.of()) : nothing(wrong);
    }

    private static Map<String, String> cells(List<String> columns, CsvLines.Row row) throws WrongLineException {
        if (row.cells().size() != columns.size()) {
            throw new WrongLineException("", "The line has " + row.cells().size() + " columns; the first line names "
                    + columns.size() + ". A comma within a text needs quotation marks around the text.");
        }
        var cells = new HashMap<String, String>();
        for (int i = 0; i < columns.size(); i++) {
            cells.put(columns.get(i), row.cells().get(i));
        }
        var confirmed = cells.getOrDefault("confirmed", "").strip();
        if (!confirmed.equalsIgnoreCase("false")) {
            throw new WrongLineException("confirmed", "In the column confirmed stands “" + confirmed
                    + "”. It takes false: a file confirms nothing, two people confirm each series here.");
        }
        return cells;
    }

    /** The same table, as {@link #read} takes it. */
    static String write(List<SeriesLine> lines) {
        var text = new StringBuilder(CsvRow.of(withMore(COLUMNS))).append("\r\n");
        for (var line : lines) {
            var columns = line.columns();
            columns.put("confirmed", "false");
            text.append(CsvRow.of(withMore(COLUMNS).stream().map(columns::get).toList())).append("\r\n");
        }
        return text.toString();
    }

    private static List<String> withMore(List<String> columns) {
        var all = new ArrayList<>(columns);
        all.add(MORE);
        return all;
    }

    private static String head() {
        return String.join(", ", COLUMNS);
    }

    private static Read wrong(int number, String sentence) {
        return nothing(List.of(new Wrong(number, sentence)));
    }

    private static Read nothing(List<Wrong> wrong) {
        return new Read(List.of(), List.copyOf(wrong));
    }
}
