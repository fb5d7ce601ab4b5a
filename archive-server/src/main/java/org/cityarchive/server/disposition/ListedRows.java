package org.cityarchive.server.disposition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.server.capture.RecordAt;
import org.cityarchive.server.capture.RecordTitle;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.web.VisibleText;
import org.jspecify.annotations.Nullable;

/** Records as lists of dispositions show them: a line of each, and of restricted or destroyed ones that they are that. */
final class ListedRows {
    private static final int LINE = 120;

    private final Records records;
    private final Positions positions;
    private final DispositionWords words;

    ListedRows(Records records, Positions positions, DispositionWords words) {
        this.records = records;
        this.positions = positions;
        this.words = words;
    }

    /**
     * A record in a list.
     *
     * @param line the beginning of its words; what it is, where these are not shown
     * @param shown whether line is its own words
     * @param about such as "Post by City of Cottonwood Bend"; empty where nothing is left of it
     * @param at when it was posted, else first seen; null where nothing is left of it
     * @param said a person's reason; null where there is none
     */
    record Row(Listed listed, String line, boolean shown, String about, @Nullable Instant at, @Nullable String said) {
        public String href() {
            return "/record/" + listed.record();
        }
    }

    /** A record's words: a line of them, or what it is. */
    record Line(String line, boolean shown, String about, @Nullable Instant at) {
        static final Line GONE = new Line("Destroyed: nothing of it is left to be shown", false, "", null);
    }

    List<Row> of(List<Listed> some) {
        var lines = lines(some.stream().filter(one -> one.state() != Listed.State.DESTROYED).map(Listed::record).toList());
        var rows = new ArrayList<Row>();
        for (var one : some) {
            var line = lines.getOrDefault(one.record(), Line.GONE);
            rows.add(new Row(one, line.line(), line.shown(), line.about(), line.at(),
                    one.words() == null ? null : words.of(one.words()).get("reason")));
        }
        return List.copyOf(rows);
    }

    /** A line of each of these records that is there. */
    Map<RecordId, Line> lines(Collection<RecordId> some) {
        var lines = new HashMap<RecordId, Line>();
        records.views(some, positions.head().position()).forEach((id, view) -> RecordAt.of(view, null)
                .ifPresent(record -> lines.put(id, line(record))));
        return lines;
    }

    static Line line(RecordAt record) {
        var title = RecordTitle.of(record);
        var about = title.sentence() + VisibleText.line(title.author(), LINE / 2);
        var content = record.content();
        var text = content == null ? null : content.text();
        var line = record.isRestricted()
                ? "Restricted: its words are shown on its own page"
                : text == null ? "Text not kept" : text.isBlank() ? "No words" : VisibleText.line(text, LINE);
        return new Line(line, text != null && !text.isBlank() && !record.isRestricted(), about, record.history().at());
    }
}
