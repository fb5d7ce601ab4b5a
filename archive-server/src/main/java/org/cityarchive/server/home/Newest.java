package org.cityarchive.server.home;

import java.time.Instant;
import java.util.List;

import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Hit;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.server.capture.RecordAt;
import org.cityarchive.server.capture.RecordTitle;
import org.cityarchive.server.capture.Records;
import org.jspecify.annotations.Nullable;

/** The newest records, with their first words. */
final class Newest {
    private static final int SHOWN = 5;
    private static final int LONGEST = 160;

    private final RecordSearch search;
    private final Records records;

    Newest(RecordSearch search, Records records) {
        this.search = search;
        this.records = records;
    }

    /**
     * A record.
     *
     * @param words its first words; null where it has none, or where they are shown on its own page only
     * @param restricted whether they are
     */
    record Seen(String href, RecordTitle title, Instant at, @Nullable String words, boolean restricted) {}

    List<Seen> five() {
        var everything = new Search(new RecordQuery.Everything(), Sort.NEWEST, SHOWN, null, null, null, false);
        var ids = search.search(everything).hits().stream().map(Hit::record).toList();
        return records.views(ids, Long.MAX_VALUE, _ -> {
        }).values().stream().flatMap(view -> RecordAt.of(view, null).stream())
                .map(Newest::seen).toList();
    }

    private static Seen seen(RecordAt record) {
        boolean restricted = record.history().origin().kind() == Kind.MESSAGE;
        var content = restricted ? null : record.content();
        var text = content == null ? null : content.text();
        return new Seen("/record/" + record.id(), RecordTitle.of(record), record.history().at(),
                text == null || text.isBlank() ? null : cut(text.strip()), restricted);
    }

    /** Whole signs only: no half of a pair stands at the end. */
    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
