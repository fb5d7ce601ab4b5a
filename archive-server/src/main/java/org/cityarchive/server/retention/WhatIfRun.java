package org.cityarchive.server.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.Candidate;
import org.cityarchive.core.disposition.Judged;
import org.cityarchive.core.policy.CityProfile.ThreadRule;
import org.cityarchive.core.retention.Eligibility;
import org.cityarchive.core.retention.Evaluated;
import org.cityarchive.core.retention.Keeping;
import org.cityarchive.core.retention.RecordNow;
import org.cityarchive.core.retention.RetentionNow;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.retention.MarkedRecords.Marked;
import org.cityarchive.server.store.SqlTrouble;
import org.jspecify.annotations.Nullable;

/**
 * Judges every record twice, as the law is and as it were with a draft: by the core's own functions, over the marks, batch by batch. Its
 * numbers are those of the due list on the same day.
 */
final class WhatIfRun {
    private static final int AT_ONCE = 500;

    private final DataSource source;
    private final MarkedRecords marked;

    WhatIfRun(DataSource source, MarkedRecords marked) {
        this.source = source;
        this.marked = marked;
    }

    private record Row(RecordId id, @Nullable UUID account, @Nullable UUID parent, LocalDate dated) {}

    /** One side's answer for one record. */
    private record Answer(@Nullable Keeping keeping, Set<SeriesCode> series, boolean due) {}

    /**
     * Looks at all records.
     *
     * @param done told how many are looked at so far
     */
    WhatIfTally run(WhatIfDraft draft, Settled settled, ZoneId city, LongConsumer done) {
        var tally = new WhatIfTally();
        try (var connection = source.getConnection()) {
            UUID after = null;
            long looked = 0;
            while (true) {
                var rows = next(connection, after);
                if (rows.isEmpty()) {
                    break;
                }
                look(connection, rows, draft, settled, city, tally);
                looked += rows.size();
                done.accept(looked);
                after = rows.lastEntry().getKey().value();
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
        tally.waitForReplies(waits(draft.now()), waits(draft.then()));
        return tally;
    }

    private static boolean waits(RetentionNow now) {
        return now.profile().thread() == ThreadRule.PARENT_WAITS_FOR_REPLIES;
    }

    private static SequencedMap<RecordId, Row> next(Connection connection, @Nullable UUID after) throws SQLException {
        try (var select = connection.prepareStatement(
                "select record, account, parent, dated from retention_record where " + (after == null ? "" : "record > ? and ")
                        + "true order by record limit " + AT_ONCE)) {
            if (after != null) {
                select.setObject(1, after);
            }
            var rows = new LinkedHashMap<RecordId, Row>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var id = new RecordId(row.getObject(1, UUID.class));
                    rows.put(id, new Row(id, row.getObject(2, UUID.class), row.getObject(3, UUID.class),
                            row.getObject(4, LocalDate.class)));
                }
            }
            return rows;
        }
    }

    private void look(Connection connection, Map<RecordId, Row> rows, WhatIfDraft draft, Settled settled, ZoneId city,
            WhatIfTally tally) throws SQLException {
        var batch = marked.read(connection, List.copyOf(rows.keySet()), settled, draft.day());
        for (var one : batch) {
            var row = rows.get(one.id());
            if (row == null) {
                continue;
            }
            var evaluatedThen = with(one.evaluated(), draft.rule());
            var now = answer(one, draft.now(), one.evaluated(), draft.day(), city);
            var then = answer(one, draft.then(), evaluatedThen, draft.day(), city);
            var confirmed = then.due() ? then : answer(one, draft.confirmed(), evaluatedThen, draft.day(), city);
            tally.add(new WhatIfTally.Seen(row.id(), row.account(), row.parent(), row.dated(), now.keeping(), then.keeping(),
                    !now.series().equals(then.series()), now.due(), then.due(), confirmed.due(), one.destroyed()));
        }
    }

    private static Evaluated with(Evaluated evaluated, Optional<WhatIfDraft.Matched> rule) {
        if (rule.isEmpty()) {
            return evaluated;
        }
        var rules = new HashMap<RuleVersion, Boolean>(evaluated.rules());
        rules.put(rule.get().version(), rule.get().records().contains(evaluated.record()));
        return new Evaluated(evaluated.record(), evaluated.readAt(), evaluated.ancestors(), evaluated.scopes(), rules);
    }

    private static Answer answer(Marked one, RetentionNow law, Evaluated evaluated, LocalDate day, ZoneId city) {
        RecordNow record = one.record();
        var keepings = new ArrayList<>(law.keepings(record, law.classification(record, evaluated), day, city));
        var judged = one.judged();
        var obstacles = new Judged(law, judged.requests(), judged.disposition(), judged.records(), judged.replies(),
                judged.destroyed()).obstacles(new Candidate(evaluated, true, List.of()), day, city);
        return new Answer(keepings.isEmpty() ? null : keepings.getFirst(),
                keepings.stream().map(keeping -> keeping.series().code()).collect(Collectors.toUnmodifiableSet()),
                Eligibility.on(day, obstacles) instanceof Eligibility.Eligible);
    }
}
