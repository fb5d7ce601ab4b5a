package org.cityarchive.server.disposition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.disposition.OfferedTo;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which records of a list are over 50 years old, and who answered their offer? A view over what is computed of records; the destroying
 * decision asks the facts itself.
 */
final class OfferedRecords {
    private static final String OLD = """
             from disposition_record r join retention_record s on s.record = r.record
            where r.disposition = :list and r.state in ('listed', 'reviewed') and not s.destroyed and s.offer_last < :day""";

    private final JdbcClient sql;

    OfferedRecords(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    /**
     * What was answered in one act.
     *
     * @param by null: it is not known who of the law's list
     * @param records how many records it is about
     * @param first one of these
     */
    record Answer(@Nullable OfferedTo by, boolean claimed, UUID words, Instant at, long records, RecordId first) {}

    /** How many that are not excepted are over 50 years old on a day. */
    long count(DispositionId list, LocalDate day) {
        return sql.sql("select count(*)" + OLD).param("list", list.value()).param("day", day).query(Long.class).single();
    }

    /** Some of these, in the list's order. */
    List<Listed> after(DispositionId list, LocalDate day, int place, int most) {
        return sql.sql("select r.*" + OLD + " and r.place > :place order by r.place limit :most").param("list", list.value())
                .param("day", day).param("place", place).param("most", most).query(DispositionBatches::listed).list();
    }

    /** The last answers, the newest first. */
    List<Answer> answers(DispositionId list, int most) {
        return sql
                .sql("""
                        select answered_by, claimed, words, max(entered_at) entered_at, count(*) records, (array_agg(record order by position))[1] record
                          from disposition_answer where disposition = ? group by answered_by, claimed, words
                         order by max(position) desc limit ?""")
                .params(list.value(), most)
                .query((row, _) -> new Answer(OfferedWords.of(row.getString("answered_by")), row.getBoolean("claimed"),
                        row.getObject("words", UUID.class), row.getObject("entered_at", OffsetDateTime.class).toInstant(),
                        row.getLong("records"), new RecordId(row.getObject("record", UUID.class))))
                .list();
    }

    /** To whom some records were handed over from a list; several times, where it was to several. */
    List<Given> given(DispositionId list, Set<RecordId> some) {
        return sql.sql("""
                select distinct record, given_to from disposition_transfer
                 where disposition = :list and record in (:some) order by record, given_to""")
                .param("list", list.value()).param("some", some.isEmpty() ? Set.of(new UUID(0, 0)) : ids(some))
                .query((row, _) -> new Given(new RecordId(row.getObject(1, UUID.class)), OfferedWords.of(row.getString(2))))
                .list();
    }

    /** That a record was handed over. */
    record Given(RecordId record, @Nullable OfferedTo to) {}

    private static List<UUID> ids(Set<RecordId> some) {
        return some.stream().map(RecordId::value).toList();
    }
}
