package org.cityarchive.server.retention;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.retention.RetentionEvent.RuleAdopted;
import org.cityarchive.core.retention.RetentionEvent.ScheduleAdopted;
import org.cityarchive.core.retention.RetentionEvent.SeriesConfirmed;
import org.cityarchive.core.retention.RetentionNow;
import org.cityarchive.core.retention.RuleId;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.retention.ScheduleId;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;

/** Folds a draft into the law as it is: the facts that its adoption would write, and no others. */
final class WhatIfDrafts {
    private static final UUID NO_WORDS = new UUID(0, 0);
    private static final PersonId NOBODY = new PersonId(NO_WORDS);
    private static final int PAGE = 1_000;

    private final ScheduleDrafts drafts;
    private final SeriesReadings readings;
    private final RecordSearch search;
    private final Supplier<LocalDate> today;
    private final Supplier<ZoneId> zone;

    /**
     * @param today the city's day
     * @param zone in which queries count days
     */
    WhatIfDrafts(ScheduleDrafts drafts, SeriesReadings readings, RecordSearch search, Supplier<LocalDate> today,
            Supplier<ZoneId> zone) {
        this.drafts = drafts;
        this.readings = readings;
        this.search = search;
        this.today = today;
        this.zone = zone;
    }

    /** A schedule, as its draft stands; what somebody read of it counts as confirmed, since who adopts confirms it. */
    WhatIfDraft schedule(ScheduleId id, Settled settled) {
        var draft = drafts.of(id);
        var read = readings.of(id).keySet();
        var now = settled.retention();
        var adopted = now.with(
                new ScheduleAdopted(id, draft.effectiveFrom(), draft.series(), NO_WORDS, draft.draftedBy(), NOBODY));
        var then = adopted;
        var confirmed = adopted;
        for (var series : draft.series()) {
            var vouched = new SeriesConfirmed(id, series.code(), NO_WORDS, draft.draftedBy(), NOBODY);
            then = read.contains(series.code()) ? then.with(vouched) : then;
            confirmed = confirmed.with(vouched);
        }
        return new WhatIfDraft("schedule " + id + ' ' + draft.changes() + ' ' + new HashSet<>(read).hashCode(), draft.name(),
                later(today.get(), draft.effectiveFrom()), now, then, confirmed, Optional.empty());
    }

    /** A rule, or a new wording of one. */
    WhatIfDraft rule(RuleId rule, int number, String name, String query, SeriesCode series, Settled settled) {
        var asked = RecordQuery.parse(query, zone.get());
        asked.requireOfTheRecordAlone();
        var now = settled.retention();
        var then = now.with(new RuleAdopted(rule, number, series, NO_WORDS, NOBODY, 0, 0));
        return new WhatIfDraft("rule " + rule + ' ' + number + ' ' + series + ' ' + query, name, today.get(), now, then,
                confirmed(then, series), Optional.of(new WhatIfDraft.Matched(new RuleVersion(rule, number), matched(asked))));
    }

    private RetentionNow confirmed(RetentionNow then, SeriesCode series) {
        return then.schedules().newest(today.get())
                .map(schedule -> then.with(new SeriesConfirmed(schedule.schedule(), series, NO_WORDS, NOBODY, NOBODY)))
                .orElse(then);
    }

    /** Stored records are matched by running the rule as a query. */
    private Set<RecordId> matched(RecordQuery query) {
        var matched = new HashSet<RecordId>();
        String cursor = null;
        do {
            var page = search.search(new Search(query, Sort.NEWEST, PAGE, cursor, null, null, false));
            page.hits().forEach(hit -> matched.add(hit.record()));
            cursor = page.next();
        } while (cursor != null);
        return matched;
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }
}
