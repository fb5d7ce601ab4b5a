package org.cityarchive.server.capture;

import java.util.ArrayList;
import java.util.List;

import org.cityarchive.server.capture.WordDiff.Change;
import org.cityarchive.server.capture.WordDiff.Piece;

/**
 * Compares two lists of words, word by word. Its cost is bounded: where a changed stretch is too long it is first compared by sentences, and
 * what is still too long then is taken as a whole.
 */
final class DiffSteps {
    /** Comparisons of one pair of texts: some 20 ms and 16 MB. */
    private static final long MOST = 4_000_000;

    private final boolean exact;
    private long left = 2 * MOST;
    private boolean coarse;

    /** @param exact whether one white space is told from another */
    DiffSteps(boolean exact) {
        this.exact = exact;
    }

    /** Whether some stretch was taken as a whole. */
    boolean isCoarse() {
        return coarse;
    }

    /** One piece a word, in order. */
    List<Piece> of(List<String> a, List<String> b) {
        int head = 0;
        while (head < a.size() && head < b.size() && equal(a.get(head), b.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < a.size() - head && tail < b.size() - head
                && equal(a.get(a.size() - 1 - tail), b.get(b.size() - 1 - tail))) {
            tail++;
        }
        var steps = new ArrayList<Piece>();
        for (int i = 0; i < head; i++) {
            steps.add(new Piece(Change.SAME, a.get(i), b.get(i)));
        }
        middle(a.subList(head, a.size() - tail), b.subList(head, b.size() - tail), steps);
        for (int i = tail; i > 0; i--) {
            steps.add(new Piece(Change.SAME, a.get(a.size() - i), b.get(b.size() - i)));
        }
        return steps;
    }

    private void middle(List<String> a, List<String> b, List<Piece> steps) {
        if (isAffordable(a.size(), b.size())) {
            merge(a, b, steps);
            return;
        }
        var first = sentences(a);
        var second = sentences(b);
        if (first.size() + second.size() < 4 || !isAffordable(first.size(), second.size())) {
            whole(a, b, steps);
            return;
        }
        var bySentence = new ArrayList<Piece>();
        merge(first.stream().map(words -> String.join("", words)).toList(),
                second.stream().map(words -> String.join("", words)).toList(), bySentence);
        within(bySentence, first, second, steps);
    }

    /** Sentences that stayed are taken word by word as they are; between them the words are compared, as far as that is affordable. */
    private void within(List<Piece> bySentence, List<List<String>> first, List<List<String>> second, List<Piece> steps) {
        int i = 0;
        int j = 0;
        var a = new ArrayList<String>();
        var b = new ArrayList<String>();
        for (var sentence : bySentence) {
            if (sentence.isSame()) {
                changed(a, b, steps);
                var before = first.get(i++);
                var after = second.get(j++);
                for (int word = 0; word < before.size(); word++) {
                    steps.add(new Piece(Change.SAME, before.get(word), after.get(word)));
                }
            } else if (sentence.isTakenOut()) {
                a.addAll(first.get(i++));
            } else {
                b.addAll(second.get(j++));
            }
        }
        changed(a, b, steps);
    }

    private void changed(List<String> a, List<String> b, List<Piece> steps) {
        if (isAffordable(a.size(), b.size())) {
            merge(a, b, steps);
        } else {
            whole(a, b, steps);
        }
        a.clear();
        b.clear();
    }

    private void whole(List<String> a, List<String> b, List<Piece> steps) {
        coarse = true;
        a.forEach(word -> steps.add(new Piece(Change.TAKEN_OUT, word, "")));
        b.forEach(word -> steps.add(new Piece(Change.ADDED, "", word)));
    }

    private boolean isAffordable(int a, int b) {
        long cost = (long) a * b;
        if (cost > MOST || cost > left) {
            return false;
        }
        left -= cost;
        return true;
    }

    private static List<List<String>> sentences(List<String> words) {
        var sentences = new ArrayList<List<String>>();
        var sentence = new ArrayList<String>();
        for (var word : words) {
            sentence.add(word);
            if (word.indexOf('\n') >= 0 || ".!?\u3002".contains(word)) {
                sentences.add(List.copyOf(sentence));
                sentence.clear();
            }
        }
        if (!sentence.isEmpty()) {
            sentences.add(List.copyOf(sentence));
        }
        return sentences;
    }

    private boolean equal(String a, String b) {
        return a.equals(b) || (!exact && a.isBlank() && b.isBlank());
    }

    private void merge(List<String> a, List<String> b, List<Piece> steps) {
        int[][] longest = longest(a, b);
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && equal(a.get(i), b.get(j))) {
                steps.add(new Piece(Change.SAME, a.get(i++), b.get(j++)));
            } else if (j == b.size() || (i < a.size() && longest[i + 1][j] >= longest[i][j + 1])) {
                steps.add(new Piece(Change.TAKEN_OUT, a.get(i++), ""));
            } else {
                steps.add(new Piece(Change.ADDED, "", b.get(j++)));
            }
        }
    }

    /** Length of the longest common subsequence of every two tails. */
    private int[][] longest(List<String> a, List<String> b) {
        int[][] longest = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                longest[i][j] = equal(a.get(i), b.get(j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        return longest;
    }
}
