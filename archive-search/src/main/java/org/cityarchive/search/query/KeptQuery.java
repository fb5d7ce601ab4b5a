package org.cityarchive.search.query;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.apache.lucene.search.Query;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.Words;
import org.cityarchive.search.index.RecordFields.Level;

/**
 * A query that is kept and meets documents as they come. It is made by the same translation as a search; it has no reader to look terms
 * up in.
 *
 * @param query finds the documents of stretches that answer
 */
public record KeptQuery(Query query) {

    /** A record answers when one of its stretches is found, whether or not the query asks of the record alone. */
    public static KeptQuery of(RecordQuery asked, Words words) {
        try {
            return new KeptQuery(new QueryCompiler(words, null, Level.STRETCH, false).compile(asked));
        } catch (IOException e) {
            throw new UncheckedIOException("a query that reads nothing cannot fail to read", e);
        }
    }
}
