package org.cityarchive.server.disposition;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.retention.Series;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.retention.SettledFacts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * What do series hand over? A view over what is computed of records: which of a list await the receipt of whoever takes them. The
 * destroying decision asks facts and words itself.
 */
final class HandOvers {
    private static final String AWAITING = """
             from disposition_record r join retention_record s on s.record = r.record
            where r.disposition = ? and r.state in ('listed', 'reviewed') and s.series && ?::text[]
              and not exists (select from disposition_transfer t where t.record = r.record)""";

    private final JdbcClient sql;
    private final SettledFacts settled;
    private final Supplier<LocalDate> today;

    HandOvers(DataSource database, SettledFacts settled, Supplier<LocalDate> today) {
        this.sql = JdbcClient.create(database);
        this.settled = settled;
        this.today = today;
    }

    /** The series that hand over what is theirs, by a wording that counts today. */
    List<SeriesCode> series() {
        var schedules = settled.now().retention().schedules();
        var codes = new TreeSet<SeriesCode>();
        schedules.adopted().forEach(adopted -> adopted.series().forEach(one -> codes.add(one.code())));
        return codes.stream().filter(code -> schedules.wordings(code, today.get()).stream()
                .anyMatch(one -> one.action() == Series.Action.TRANSFER)).toList();
    }

    /** How many of a list are to be handed over and were acknowledged by nobody. */
    long awaiting(DispositionId disposition) {
        return asked("select count(*)", disposition, "").query(Long.class).single();
    }

    /** Those of a list that are to be handed over and were acknowledged by nobody, in its order. */
    List<RecordId> records(DispositionId disposition) {
        return asked("select r.record", disposition, " order by r.place")
                .query((row, _) -> new RecordId(row.getObject(1, UUID.class))).list();
    }

    /** The first of them. */
    Optional<RecordId> first(DispositionId disposition) {
        return asked("select r.record", disposition, " order by r.place limit 1")
                .query((row, _) -> new RecordId(row.getObject(1, UUID.class))).optional();
    }

    private StatementSpec asked(String select, DispositionId disposition, String rest) {
        return sql.sql(select + AWAITING + rest).params(disposition.value(),
                new SqlArrayValue("text", series().stream().map(SeriesCode::value).toArray()));
    }
}
