package org.cityarchive.search.query;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch.FacetCount;
import org.cityarchive.core.search.Words;
import org.cityarchive.search.index.RecordFields;

/**
 * Counts records by the names of their authors. Names are chosen by how they are shown, and counted by the very term that
 * {@code author:"name"} asks for, so that each number is that of the query. A name that stands on private messages alone is not told.
 */
final class AuthorCounts {
    private static final int MOST = 20;

    private final Words words;
    private final List<StretchCounts.Segment> segments;

    AuthorCounts(Words words, List<StretchCounts.Segment> segments) {
        this.words = words;
        this.segments = segments;
    }

    /** An author under all spellings that fold to the same. */
    private static final class Spellings {
        private final Map<String, Long> shown = new TreeMap<>();
        private long records;

        void add(String name, long count) {
            records += count;
            if (!name.isEmpty()) {
                shown.merge(name, count, Long::sum);
            }
        }

        long records() {
            return records;
        }

        /** The spelling of most records; of several the first. */
        String mostly() {
            return shown.entrySet().stream().max(Map.Entry.<String, Long>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder()))).map(Map.Entry::getKey).orElse("");
        }
    }

    private record Author(String folded, String shown) {}

    /** The authors of most records, largest first, and last the records of all others, if there are any. */
    List<FacetCount> counts() throws IOException {
        var authors = most();
        var counts = new ArrayList<FacetCount>();
        var rest = segments.stream().map(segment -> segment.answering().clone()).toList();
        for (var author : authors) {
            counts.add(new FacetCount(author.shown(), records(author.folded(), rest)));
        }
        counts.sort(FacetCounts.LARGEST_FIRST);
        long others = 0;
        for (int i = 0; i < rest.size(); i++) {
            others += segments.get(i).records(new BitSetIterator(rest.get(i), rest.get(i).cardinality()), _ -> {
            });
        }
        if (others > 0) {
            counts.add(new FacetCount("", others));
        }
        return List.copyOf(counts);
    }

    private List<Author> most() throws IOException {
        var spellings = new HashMap<String, Spellings>();
        for (var segment : segments) {
            collect(segment, spellings);
        }
        return spellings.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Spellings>>comparingLong(e -> e.getValue().records()).reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(e -> new Author(e.getKey(), e.getValue().mostly())).filter(this::canBeAsked).limit(MOST).toList();
    }

    /** Counts each record once a spelling. */
    private static void collect(StretchCounts.Segment segment, Map<String, Spellings> into) throws IOException {
        var names = DocValues.getSorted(segment.leaf().reader(), RecordFields.AUTHOR_SHOWN);
        var counts = new int[names.getValueCount()];
        var counted = new int[counts.length];
        segment.each((document, record) -> {
            if (names.advanceExact(document)) {
                int name = names.ordValue();
                if (counted[name] != record) {
                    counted[name] = record;
                    counts[name]++;
                }
            }
        });
        for (int name = 0; name < counts.length; name++) {
            if (counts[name] > 0) {
                var value = names.lookupOrd(name).utf8ToString();
                int end = value.indexOf(RecordFields.SHOWN_AFTER);
                into.computeIfAbsent(value.substring(0, end), _ -> new Spellings()).add(value.substring(end + 1), counts[name]);
            }
        }
    }

    /** Some names cannot be typed: they hold every kind of quotation mark. */
    private boolean canBeAsked(Author author) {
        try {
            return !author.shown().isEmpty()
                    && RecordQuery.parse(new RecordQuery.By(author.shown()).canonical(),
                            ZoneOffset.UTC) instanceof RecordQuery.By(var asked)
                    && words.folded(asked).equals(author.folded());
        } catch (QueryError _) {
            return false;
        }
    }

    /** @param rest by segment, what no author counted so far has; theirs is taken out */
    private long records(String folded, List<FixedBitSet> rest) throws IOException {
        long found = 0;
        var term = new Term(RecordFields.AUTHOR, folded);
        for (int i = 0; i < segments.size(); i++) {
            var reader = segments.get(i).leaf().reader();
            var documents = reader.postings(term, PostingsEnum.NONE);
            if (documents != null) {
                found += segments.get(i).records(documents, rest.get(i)::clear);
            }
        }
        return found;
    }
}
