package org.cityarchive.server.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What changed between two texts, by words. White space counts only where nothing else changed.
 *
 * @param pieces in the order of the texts
 * @param onlySpace whether white space is all that changed
 */
public record WordDiff(List<Piece> pieces, boolean onlySpace) {
    private static final Pattern WORD = Pattern.compile("\\s+|[\\p{L}\\p{M}\\p{N}_]+(?:['’.:/@-][\\p{L}\\p{M}\\p{N}_]+)*|\\X",
            Pattern.UNICODE_CHARACTER_CLASS);
    /** Above this many comparisons the changed middle is shown as one piece. */
    private static final long MOST = 4_000_000;
    /** Letters of an unchanged stretch that is too short to stand by itself between two changes. */
    private static final int CRUMB = 3;

    /** What became of a piece. */
    public enum Change {
        SAME, ADDED, TAKEN_OUT
    }

    /**
     * @param before as the first text has it; empty when added
     * @param after as the second text has it; empty when taken out
     */
    public record Piece(Change change, String before, String after) {
        public boolean isSame() {
            return change == Change.SAME;
        }

        public boolean isAdded() {
            return change == Change.ADDED;
        }

        public boolean isTakenOut() {
            return change == Change.TAKEN_OUT;
        }

        /** The text to show where both texts are shown as one. */
        public String text() {
            return change == Change.TAKEN_OUT ? before : after;
        }
    }

    public static WordDiff of(String before, String after) {
        var first = words(before);
        var second = words(after);
        if (!before.equals(after) && unspaced(first).equals(unspaced(second))) {
            return new WordDiff(pieces(first, second, true).stream().map(WordDiff::visible).toList(), true);
        }
        return new WordDiff(pieces(first, second, false), false);
    }

    public boolean isEmpty() {
        return pieces.stream().allMatch(Piece::isSame);
    }

    /** How many stretches were added. */
    public long added() {
        return pieces.stream().filter(Piece::isAdded).count();
    }

    /** How many stretches were taken out. */
    public long takenOut() {
        return pieces.stream().filter(Piece::isTakenOut).count();
    }

    /** The same with long unchanged stretches cut down to this many chars beside each change. */
    public List<Piece> excerpt(int around) {
        var excerpt = new ArrayList<Piece>();
        for (int i = 0; i < pieces.size(); i++) {
            var piece = pieces.get(i);
            excerpt.add(piece.isSame() ? cut(piece, around, i == 0, i == pieces.size() - 1) : piece);
        }
        return List.copyOf(excerpt);
    }

    private static Piece cut(Piece piece, int around, boolean first, boolean last) {
        var text = piece.after();
        if (first) {
            text = text.length() > around + 1 ? "…" + text.substring(boundary(text, text.length() - around)) : text;
        } else if (last) {
            text = text.length() > around + 1 ? text.substring(0, boundary(text, around)) + "…" : text;
        } else if (text.length() > 2 * around + 3) {
            text = text.substring(0, boundary(text, around)) + " … " + text.substring(boundary(text, text.length() - around));
        }
        return new Piece(Change.SAME, text, text);
    }

    /** Never between the two halves of a character. */
    private static int boundary(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at + 1 : at;
    }

