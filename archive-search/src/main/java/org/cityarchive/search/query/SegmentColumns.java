package org.cityarchive.search.query;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.packed.PackedInts;
import org.cityarchive.search.index.RecordFields;
import org.cityarchive.search.index.RecordFields.Level;

/**
 * What is sorted and counted by of the documents of one segment, read once and kept in memory for as long as the segment is there: about
 * 12 bytes a document. A document has its own time and standing, whichever level it is of; values are told by the segment's own numbers.
 */
final class SegmentColumns {
    private static final Map<IndexReader.CacheKey, SegmentColumns> KEPT = new ConcurrentHashMap<>();

    private final Column at;
    private final Column standing;
    private final Column carried;
    private final Values accounts;
    private final Values platforms;
    private final Values langs;
    private final Column authors;

    private SegmentColumns(LeafReader reader) throws IOException {
        at = Column.of(reader, Level.RECORD.of(RecordFields.AT), Level.STRETCH.of(RecordFields.AT));
        standing = Column.of(reader, Level.RECORD.of(RecordFields.STANDING), Level.STRETCH.of(RecordFields.STANDING));
        carried = Column.of(reader, RecordFields.HAS_COUNTED);
        accounts = Values.of(reader, Level.RECORD.of(RecordFields.ACCOUNT));
        platforms = Values.of(reader, Level.RECORD.of(RecordFields.PLATFORM));
        langs = Values.of(reader, RecordFields.LANG_COUNTED);
        authors = Column.numbers(reader, DocValues.getSorted(reader, RecordFields.AUTHOR_SHOWN));
    }

    /** Those of a segment; read where nobody has asked for them yet. */
    static SegmentColumns of(LeafReader reader) throws IOException {
        var cache = reader.getCoreCacheHelper();
        var known = KEPT.get(cache.getKey());
        if (known != null) {
            return known;
        }
        var read = new SegmentColumns(reader);
        if (KEPT.putIfAbsent(cache.getKey(), read) == null) {
            cache.addClosedListener(KEPT::remove);
        }
        return read;
    }

    /** A number a document; 0 where it has none. */
    private record Column(PackedInts.Reader numbers, long least) {

        long of(int document) {
            return numbers.get(document) + least;
        }

        /** @param fields of which no document has two */
        static Column of(LeafReader reader, String... fields) throws IOException {
            long least = 0;
            long most = 0;
            for (var field : fields) {
                var values = DocValues.getNumeric(reader, field);
                while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                    least = Math.min(least, values.longValue());
                    most = Math.max(most, values.longValue());
                }
            }
            var numbers = PackedInts.getMutable(reader.maxDoc(), PackedInts.unsignedBitsRequired(most - least), PackedInts.FAST);
            for (var field : fields) {
                put(DocValues.getNumeric(reader, field), least, numbers);
            }
            return new Column(numbers, least);
        }

        private static void put(NumericDocValues values, long least, PackedInts.Mutable into) throws IOException {
            for (int d = values.nextDoc(); d != DocIdSetIterator.NO_MORE_DOCS; d = values.nextDoc()) {
                into.set(d, values.longValue() - least);
            }
        }

        /** Of a document its value's number, from 0; -1 where it has none. */
        static Column numbers(LeafReader reader, SortedDocValues values) throws IOException {
            var numbers = PackedInts.getMutable(reader.maxDoc(), PackedInts.bitsRequired(values.getValueCount()),
                    PackedInts.FAST);
            for (int d = values.nextDoc(); d != DocIdSetIterator.NO_MORE_DOCS; d = values.nextDoc()) {
                numbers.set(d, values.ordValue() + 1);
            }
            return new Column(numbers, -1);
        }
    }

    /** Words of which a document has one at most, each read once. */
    record Values(Column numbers, String[] words) {

        private static Values of(LeafReader reader, String field) throws IOException {
            var values = DocValues.getSorted(reader, field);
            var words = new String[values.getValueCount()];
            for (int i = 0; i < words.length; i++) {
                words[i] = values.lookupOrd(i).utf8ToString();
            }
            return new Values(Column.numbers(reader, values), words);
        }

        /** The number of a document's word; -1 where it has none. */
        int of(int document) {
            return (int) numbers.of(document);
        }

        int count() {
            return words.length;
        }

        String word(int number) {
            return words[number];
        }
    }

    /** Microseconds of making. */
    long at(int document) {
        return at.of(document);
    }

    /** As {@link org.cityarchive.search.index.Standing} packs it. */
    long standing(int document) {
        return standing.of(document);
    }

    /** What a stretch carries, as bits in the order of {@link RecordFields#CARRIED}. */
    long carried(int stretch) {
        return carried.of(stretch);
    }

    /** Of records. */
    Values accounts() {
        return accounts;
    }

    /** Of records. */
    Values platforms() {
        return platforms;
    }

    /** Of stretches. */
    Values langs() {
        return langs;
    }

    /** The number of the author's name that a stretch shows; -1 where it shows none. */
    int author(int stretch) {
        return (int) authors.of(stretch);
    }
}
