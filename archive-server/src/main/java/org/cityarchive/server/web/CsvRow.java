package org.cityarchive.server.web;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * One line of a table for spreadsheets (RFC 4180). A cell that a spreadsheet would run as a formula is preceded by an apostrophe, and
 * signs that act on what stands around them are spelled.
 */
public final class CsvRow {
    /** The last four are the full-width forms, which spreadsheets of East Asian locales take as well. */
    private static final String STARTS_A_FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private CsvRow() {}

    /** The row without its line end. */
    public static String of(List<? extends @Nullable String> cells) {
        return cells.stream().map(CsvRow::cell).collect(Collectors.joining(","));
    }

    private static String cell(@Nullable String given) {
        if (given == null || given.isEmpty()) {
            return "";
        }
        var text = VisibleText.still(given);
        boolean formula = startsFormula(given);
        var safe = formula ? "'" + text : text;
        return formula || safe.chars().anyMatch(c -> c == '"' || c == ',' || c == ';' || c == '\t' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }

    /** Blanks and marks that nobody sees do not stop a spreadsheet. */
    private static boolean startsFormula(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (STARTS_A_FORMULA.indexOf(c) >= 0) {
                return true;
            }
            if (!Character.isWhitespace(c) && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT
                    && !VisibleText.acts(c)) {
                return false;
            }
        }
        return false;
    }
}