    static List<String> words(String text) {
        var words = new ArrayList<String>();
        var matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static List<String> unspaced(List<String> words) {
        return words.stream().filter(word -> !word.isBlank()).toList();
    }

    private static boolean equal(String a, String b, boolean exact) {
        return a.equals(b) || (!exact && a.isBlank() && b.isBlank());
    }

    private static List<Piece> pieces(List<String> a, List<String> b, boolean exact) {
        int head = 0;
        while (head < a.size() && head < b.size() && equal(a.get(head), b.get(head), exact)) {
            head++;
        }
        int tail = 0;
        while (tail < a.size() - head && tail < b.size() - head
                && equal(a.get(a.size() - 1 - tail), b.get(b.size() - 1 - tail), exact)) {
            tail++;
        }
        var steps = new ArrayList<Piece>();
        for (int i = 0; i < head; i++) {
            steps.add(new Piece(Change.SAME, a.get(i), b.get(i)));
        }
        steps.addAll(middle(a.subList(head, a.size() - tail), b.subList(head, b.size() - tail), exact));
        for (int i = tail; i > 0; i--) {
            steps.add(new Piece(Change.SAME, a.get(a.size() - i), b.get(b.size() - i)));
        }
        return joined(exact ? steps : bridged(steps));
    }

    private static List<Piece> middle(List<String> a, List<String> b, boolean exact) {
        var steps = new ArrayList<Piece>();
        if ((long) a.size() * b.size() > MOST) {
            a.forEach(word -> steps.add(new Piece(Change.TAKEN_OUT, word, "")));
            b.forEach(word -> steps.add(new Piece(Change.ADDED, "", word)));
            return steps;
        }
        int[][] longest = longest(a, b, exact);
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && equal(a.get(i), b.get(j), exact)) {
                steps.add(new Piece(Change.SAME, a.get(i++), b.get(j++)));
            } else if (j == b.size() || (i < a.size() && longest[i + 1][j] >= longest[i][j + 1])) {
                steps.add(new Piece(Change.TAKEN_OUT, a.get(i++), ""));
            } else {
                steps.add(new Piece(Change.ADDED, "", b.get(j++)));
            }
        }
        return steps;
    }

    /** Length of the longest common subsequence of every two tails. */
    private static int[][] longest(List<String> a, List<String> b, boolean exact) {
        int[][] longest = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                longest[i][j] = equal(a.get(i), b.get(j), exact)
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        return longest;
    }

    /** A space, a comma or a short word between two changes is part of the change: a diff of crumbs cannot be read. */
    private static List<Piece> bridged(List<Piece> steps) {
        var bridged = new ArrayList<Piece>();
        int i = 0;
        while (i < steps.size()) {
            int end = i + 1;
            while (steps.get(i).isSame() && end < steps.size() && steps.get(end).isSame()) {
                end++;
            }
            var run = steps.subList(i, end);
            boolean between = run.getFirst().isSame() && i > 0 && end < steps.size();
            if (between && run.stream().flatMapToInt(p -> p.after().codePoints()).filter(Character::isLetterOrDigit)
                    .count() <= CRUMB) {
                for (var step : run) {
                    bridged.add(new Piece(Change.TAKEN_OUT, step.before(), ""));
                    bridged.add(new Piece(Change.ADDED, "", step.after()));
                }
            } else {
                bridged.addAll(run);
            }
            i = end;
        }
        return bridged;
    }

    /** Neighbours of one kind made one piece; of what lies between two unchanged stretches, first what was taken out. */
    private static List<Piece> joined(List<Piece> steps) {
        var joined = new ArrayList<Piece>();
        int i = 0;
        while (i < steps.size()) {
            boolean same = steps.get(i).isSame();
            var before = new StringBuilder();
            var after = new StringBuilder();
            for (; i < steps.size() && steps.get(i).isSame() == same; i++) {
                before.append(steps.get(i).before());
                after.append(steps.get(i).after());
            }
            if (same) {
                joined.add(new Piece(Change.SAME, before.toString(), after.toString()));
            } else {
                addUnlessEmpty(joined, Change.TAKEN_OUT, before.toString());
                addUnlessEmpty(joined, Change.ADDED, after.toString());
            }
        }
        return List.copyOf(joined);
    }

    private static void addUnlessEmpty(List<Piece> joined, Change change, String text) {
        if (!text.isEmpty()) {
            joined.add(change == Change.ADDED ? new Piece(change, "", text) : new Piece(change, text, ""));
        }
    }

    private static Piece visible(Piece piece) {
        return piece.isSame() ? piece : new Piece(piece.change(), visible(piece.before()), visible(piece.after()));
    }

    private static String visible(String space) {
        return space.replace(' ', '·').replace('\t', '→').replace('\u00a0', '⍽').replace("\r", "").replace("\n", "⏎\n");
    }
}
