package org.cityarchive.search.query;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.cityarchive.search.index.RecordFields;
import org.jspecify.annotations.Nullable;

/** The authors of one segment, by the segment's own numbers of their names. */
final class SegmentAuthors {
    /** Names beyond these are read each time, so that the names of a large city do not fill the memory. */
    private static final int MOST = 10_000;

    private final int[] documents;
    private final @Nullable Author[] authors;
    private final Map<String, Names> named = new ConcurrentHashMap<>();

    private SegmentAuthors(int[] documents) {
        this.documents = documents;
        this.authors = new @Nullable Author[Math.min(MOST, documents.length)];
    }

    /** A spelling, folded as it is looked for, and as it is shown; the latter empty where it is not told. */
    record Author(String folded, String shown) {}

    /**
     * The numbers of the spellings that fold to one name.
     *
     * @param first the first of them
     * @param end after the last; they stand side by side
     * @param alone whether who is asked for by this name is shown by it: nobody has it as an id and shows another
     */
    record Names(int first, int end, boolean alone) {
        boolean hold(int name) {
            return first <= name && name < end;
        }
    }

    static SegmentAuthors of(SortedDocValues names) throws IOException {
        var documents = new int[names.getValueCount()];
        while (names.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            documents[names.ordValue()]++;
        }
        return new SegmentAuthors(documents);
    }

    /** @param names of this segment */
    Author author(SortedDocValues names, int name) throws IOException {
        var known = name < authors.length ? authors[name] : null;
        if (known == null) {
            var value = names.lookupOrd(name).utf8ToString();
            int end = value.indexOf(RecordFields.SHOWN_AFTER);
            known = new Author(value.substring(0, end), value.substring(end + 1));
            if (name < authors.length) {
                authors[name] = known;
            }
        }
        return known;
    }

    /** The spellings of a folded name. */
    Names names(LeafReader reader, SortedDocValues names, String folded) throws IOException {
        var known = named.get(folded);
        if (known == null) {
            known = find(reader, names, folded);
            if (named.size() < MOST) {
                named.put(folded, known);
            }
        }
        return known;
    }

    private Names find(LeafReader reader, SortedDocValues names, String folded) throws IOException {
        int at = names.lookupTerm(new BytesRef(folded + RecordFields.SHOWN_AFTER));
        int first = at < 0 ? -at - 1 : at;
        int end = first;
        int shown = 0;
        while (end < documents.length && author(names, end).folded().equals(folded)) {
            shown += documents[end++];
        }
        return new Names(first, end, reader.docFreq(new Term(RecordFields.AUTHOR, folded)) == shown);
    }
}
