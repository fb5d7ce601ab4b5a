package org.cityarchive.server.evidence;

import java.util.ArrayList;
import java.util.List;

/** The rows of a table for spreadsheets (RFC 4180), cell by cell. */
final class CsvCells {
    private final String text;
    private int at;

    private CsvCells(String text) {
        this.text = text;
    }

    static List<List<String>> of(String text) {
        var cells = new CsvCells(text);
        var rows = new ArrayList<List<String>>();
        while (cells.at < text.length()) {
            rows.add(cells.row());
        }
        return rows;
    }

    private List<String> row() {
        var row = new ArrayList<String>();
        do {
            row.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
        } while (at < text.length() && text.charAt(at++) == ',');
        if (at < text.length() && text.charAt(at - 1) == '\r' && text.charAt(at) == '\n') {
            at++;
        }
        return row;
    }

    private String plain() {
        int from = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private String quoted() {
        var cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"' && (at == text.length() || text.charAt(at) != '"')) {
                break;
            }
            at += c == '"' ? 1 : 0; // two of them are one
            cell.append(c);
        }
        return cell.append(plain()).toString();
    }
}
