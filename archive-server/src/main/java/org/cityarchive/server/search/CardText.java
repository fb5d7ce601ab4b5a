package org.cityarchive.server.search;

import java.util.ArrayList;
import java.util.List;

import org.cityarchive.server.capture.RecordJson.Highlight;

/**
 * The words of a record as a card shows them: a part where the text is long, with what was searched marked.
 *
 * @param runs in order; shown one after another they are the text
 */
public record CardText(List<Run> runs) {
    private static final int LONGEST = 600;
    private static final int BEFORE = 120;

    /** A stretch of text that is marked or not. */
    public record Run(String text, boolean marked) {}

    static CardText of(String text, List<Highlight> highlights) {
        int first = highlights.isEmpty() ? 0 : highlights.getFirst().start();
        int from = first > 2 * BEFORE ? boundary(text, first - BEFORE) : 0;
        int to = boundary(text, Math.min(text.length(), from + LONGEST));
        var runs = new ArrayList<Run>();
        if (from > 0) {
            runs.add(new Run("…", false));
        }
        int at = from;
        for (var highlight : highlights) {
            if (highlight.start() >= to) {
                break;
            }
            int end = Math.min(highlight.end(), to);
            add(runs, text.substring(at, highlight.start()), false);
            add(runs, text.substring(highlight.start(), end), true);
            at = end;
        }
        add(runs, text.substring(at, to), false);
        if (to < text.length()) {
            runs.add(new Run("…", false));
        }
        return new CardText(List.copyOf(runs));
    }

    private static void add(List<Run> runs, String text, boolean marked) {
        if (!text.isEmpty()) {
            runs.add(new Run(text, marked));
        }
    }

    /** Never between the two halves of a character. */
    private static int boundary(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
