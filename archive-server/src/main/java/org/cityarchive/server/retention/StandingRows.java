package org.cityarchive.server.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.retention.RetentionEvent.ScheduleAdopted;
import org.cityarchive.server.hold.HoldScopes;
import org.cityarchive.server.store.ArrayStatement;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.SqlTrouble;
import org.jspecify.annotations.Nullable;

/**
 * Computes the rows of retention_record that marks and facts ask for, batch by batch: broken off anywhere, it goes on where it was. A row
 * that changes has its parent computed as well.
 */
public final class StandingRows {
    private static final int AT_ONCE = 500;
    private static final String NEXT = """
            with next as (select record from retention_anew order by record limit ? for update skip locked)
            delete from retention_anew a using next where a.record = next.record returning a.record""";
    private static final String WRITE = """
            insert into retention_record (record, account, dated, parent, series, kinds, kept_through, cooling_through, reply_through,
                offer_last, offered_through, due_on, destroyed, computed_on)
            select record, account, dated::date, parent, string_to_array(series, ' '), kinds, kept::date, cooling::date, reply::date,
                offer_last::date, offered::date, due::date, destroyed <> 0, computed::date from\s""";
    private static final String OVER = """
             as row (record, account, dated, parent, series, kinds, kept, cooling, reply, offer_last, offered, due, destroyed, computed)
            on conflict (record) do update set account = excluded.account, dated = excluded.dated, parent = excluded.parent,
                series = excluded.series, kinds = excluded.kinds, kept_through = excluded.kept_through,
                cooling_through = excluded.cooling_through, reply_through = excluded.reply_through,
                offer_last = excluded.offer_last, offered_through = excluded.offered_through, due_on = excluded.due_on,
                destroyed = excluded.destroyed, computed_on = excluded.computed_on""";
    private static final String[] COLUMNS = {"uuid", "uuid", "text", "uuid", "text", "int4", "text", "text", "text", "text",
            "text",
            "text", "int4", "text"};

    private final DataSource source;
    private final MarkedRecords marked;
    private final SettledFacts settled;
    private final Supplier<LocalDate> today;
    private final Supplier<ZoneId> city;
    private @Nullable LocalDate day;

    public StandingRows(DataSource source, FactReader facts, HoldScopes holds, RuleQueries rules, Supplier<LocalDate> today,
            Supplier<ZoneId> city) {
        this.source = source;
        this.marked = new MarkedRecords(facts, holds, rules);
        this.settled = new SettledFacts(facts);
        this.today = today;
        this.city = city;
    }

    /** Computes the next batch; whether there was one. Called by one thread. */
    public boolean step() {
        var now = today.get();
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (!now.equals(day)) {
                    newDay(connection, now);
                }
                var records = next(connection);
                if (!records.isEmpty()) {
                    compute(connection, records, now);
                }
                connection.commit();
                day = now;
                return !records.isEmpty();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** How many records wait to be computed. */
    public long waiting() {
        try (var connection = source.getConnection();
                var select = connection.prepareStatement("select count(*) from retention_anew");
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** What a day changes by itself: a schedule begins to count, a record grows too old to go without an offer. */
    private void newDay(Connection connection, LocalDate now) throws SQLException {
        var rows = new MarkRows(connection);
        rows.anewWhere("offer_last >= computed_on and offer_last < ?", now);
        for (ScheduleAdopted schedule : settled(connection).retention().schedules().adopted()) {
            if (!schedule.effectiveFrom().isAfter(now)) {
                rows.anewWhere("computed_on < ?", schedule.effectiveFrom());
            }
        }
    }

    private static List<RecordId> next(Connection connection) throws SQLException {
        try (var delete = connection.prepareStatement(NEXT)) {
            delete.setInt(1, AT_ONCE);
            var records = new ArrayList<RecordId>();
            try (var row = delete.executeQuery()) {
                while (row.next()) {
                    records.add(new RecordId(row.getObject(1, UUID.class)));
                }
            }
            return records;
        }
    }

    /** As of the marks: what was settled after them has not marked anything yet, and comes with its marks. */
    private Settled settled(Connection connection) throws SQLException {
        return settled.at(Marks.position(connection));
    }

    private record Before(@Nullable LocalDate due, boolean destroyed) {}

    private void compute(Connection connection, List<RecordId> records, LocalDate now) throws SQLException {
        var zone = city.get();
        var seen = marked.of(connection, records, settled(connection), now, zone);
        var before = before(connection, records);
        var parents = new HashSet<RecordId>();
        var rows = ArrayStatement.of(WRITE, OVER, COLUMNS);
        for (var one : seen.values()) {
            var row = StandingRow.of(one, now, zone);
            add(rows, row, now);
            var was = before.get(row.record());
            if (row.parent() != null && (was == null || was.destroyed() != row.destroyed()
                    || !Objects.equals(was.due(), row.due()))) {
                parents.add(new RecordId(row.parent()));
            }
        }
        if (!seen.isEmpty()) {
            rows.run(connection);
        }
        new MarkRows(connection).anew(known(connection, parents));
    }

    private static void add(ArrayStatement rows, StandingRow row, LocalDate now) {
        rows.row(row.record().value(), row.account(), spelled(row.dated()), row.parent(), String.join(" ", row.series()),
                row.kinds(),
                spelled(row.kept()), spelled(row.cooling()), spelled(row.reply()), spelled(row.offerLast()),
                spelled(row.offered()),
                spelled(row.due()), row.destroyed() ? 1 : 0, spelled(now));
    }

    /** As PostgreSQL reads it: what never ends, years of more than four digits and those before the first included. */
    static @Nullable String spelled(@Nullable LocalDate day) {
        if (day == null) {
            return null;
        } else if (day.equals(LocalDate.MAX)) {
            return "infinity";
        }
        int year = day.getYear();
        return year > 0 && year < 10_000
                ? day.toString()
                : "%04d-%02d-%02d%s".formatted(year > 0 ? year : 1 - year, day.getMonthValue(), day.getDayOfMonth(),
                        year > 0 ? "" : " BC");
    }

    private static Map<RecordId, Before> before(Connection connection, Collection<RecordId> records) throws SQLException {
        var before = new HashMap<RecordId, Before>();
        try (var select = connection
                .prepareStatement("select record, due_on, destroyed from retention_record where record = any(?)")) {
            select.setArray(1, connection.createArrayOf("uuid", records.stream().map(RecordId::value).toArray()));
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    before.put(new RecordId(row.getObject(1, UUID.class)),
                            new Before(row.getObject(2, LocalDate.class), row.getBoolean(3)));
                }
            }
        }
        return before;
    }

    /** Those that have a row: a parent that was never captured has none, and one that is on its way comes by itself. */
    private static Set<RecordId> known(Connection connection, Set<RecordId> parents) throws SQLException {
        return parents.isEmpty() ? parents : before(connection, parents).keySet();
    }
}
