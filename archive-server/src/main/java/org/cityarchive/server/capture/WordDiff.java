package org.cityarchive.server.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What changed between two texts, by words. White space counts only where nothing else changed.
 *
 * @param pieces in the order of the texts
 * @param onlySpace whether white space is all that changed
 * @param coarse whether some stretch was too long to compare by words and is shown as a whole
 */
public record WordDiff(List<Piece> pieces, boolean onlySpace, boolean coarse) {
    private static final Pattern WORD = Pattern.compile("\\s+|[\\p{L}\\p{M}\\p{N}_]+(?:['’.:/@-][\\p{L}\\p{M}\\p{N}_]+)*|\\X",
            Pattern.UNICODE_CHARACTER_CLASS);
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

        /** As the first text has it, folded where it is long. */
        public Fold foldedBefore() {
            return Fold.edges(before);
        }

        /** As the second text has it, folded where it is long. */
        public Fold foldedAfter() {
            return Fold.edges(after);
        }

        /** The text to show where both texts are shown as one. */
        public String text() {
            return change == Change.TAKEN_OUT ? before : after;
        }
    }

    public static WordDiff of(String before, String after) {
        var first = words(before);
        var second = words(after);
        boolean onlySpace = !before.equals(after) && unspaced(first).equals(unspaced(second));
        var steps = new DiffSteps(onlySpace);
        var compared = steps.of(first, second);
        var pieces = joined(onlySpace ? compared : bridged(compared));
        return new WordDiff(onlySpace ? pieces.stream().map(WordDiff::visible).toList() : pieces, onlySpace, steps.isCoarse());
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
