package org.cityarchive.server.search;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.Highlights;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Bar;
import org.cityarchive.core.search.RecordSearch.Hit;
import org.cityarchive.core.search.RecordSearch.Results;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.core.search.RecordSearch.Span;
import org.cityarchive.server.capture.AsOf;
import org.cityarchive.server.capture.RecordAt;
import org.cityarchive.server.capture.RecordJson.Highlight;
import org.cityarchive.server.capture.RecordJson.Matched;
import org.cityarchive.server.capture.RecordView;
import org.cityarchive.server.capture.DamagedRecord;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.capture.Stub;
import org.cityarchive.server.capture.Stubs;
import org.jspecify.annotations.Nullable;

/** Answers searches with whole records: the index says which, the archive says what they are. */
final class Findings {
    private final RecordSearch search;
    private final Records records;
    private final Stubs stubs;
    private final Highlights highlights;

    Findings(RecordSearch search, Records records, Stubs stubs, Highlights highlights) {
        this.search = search;
        this.stubs = stubs;
        this.records = records;
        this.highlights = highlights;
    }

    /**
     * A record that answers.
     *
     * @param matched the wording that answers; null where the query asks for no words
     * @param answering how many of its wordings answer; 0 where that was not asked
     */
    record Finding(RecordAt record, @Nullable Matched matched, int answering) {}

    /**
     * One page of records, as known at the position that the page shows.
     *
     * @param damaged those of it that cannot be read: counted, and not shown
     */
    record Found(List<Finding> findings, List<DamagedRecord> damaged, Results results) {
        List<RecordAt> records() {
            return findings.stream().map(Finding::record).toList();
        }
    }

    Found find(Asked asked) {
        var results = results(asked);
        var ids = results.hits().stream().map(Hit::record).toList();
        var damaged = new TreeMap<RecordId, DamagedRecord>();
        var views = views(ids, asked, results.position(), one -> damaged.put(one.record(), one));
        var destroyed = views.size() + damaged.size() < ids.size() ? records.everDestroyed(ids) : Set.<RecordId>of();
        var findings = new ArrayList<Finding>();
        for (var hit : results.hits()) {
            if (damaged.containsKey(hit.record())
                    || (!views.containsKey(hit.record()) && destroyed.contains(hit.record()))) {
                continue; // destroyed a moment ago: the index has not read that yet
            }
            var view = views.get(hit.record());
            if (view == null) {
                throw new IllegalStateException("the index knows record " + hit.record() + ", the facts do not");
            }
            var record = RecordAt.of(view, asked.asOf().platform())
                    .orElseThrow(() -> new IllegalStateException(
                            "record " + hit.record() + " answers for a time at which it was not there"));
            findings.add(new Finding(record, matched(asked.query(), record, hit.version()), hit.answering()));
        }
        return new Found(List.copyOf(findings), List.copyOf(damaged.values()), results);
    }

    /** A record that changed since the index was read is shown as the index knew it: else its versions would have other numbers. */
    private Map<RecordId, RecordView> views(List<RecordId> ids, Asked asked, long position,
            Consumer<DamagedRecord> damaged) {
        if (asked.asOf().archive() != null) {
            return records.views(ids, asked.asOf().position(), damaged);
        }
        var views = new HashMap<>(records.views(ids, Long.MAX_VALUE, damaged));
        var changed = views.values().stream().filter(v -> v.facts().getLast().position() > position)
                .map(v -> v.history().record()).toList();
        views.putAll(records.views(changed, position, damaged));
        return views;
    }

    private Results results(Asked asked) {
        try {
            return search.search(asked.search());
        } catch (QueryError error) {
            throw error.in(asked.typed());
        }
    }

    /** What a search misses because it was destroyed. */
    Destroyed destroyed(Asked asked) {
        var count = stubs.count(asked.query(), asked.asOf());
        return new Destroyed(count.total(), count.since(), count.certain(), asked.asOf().archive() != null);
    }

    /** Destroyed records that could answer, the newest first. */
    List<Stub> stubs(Asked asked, long from, int most) {
        return stubs.list(asked.query(), asked.asOf(), from, most);
    }

    long count(Asked asked) {
        return results(asked.limited(1)).total();
    }

    /**
     * One record, with what the query would mark in it.
     *
     * @param version the wording that answers; 0: the one that stood
     * @return empty: there is none, or it was not there yet
     */
    Optional<Finding> one(RecordId id, int version, Asked asked) {
        return one(id, asked.asOf())
                .map(record -> new Finding(record,
                        matched(asked.query(), record, Math.min(version, record.history().wordings().size())), 0));
    }

    /** One record alone; empty: there is none, or it was not there yet. */
    Optional<RecordAt> one(RecordId id, AsOf asOf) {
        return Optional.ofNullable(records.views(List.of(id), asOf.position()).get(id))
                .flatMap(view -> RecordAt.of(view, asOf.platform()));
    }

    /** How many records answer, in a past or now. */
    long count(RecordQuery query, AsOf asOf) {
        return search.search(new Search(query, Sort.NEWEST, 1, null, asOf.platform(), asOf.archive(), false)).total();
    }

    /** The records that answer, over time, as known at a position. */
    Optional<TimelineChart> timeline(Asked asked, long position, ZoneId city) {
        return TimelineChart.of(asked.query(), city,
                (query, span) -> search.timeline(query, span, asked.asOf().platform(), position));
    }

    /** All records there were, as known at a position. */
    long all(Asked asked, long position) {
        return search.timeline(new RecordQuery.Everything(), Span.YEAR, asked.asOf().platform(), position).stream()
                .mapToLong(Bar::count).sum();
    }

    private @Nullable Matched matched(RecordQuery query, RecordAt record, int version) {
        if (query.ofTheRecord() || version < 1) {
            return null;
        }
        var text = record.history().wordings().get(version - 1).content().text();
        if (text == null) {
            return new Matched(version, List.of());
        }
        return new Matched(version, highlights.of(query, text).stream()
                .map(r -> new Highlight(r.start(), r.end(), text.substring(r.start(), r.end()))).toList());
    }
}
