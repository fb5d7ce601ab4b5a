package org.cityarchive.server.retention;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.request.RequestEvent;
import org.cityarchive.core.retention.RetentionEvent;
import org.cityarchive.server.retention.KeptQueries.Mark;
import org.jspecify.annotations.Nullable;

/** Writes marks, and which records are to be computed anew because of them, in the transaction of a projection. */
final class MarkRows {
    private static final int AT_ONCE = 5_000;
    /**
     * What waits already is locked until this commits: else it could be computed meanwhile without what makes it wait again, and would wait
     * no more.
     */
    private static final String WAITS = " on conflict (record) do update set record = excluded.record";

    private final Connection connection;

    MarkRows(Connection connection) {
        this.connection = connection;
    }

    /** These records have these marks and no others. */
    void set(Map<RecordId, Set<Mark>> marks) throws SQLException {
        forget(marks.keySet());
        try (var hold = connection.prepareStatement(insert(true)); var rule = connection.prepareStatement(insert(false))) {
            for (var record : marks.entrySet()) {
                for (var mark : record.getValue()) {
                    batch(mark.isHold() ? hold : rule, record.getKey(), mark);
                }
            }
            hold.executeBatch();
            rule.executeBatch();
        }
    }

    void forget(Collection<RecordId> records) throws SQLException {
        update("delete from hold_mark where record = any(?)", records);
        update("delete from retention_mark where record = any(?)", records);
    }

    private static String insert(boolean hold) {
        return hold
                ? "insert into hold_mark (record, hold, scope) values (?, ?, ?) on conflict do nothing"
                : "insert into retention_mark (record, rule, version) values (?, ?, ?) on conflict do nothing";
    }

    private static void batch(PreparedStatement insert, RecordId record, Mark mark) throws SQLException {
        insert.setObject(1, record.value());
        insert.setObject(2, mark.of());
        insert.setInt(3, mark.number());
        insert.addBatch();
    }

    /** Gives these records one mark more, and has them computed anew. */
    void add(Mark mark, Collection<RecordId> records) throws SQLException {
        try (var insert = connection.prepareStatement(insert(mark.isHold()))) {
            int waiting = 0;
            for (var record : records) {
                batch(insert, record, mark);
                if (++waiting == AT_ONCE) {
                    insert.executeBatch();
                    waiting = 0;
                }
            }
            insert.executeBatch();
        }
        anewBy(mark);
    }

    /** Has all that bear a mark computed anew. */
    void anewBy(Mark mark) throws SQLException {
        try (var insert = connection.prepareStatement("insert into retention_anew select record from "
                + (mark.isHold() ? "hold_mark where hold = ? and scope = ?" : "retention_mark where rule = ? and version = ?")
                + " order by record" + WAITS)) {
            insert.setObject(1, mark.of());
            insert.setInt(2, mark.number());
            insert.executeUpdate();
        }
    }

    /** Takes a mark from all that bear it. */
    void drop(Mark mark) throws SQLException {
        anewBy(mark);
        try (var delete = connection.prepareStatement("delete from "
                + (mark.isHold() ? "hold_mark where hold = ? and scope = ?" : "retention_mark where rule = ? and version = ?"))) {
            delete.setObject(1, mark.of());
            delete.setInt(2, mark.number());
            delete.executeUpdate();
        }
    }

    void anew(Collection<RecordId> records) throws SQLException {
        update("insert into retention_anew select distinct r from unnest(?::uuid[]) r order by r" + WAITS,
                records);
    }

    /** @param where a condition on retention_record, without a parameter or with one */
    void anewWhere(String where, Object... parameter) throws SQLException {
        try (var insert = connection.prepareStatement("insert into retention_anew select record from retention_record where "
                + where + " order by record" + WAITS)) {
            for (int i = 0; i < parameter.length; i++) {
                insert.setObject(i + 1, parameter[i]);
            }
            insert.executeUpdate();
        }
    }

    /** A person said that a rule's wording classifies the record rightly. */
    private void confirmed(Recorded<?> said, RetentionEvent.ClassificationConfirmed one) throws SQLException {
        update("insert into retention_confirmed (record, rule, version, batch, confirmed_by, confirmed_at)"
                + " values (?, ?, ?, ?, ?, ?) on conflict do nothing", one.record().value(), one.rule().value(), one.number(),
                one.batch(), one.confirmedBy().value(), said.at().atOffset(ZoneOffset.UTC));
    }

