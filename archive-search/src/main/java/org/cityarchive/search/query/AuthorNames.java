package org.cityarchive.search.query;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.Words;
import org.cityarchive.search.index.RecordFields;

/** The names of authors as segments spell them, read once a segment; and what is asked for by each. */
final class AuthorNames {
    private static final int REMEMBERED = 20_000;

    private final Words words;
    private final Map<IndexReader.CacheKey, SegmentAuthors> segments = new ConcurrentHashMap<>();
    private final Map<String, String> asked = new ConcurrentHashMap<>();

    AuthorNames(Words words) {
        this.words = words;
    }

    /** Kept until the segment is closed for the last time. */
    SegmentAuthors of(LeafReader reader) throws IOException {
        var cache = reader.getCoreCacheHelper();
        var known = segments.get(cache.getKey());
        if (known != null) {
            return known;
        }
        var read = SegmentAuthors.of(DocValues.getSorted(reader, RecordFields.AUTHOR_SHOWN));
        if (segments.putIfAbsent(cache.getKey(), read) == null) {
            cache.addClosedListener(segments::remove);
        }
        return read;
    }

    /** Whether a query can ask for this author by this name. Some names cannot be typed: they hold every kind of quotation mark. */
    boolean canBeAsked(String folded, String shown) {
        if (shown.isEmpty()) {
            return false;
        }
        if (asked.size() > REMEMBERED) {
            asked.clear();
        }
        return asked.computeIfAbsent(shown, this::askedBy).equals(folded);
    }

    /** Remembers no name that was asked for. */
    void forget() {
        asked.clear();
    }

    /** The folded name that is asked for; empty: none is. */
    private String askedBy(String shown) {
        try {
            return RecordQuery.parse(new RecordQuery.By(shown).canonical(),
                    ZoneOffset.UTC) instanceof RecordQuery.By(var name) ? words.folded(name) : "";
        } catch (QueryError _) {
            return "";
        }
    }
}
