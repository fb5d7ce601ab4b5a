package org.cityarchive.search.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.cityarchive.core.search.RecordSearch.FacetCount;
import org.cityarchive.search.index.RecordFields;

/**
 * Counts records by the names of their authors. Names are chosen by how they are shown, and counted as {@code author:"name"} counts
 * them, so that each number is that of the query. A name that stands on private messages alone is not told.
 */
final class AuthorCounts {
    private static final int MOST = 20;

    private final AuthorNames names;
    private final List<Segment> segments = new ArrayList<>();

    private record Segment(CountedSegment counted, SortedDocValues names, SegmentAuthors authors) {}

    AuthorCounts(AuthorNames names, List<CountedSegment> counted) throws IOException {
        this.names = names;
        for (var segment : counted) {
            var values = DocValues.getSorted(segment.reader(), RecordFields.AUTHOR_SHOWN);
            segments.add(new Segment(segment, values, names.of(segment.reader())));
        }
    }

    /** An author under all spellings that fold to the same. */
    private static final class Spellings {
        private final String folded;
        /** The spelling that was met first: nearly always the only one. */
        private String first = "";
        private long ofFirst;
        private final Map<String, Long> others = new TreeMap<>();
        private long records;

        Spellings(String folded) {
            this.folded = folded;
        }

        void add(String name, long count) {
            records += count;
            if (name.isEmpty()) {
                return;
            } else if (first.isEmpty() || first.equals(name)) {
                first = name;
                ofFirst += count;
            } else {
                others.merge(name, count, Long::sum);
            }
        }

        /** The spelling of most records; of several the first. */
        String mostly() {
            var most = first;
            long ofMost = ofFirst;
            for (var other : others.entrySet()) {
                if (other.getValue() > ofMost || (other.getValue() == ofMost && other.getKey().compareTo(most) < 0)) {
                    most = other.getKey();
                    ofMost = other.getValue();
                }
            }
            return most;
        }

        /** Those of fewer records first; of as many the later name. */
        static int fewerFirst(Spellings a, Spellings b) {
            return a.records == b.records ? b.folded.compareTo(a.folded) : Long.compare(a.records, b.records);
        }
    }

    /** The authors of most records, largest first, and last the records of all others, if there are any. */
    List<FacetCount> counts() throws IOException {
        var chosen = most();
        var found = new long[chosen.size()];
        long others = 0;
        for (var segment : segments) {
            others += count(segment, chosen, found);
        }
        var counts = new ArrayList<FacetCount>();
        for (int i = 0; i < found.length; i++) {
            counts.add(new FacetCount(chosen.get(i).shown(), found[i]));
        }
        counts.sort(FacetCounts.LARGEST_FIRST);
        if (others > 0) {
            counts.add(new FacetCount("", others));
        }
        return List.copyOf(counts);
    }

    private List<SegmentAuthors.Author> most() throws IOException {
        var spellings = new HashMap<String, Spellings>();
        for (var segment : segments) {
            segment.counted().counts().names().each((name, records) -> {
                var author = segment.authors().author(segment.names(), name);
                spellings.computeIfAbsent(author.folded(), Spellings::new).add(author.shown(), records);
            });
        }
        var most = new PriorityQueue<Spellings>(MOST + 1, Spellings::fewerFirst);
        for (var author : spellings.values()) {
            var least = most.size() < MOST ? null : most.peek();
            if ((least == null || Spellings.fewerFirst(author, least) > 0) && names.canBeAsked(author.folded, author.mostly())) {
                most.add(author);
                if (most.size() > MOST) {
                    most.remove();
                }
            }
        }
        return most.stream().map(author -> new SegmentAuthors.Author(author.folded, author.mostly())).toList();
    }

    /**
     * @param into records of each of the chosen, added to
     * @return records with a stretch that is by none of them
     */
    private static long count(Segment segment, List<SegmentAuthors.Author> chosen, long[] into) throws IOException {
        var of = new SegmentAuthors.Names[chosen.size()];
        boolean alone = true;
        for (int i = 0; i < of.length; i++) {
            of[i] = segment.authors().names(segment.counted().reader(), segment.names(), chosen.get(i).folded());
            alone &= of[i].alone();
        }
        return alone
                ? segment.counted().counts().names().count(of, into)
                : countAsked(segment.counted().stretches(), chosen, into);
    }

    /** By the terms that the query asks for: somebody's id is the name that another shows. */
    private static long countAsked(AnsweringStretches found, List<SegmentAuthors.Author> chosen, long[] into)
            throws IOException {
        var byChosen = new boolean[found.size()];
        for (int author = 0; author < into.length; author++) {
            var by = found.reader().postings(new Term(RecordFields.AUTHOR, chosen.get(author).folded()), PostingsEnum.NONE);
            for (int place = 0; by != null && place < found.found(); place++) {
                boolean counts = false;
                for (int i = found.start(place); i < found.end(place); i++) {
                    int stretch = found.stretch(i);
                    if (by.docID() < stretch && by.advance(stretch) == DocIdSetIterator.NO_MORE_DOCS) {
                        break;
                    }
                    boolean is = by.docID() == stretch;
                    byChosen[i] |= is;
                    counts |= is;
                }
                into[author] += counts ? 1 : 0;
            }
        }
        long others = 0;
        for (int place = 0; place < found.found(); place++) {
            boolean other = false;
            for (int i = found.start(place); i < found.end(place); i++) {
                other |= !byChosen[i];
            }
            others += other ? 1 : 0;
        }
        return others;
    }
}
