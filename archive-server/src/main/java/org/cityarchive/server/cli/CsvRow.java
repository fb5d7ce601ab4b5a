package org.cityarchive.server.cli;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** One line of a table for spreadsheets (RFC 4180). A cell that a spreadsheet would run as a formula is preceded by an apostrophe. */
public final class CsvRow {
    private static final String STARTS_A_FORMULA = "=+-@\t\r\n";

    private CsvRow() {}

    /** The row without its line end. */
    public static String of(List<? extends @Nullable String> cells) {
        return cells.stream().map(CsvRow::cell).collect(Collectors.joining(","));
    }

    private static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        // blanks before the sign do not stop a spreadsheet
        var bare = text.stripLeading();
        var first = bare.isEmpty() ? text.charAt(0) : bare.charAt(0);
        boolean formula = STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0 || STARTS_A_FORMULA.indexOf(first) >= 0;
        var safe = (formula ? "'" : "") + text.replace("\u0000", "");
        return safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r') || formula
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
