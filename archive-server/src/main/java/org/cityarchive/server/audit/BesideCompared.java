package org.cityarchive.server.audit;

import java.util.HashMap;
import java.util.Map;

import org.cityarchive.core.evidence.EvidenceEvent.AuditRun;
import org.cityarchive.server.audit.Difference.Code;
import org.cityarchive.server.audit.RowMarks.Marked;
import org.cityarchive.server.audit.RowMarks.Row;
import org.cityarchive.server.audit.RowMarks.Stretch;
import org.jspecify.annotations.Nullable;

/** Rows beside the facts against their marks; then sealed words are opened, and those that facts name are looked for. */
final class BesideCompared implements Step {
    private final RowMarks marks;
    private final SealedWords words;
    private final FactPages pages;

    BesideCompared(RowMarks marks, SealedWords words, FactPages pages) {
        this.marks = marks;
        this.words = words;
        this.pages = pages;
    }

    @Override
    public Comparison comparison() {
        return Comparison.BESIDE;
    }

    @Override
    public void run(Underway audit) {
        var place = new HashMap<String, Object>();
        audit.place().forEach((name, value) -> place.put(name, String.valueOf(value)));
        long all = 0;
        for (var table : RowMarks.TABLES) {
            all += marks.stretches(table);
        }
        long done = 0;
        for (var table : RowMarks.TABLES) {
            long stretches = marks.stretches(table);
            for (long index = number(place, table.table()); index < stretches; index++) {
                long rows = compare(audit, table, index, index + 1 == stretches);
                place.put(table.table(), String.valueOf(index + 1));
                place.put("marked", String.valueOf(number(place, "marked") + rows));
                audit.keep(Math.min(all, done + index + 1), all, rows, place);
            }
            done += stretches;
        }
        fewerThanBefore(audit, number(place, "marked"));
        marks.mark();
        words.run(audit, place);
    }

    private static long number(Map<String, ? extends @Nullable Object> place, String name) {
        var value = place.get(name);
        return value == null ? 0 : Long.parseLong(value.toString());
    }

    /** One stretch of marks with the rows that have its numbers; how many have a mark. */
    private long compare(Underway audit, Marked table, long index, boolean last) {
        var stretch = marks.stretch(table, index).orElse(null);
        if (stretch == null || !stretch.sealed()) {
            audit.differs(Difference.atRow(Code.A34, "evidence_row_mark", table.table() + " " + index,
                    (stretch == null ? "the marks are missing" : "the marks were changed") + " of the rows from "
                            + index * RowMarks.STRETCH));
            return stretch == null ? 0 : stretch.rows();
        }
        long first = index * RowMarks.STRETCH;
        long end = first + (last ? stretch.marks().length / RowMarks.WIDTH : RowMarks.STRETCH);
        var there = new HashMap<Long, Row>();
        marks.rows(table, first - 1, end - 1).forEach(row -> there.put(row.number(), row));
        for (long number = first; number < end; number++) {
            compare(audit, table, number, stretch.mark(number), there.get(number));
        }
        return stretch.rows();
    }

    private static void compare(Underway audit, Marked table, long number, long mark, @Nullable Row row) {
        if (Stretch.isReleased(mark) || (mark == 0 && row == null)) {
            return;
        }
        var key = table.number() + " " + number;
        if (row == null) {
            audit.differs(Difference.atRow(Code.A31, table.table(), key, "the row was taken out"));
        } else if (mark == 0) {
            audit.differs(Difference.atRow(Code.A33, table.table(), key, "the row came in between older ones"));
        } else if (row.mark() != mark) {
            audit.differs(Difference.atRow(Code.A32, table.table(), key, "the row is not the one that was marked"));
        }
    }

    /** The last audit's fact says how many rows had their marks: whoever takes out rows and marks together is known by it. */
    private void fewerThanBefore(Underway audit, long now) {
        pages.last("evidence.AuditRun", audit.upTo()).ifPresent(fact -> {
            if (fact.read() instanceof AuditRun run && run.marked() > now) {
                audit.differs(Difference.atRow(Code.A34, "evidence_row_mark", "",
                        "the audit of fact " + fact.position() + " knew " + run.marked() + " marked rows, and there are " + now));
            }
        });
    }
}
