package org.cityarchive.server.hold;

import java.sql.Array;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.server.retention.DueRows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * What the law says of records today, for lists that go out: series, due day, holds. A list may be read by others than who asked for it, so
 * a hold is called by its number alone. What is not yet checked is said to be that, never to be not held.
 */
public final class LegalMarks {
    private final JdbcClient sql;
    private final HeldMarks held;
    private final Supplier<LocalDate> today;

    LegalMarks(DataSource database, HeldMarks held, Supplier<LocalDate> today) {
        this.sql = JdbcClient.create(database);
        this.held = held;
        this.today = today;
    }

    /**
     * What the law says of one record.
     *
     * @param series codes
     * @param dueOn first day on which nothing stands in the way, as far as is known; null: a deed must come first
     * @param isDue whether it is due today
     * @param heldBy numbers of the holds in force that cover it, such as H-3
     * @param isChecked whether all that was captured and settled is counted in
     */
    public record Mark(List<String> series, @Nullable LocalDate dueOn, boolean isDue, List<String> heldBy, boolean isChecked) {
        static final Mark UNCHECKED = new Mark(List.of(), null, false, List.of(), false);

        /** As the API names them: held, due, not-yet-checked. */
        public List<String> words() {
            var words = new ArrayList<String>();
            if (!heldBy.isEmpty()) {
                words.add("held");
            }
            if (isDue) {
                words.add("due");
            }
            if (!isChecked) {
                words.add("not-yet-checked");
            }
            return List.copyOf(words);
        }

        /** Who holds it, in one cell. */
        public String holds() {
            return heldBy.isEmpty() && !isChecked ? "not yet checked" : String.join("; ", heldBy);
        }
    }

    /** What it says of each of these records. */
    public Map<RecordId, Mark> of(Collection<RecordId> records) {
        if (records.isEmpty()) {
            return Map.of();
        }
        boolean checked = !held.isBehind();
        var names = new HashMap<HoldId, String>();
        var holds = new HashMap<RecordId, List<String>>();
        held.held(records).forEach((record, some) -> holds.put(new RecordId(UUID.fromString(record)), some.stream().sorted()
                .map(hold -> names.computeIfAbsent(hold, one -> held.number(one))).toList()));
        var marks = new HashMap<RecordId, Mark>();
        records.forEach(record -> marks.put(record,
                new Mark(List.of(), null, false, holds.getOrDefault(record, List.of()), false)));
        sql.sql("select record, series, due_on, " + DueRows.due() + " due, not exists (select from retention_anew a"
                + " where a.record = retention_record.record) settled from retention_record where record = any(:records)")
                .param("day", today.get())
                .param("records", new SqlArrayValue("uuid", records.stream().map(RecordId::value).toArray())).query(row -> {
                    var record = new RecordId(row.getObject("record", UUID.class));
                    marks.put(record, new Mark(series(row.getArray("series")), row.getObject("due_on", LocalDate.class),
                            row.getBoolean("due"), holds.getOrDefault(record, List.of()), checked && row.getBoolean("settled")));
                });
        return marks;
    }

    private static List<String> series(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
