package org.cityarchive.server.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.Highlights;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Hit;
import org.cityarchive.core.search.RecordSearch.Results;
import org.cityarchive.server.capture.RecordAt;
import org.cityarchive.server.capture.RecordJson.Highlight;
import org.cityarchive.server.capture.RecordJson.Matched;
import org.cityarchive.server.capture.RecordView;
import org.cityarchive.server.capture.Records;
import org.jspecify.annotations.Nullable;

/** Answers searches with whole records: the index says which, the archive says what they are. */
final class Findings {
    private final RecordSearch search;
    private final Records records;
    private final Highlights highlights;

    Findings(RecordSearch search, Records records, Highlights highlights) {
        this.search = search;
        this.records = records;
        this.highlights = highlights;
    }

    /**
     * A record that answers.
     *
     * @param matched the wording that answers; null where the query asks for no words
     */
    record Finding(RecordAt record, @Nullable Matched matched) {}

    /** One page of records, as known at the position that the page shows. */
    record Found(List<Finding> findings, Results results) {
        List<RecordAt> records() {
            return findings.stream().map(Finding::record).toList();
        }
    }

    Found find(Asked asked) {
        var results = search.search(asked.search());
        var ids = results.hits().stream().map(Hit::record).toList();
        var views = views(ids, asked, results.position());
        var findings = new ArrayList<Finding>();
        for (var hit : results.hits()) {
            var view = views.get(hit.record());
            if (view == null) {
                throw new IllegalStateException("the index knows record " + hit.record() + ", the facts do not");
            }
            var record = RecordAt.of(view, asked.asOf().platform())
                    .orElseThrow(() -> new IllegalStateException(
                            "record " + hit.record() + " answers for a time at which it was not there"));
            findings.add(new Finding(record, matched(asked.query(), record, hit)));
        }
        return new Found(List.copyOf(findings), results);
    }

    /** A record that changed since the index was read is shown as the index knew it: else its versions would have other numbers. */
    private Map<RecordId, RecordView> views(List<RecordId> ids, Asked asked, long position) {
        if (asked.asOf().archive() != null) {
            return records.views(ids, asked.asOf().position());
        }
        var views = new HashMap<>(records.views(ids, Long.MAX_VALUE));
        var changed = views.values().stream().filter(v -> v.facts().getLast().position() > position)
                .map(v -> v.history().record()).toList();
        views.putAll(records.views(changed, position));
        return views;
    }

    long count(Asked asked) {
        return search.search(asked.limited(1).search()).total();
    }

    private @Nullable Matched matched(RecordQuery query, RecordAt record, Hit hit) {
        if (query.ofTheRecord() || hit.version() == 0) {
            return null;
        }
        var text = record.history().wordings().get(hit.version() - 1).content().text();
        if (text == null) {
            return new Matched(hit.version(), List.of());
        }
        return new Matched(hit.version(), highlights.of(query, text).stream()
                .map(r -> new Highlight(r.start(), r.end(), text.substring(r.start(), r.end()))).toList());
    }
}
