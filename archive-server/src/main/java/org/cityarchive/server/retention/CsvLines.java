package org.cityarchive.server.retention;

import java.util.ArrayList;
import java.util.List;

/** The rows of a table for spreadsheets (RFC 4180), strictly read: what is written against the form is named with its line. */
final class CsvLines {
    private final String text;
    private int at;
    private int line = 1;

    CsvLines(String text) {
        this.text = text;
    }

    /** @param number of the line on which the row begins, from 1 */
    record Row(int number, List<String> cells) {}

    /** All rows; empty lines are passed over. After a mark that is never closed nothing more can be read. */
    List<Row> rows(List<SeriesCsv.Wrong> wrong) {
        var rows = new ArrayList<Row>();
        while (at < text.length()) {
            int began = line;
            try {
                var cells = row();
                if (cells.size() > 1 || !cells.getFirst().isBlank()) {
                    rows.add(new Row(began, cells));
                }
            } catch (IllegalStateException e) {
                wrong.add(new SeriesCsv.Wrong(began, String.valueOf(e.getMessage())));
                skipLine();
            }
        }
        return rows;
    }

    private List<String> row() {
        var cells = new ArrayList<String>();
        while (true) {
            cells.add(at < text.length() && text.charAt(at) == '"' ? quoted() : bare());
            if (at >= text.length() || endsLine()) {
                return cells;
            }
            at++; // the comma
        }
    }

    private String bare() {
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '"') {
                throw new IllegalStateException(
                        "A quotation mark stands inside a text. Put the whole text in quotation marks, and write the mark twice.");
            }
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        int opened = at++;
        var cell = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\n') {
                line++;
            }
            if (c != '"') {
                cell.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else if (at >= text.length() || ",\r\n".indexOf(text.charAt(at)) >= 0) {
                return cell.toString();
            } else {
                throw new IllegalStateException("After a closing quotation mark a comma or the end of the line must follow.");
            }
        }
        at = opened;
        line -= (int) text.substring(opened).chars().filter(c -> c == '\n').count();
        throw new IllegalStateException("A quotation mark opens here and is never closed.");
    }

    private boolean endsLine() {
        if (text.startsWith("\r\n", at)) {
            at += 2;
        } else if (text.charAt(at) == '\n' || text.charAt(at) == '\r') {
            at++;
        } else {
            return false;
        }
        line++;
        return true;
    }

    private void skipLine() {
        while (at < text.length() && !endsLine()) {
            at++;
        }
    }
}