    /** What was settled for all records alike, or for one, has those computed anew that it may concern. */
    void settled(Recorded<?> said, RetentionEvent fact) throws SQLException {
        switch (fact) {
            case RetentionEvent.ScheduleAdopted _ -> anewWhere("true");
            case RetentionEvent.SeriesConfirmed confirmed ->
                anewWhere("? = any(series)", confirmed.series().value());
            case RetentionEvent.AuditReportReceived report -> anewWhere("dated between ? and ?",
                    LocalDate.of(report.fiscalYear() - 1, 7, 1), LocalDate.of(report.fiscalYear(), 6, 30));
            case RetentionEvent.RecordClassified one -> anew(Set.of(one.record()));
            case RetentionEvent.TriggerResolved one -> anew(Set.of(one.record()));
            case RetentionEvent.ClassificationConfirmed one -> {
                confirmed(said, one);
                anew(Set.of(one.record()));
            }
            case RetentionEvent.RuleAdopted _,RetentionEvent.RuleRetired _ -> {
                // by its marks
            }
        }
    }

    /** Scopes and rules that could not be read when they came: what they mark is found once they can. */
    Set<Mark> unread() throws SQLException {
        var unread = new HashSet<Mark>();
        try (var select = connection.prepareStatement("select is_hold, of, number from retention_unread");
                var row = select.executeQuery()) {
            while (row.next()) {
                unread.add(new Mark(row.getBoolean(1), row.getObject(2, UUID.class), row.getInt(3)));
            }
        }
        return unread;
    }

    void unread(Mark mark) throws SQLException {
        update("insert into retention_unread (is_hold, of, number) values (?, ?, ?) on conflict do nothing", mark.isHold(),
                mark.of(), mark.number());
    }

    void read(Mark mark) throws SQLException {
        update("delete from retention_unread where is_hold = ? and of = ? and number = ?", mark.isHold(), mark.of(),
                mark.number());
    }

    void include(UUID request, RecordId record) throws SQLException {
        update("insert into request_mark (request, record) values (?, ?) on conflict do nothing", request, record.value());
    }

    void exclude(UUID request, RecordId record) throws SQLException {
        update("delete from request_mark where request = ? and record = ?", request, record.value());
    }

    void closed(UUID request) throws SQLException {
        update("insert into retention_anew select record from request_mark where request = ? order by record" + WAITS, request);
    }

    /** Records stand on a list; one that has a list already keeps that one as its first. */
    void listed(UUID disposition, Collection<RecordId> records, @Nullable LocalDate noticed, long position) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into disposition_offer (record, disposition, noticed_on, begun_at)
                select r, ?, ?, coalesce((select min(begun_at) from disposition_offer where disposition = ?), ?)
                  from unnest(?) r on conflict do nothing""")) {
            insert.setObject(1, disposition);
            insert.setObject(2, noticed);
            insert.setObject(3, disposition);
            insert.setLong(4, position);
            insert.setArray(5, ids(records));
            insert.executeUpdate();
        }
    }

    /** What stands on the list was offered on a day; the first notice counts. */
    void offered(UUID disposition, LocalDate on) throws SQLException {
        update("update disposition_offer set noticed_on = coalesce(noticed_on, ?) where disposition = ?", on, disposition);
        update("insert into retention_anew select record from disposition_offer where disposition = ? order by record" + WAITS,
                disposition);
    }

    void asked(RequestEvent fact) throws SQLException {
        switch (fact) {
            case RequestEvent.RecordIncluded one -> {
                include(one.request().value(), one.record());
                anew(Set.of(one.record()));
            }
            case RequestEvent.RecordExcluded one -> {
                exclude(one.request().value(), one.record());
                anew(Set.of(one.record()));
            }
            case RequestEvent.RequestClosed one -> closed(one.request().value());
            case RequestEvent.RequestReceived _ -> {
                // refers to nothing yet
            }
        }
    }

    /** A list that is over counts no more, nor does it for a record which dropped out. */
    void unoffered(UUID disposition, RecordId record) throws SQLException {
        update("delete from disposition_offer where disposition = ? and record = ?", disposition, record.value());
    }

    void unoffered(UUID disposition) throws SQLException {
        update("insert into retention_anew select record from disposition_offer where disposition = ? order by record" + WAITS,
                disposition);
        update("delete from disposition_offer where disposition = ?", disposition);
    }

    private void update(String sql, Object... parameters) throws SQLException {
        try (var update = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                update.setObject(i + 1, parameters[i]);
            }
            update.executeUpdate();
        }
    }

    private void update(String sql, Collection<RecordId> records) throws SQLException {
        if (!records.isEmpty()) {
            try (var update = connection.prepareStatement(sql)) {
                update.setArray(1, ids(records));
                update.executeUpdate();
            }
        }
    }

    private Array ids(Collection<RecordId> records) throws SQLException {
        return connection.createArrayOf("uuid", records.stream().map(RecordId::value).toArray());
    }
}
