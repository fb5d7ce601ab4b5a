package org.cityarchive.search.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records of one segment by the names of authors that their stretches show, in the segment's own numbers of names. Nearly all show one
 * name; the others are kept by all that they show, so that no record counts twice for an author of several spellings.
 */
final class NameCounts {
    /** Of a stretch that shows no name. */
    static final int NOBODY = -1;

    private final int[] names;
    private final int[] counts;
    private final Map<List<Integer>, Integer> several;

    private NameCounts(int[] names, int[] counts, Map<List<Integer>, Integer> several) {
        this.names = names;
        this.counts = counts;
        this.several = several;
    }

    static NameCounts of(AnsweringStretches found, SegmentColumns columns) {
        var several = new HashMap<List<Integer>, Integer>();
        var ones = new int[found.found()];
        int size = 0;
        for (int place = 0; place < found.found(); place++) {
            int first = found.start(place);
            int name = columns.author(found.stretch(first));
            List<Integer> others = null;
            for (int i = first + 1; i < found.end(place); i++) {
                int other = columns.author(found.stretch(i));
                if (other != name || others != null) {
                    others = others == null ? new ArrayList<>(List.of(name)) : others;
                    if (!others.contains(other)) {
                        others.add(other);
                    }
                }
            }
            if (others == null) {
                ones[size++] = name;
            } else {
                others.sort(null);
                several.merge(List.copyOf(others), 1, Integer::sum);
            }
        }
        return of(ones, size, several);
    }

    private static NameCounts of(int[] ones, int size, Map<List<Integer>, Integer> several) {
        Arrays.sort(ones, 0, size);
        var names = new int[size];
        var counts = new int[size];
        int different = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || ones[i] != ones[i - 1]) {
                names[different++] = ones[i];
            }
            counts[different - 1]++;
        }
        return new NameCounts(Arrays.copyOf(names, different), Arrays.copyOf(counts, different), several);
    }

    /** Without some that are all among them. */
    NameCounts less(NameCounts gone) {
        var left = counts.clone();
        for (int i = 0; i < gone.names.length; i++) {
            left[Arrays.binarySearch(names, gone.names[i])] -= gone.counts[i];
        }
        var others = new HashMap<>(several);
        gone.several.forEach((shown, records) -> others.computeIfPresent(shown,
                (_, before) -> before.equals(records) ? null : Integer.valueOf(before - records)));
        return new NameCounts(names, left, others);
    }

    interface Named {
        /** @param records that show the name; one that shows several is told with each */
        void by(int name, int records) throws IOException;
    }

    /** Each name that is shown; not {@link #NOBODY}. */
    void each(Named named) throws IOException {
        for (int i = 0; i < names.length; i++) {
            if (counts[i] > 0 && names[i] != NOBODY) {
                named.by(names[i], counts[i]);
            }
        }
        for (var entry : several.entrySet()) {
            for (int name : entry.getKey()) {
                if (name != NOBODY) {
                    named.by(name, entry.getValue());
                }
            }
        }
    }

    /**
     * Counts the records of some authors.
     *
     * @param chosen the spellings of each
     * @param into records of each, added to
     * @return records with a stretch that is by none of them
     */
    long count(SegmentAuthors.Names[] chosen, long[] into) {
        long others = 0;
        for (int count : counts) {
            others += count;
        }
        for (int author = 0; author < chosen.length; author++) {
            int at = Arrays.binarySearch(names, chosen[author].first());
            for (int i = at < 0 ? -at - 1 : at; i < names.length && names[i] < chosen[author].end(); i++) {
                into[author] += counts[i];
                others -= counts[i];
            }
        }
        for (var entry : several.entrySet()) {
            others += countSeveral(entry.getKey(), entry.getValue(), chosen, into);
        }
        return others;
    }

    private static long countSeveral(List<Integer> shown, int records, SegmentAuthors.Names[] chosen, long[] into) {
        var byChosen = new boolean[shown.size()];
        for (int author = 0; author < chosen.length; author++) {
            boolean counts = false;
            for (int i = 0; i < byChosen.length; i++) {
                boolean is = chosen[author].hold(shown.get(i));
                byChosen[i] |= is;
                counts |= is;
            }
            into[author] += counts ? records : 0;
        }
        for (boolean is : byChosen) {
            if (!is) {
                return records;
            }
        }
        return 0;
    }
}
