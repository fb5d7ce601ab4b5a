package org.cityarchive.server.capture;

import java.util.ArrayList;
import java.util.List;

import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Hit;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;

/**
 * Which messages answer a message? Their facts do not say whom they answer, which is content and sealed, so the index is asked; a message
 * of the last second may not be in it yet.
 */
final class MessageAnswers {
    private static final int AT_ONCE = 1_000;

    private final RecordSearch search;

    MessageAnswers(RecordSearch search) {
        this.search = search;
    }

    /** The messages of the same account that answer this one, as known then. */
    List<RecordId> of(RecordView message, AsOf asOf) {
        var query = RecordQuery.all(List.of(new RecordQuery.OfKind(Kind.MESSAGE),
                new RecordQuery.OnAccount(message.history().origin().account().toString()),
                new RecordQuery.ReplyTo(message.nativeId())));
        var found = new ArrayList<RecordId>();
        String cursor = null;
        do {
            var page = search.search(new Search(query, Sort.OLDEST, AT_ONCE, cursor, null, asOf.archive(), false));
            page.hits().stream().map(Hit::record).forEach(found::add);
            cursor = page.next();
        } while (cursor != null);
        return List.copyOf(found);
    }
}
