package org.cityarchive.server.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.server.capture.RecordAt;
import org.cityarchive.server.capture.RecordTitle;
import org.cityarchive.server.capture.Records;
import org.jspecify.annotations.Nullable;

/** How lists of retention name a record. */
final class RecordLines {
    private static final int SHOWN = 140;

    private final Records records;

    RecordLines(Records records) {
        this.records = records;
    }

    /**
     * A record in a list.
     *
     * @param account name of the account
     * @param text how its words begin; null where there are none, or they are restricted
     */
    record Line(RecordId id, String href, RecordTitle title, String account, Instant at, @Nullable String text) {}

    /** In the order given; what is not there any more is left out. */
    List<Line> of(Collection<RecordId> ids) {
        var lines = new ArrayList<Line>();
        var views = records.views(ids, Long.MAX_VALUE);
        for (var id : ids) {
            var view = views.get(id);
            if (view != null) {
                RecordAt.of(view, null).map(RecordLines::line).ifPresent(lines::add);
            }
        }
        return List.copyOf(lines);
    }

    private static Line line(RecordAt record) {
        return new Line(record.id(), "/record/" + record.id(), RecordTitle.of(record), record.view().account().name(),
                record.history().at(), begins(record));
    }

    private static @Nullable String begins(RecordAt record) {
        var content = record.content();
        var text = content == null || record.isRestricted() ? null : content.text();
        if (text == null || text.isBlank()) {
            return null;
        }
        int end = text.offsetByCodePoints(0, Math.min(SHOWN, text.codePointCount(0, text.length())));
        return end < text.length() ? text.substring(0, end) + "…" : text;
    }
}
