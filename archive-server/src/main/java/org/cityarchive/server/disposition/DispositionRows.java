package org.cityarchive.server.disposition;

import java.sql.Connection;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionEvent;
import org.cityarchive.core.disposition.DispositionEvent.DispositionApproved;
import org.cityarchive.core.disposition.DispositionEvent.DispositionCompleted;
import org.cityarchive.core.disposition.DispositionEvent.DispositionProposed;
import org.cityarchive.core.disposition.DispositionEvent.DispositionSubmitted;
import org.cityarchive.core.disposition.DispositionEvent.DispositionWithdrawn;
import org.cityarchive.core.disposition.DispositionEvent.MarkWithdrawn;
import org.cityarchive.core.disposition.DispositionEvent.NoticeServed;
import org.cityarchive.core.disposition.DispositionEvent.OfferAnswered;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.disposition.DispositionEvent.RecordTransferred;
import org.cityarchive.core.disposition.DispositionEvent.RecordsReviewed;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SqlArrayValue;

/** Writes what the facts say of batches and their records. */
final class DispositionRows {
    static final List<String> TABLES = List.of("disposition_batch", "disposition_record", "disposition_answer",
            "disposition_transfer");

    private final JdbcClient rows;
    private final Recorded<?> entry;
    private final OffsetDateTime at;

    private DispositionRows(JdbcClient rows, Recorded<?> entry) {
        this.rows = rows;
        this.entry = entry;
        this.at = entry.at().atOffset(ZoneOffset.UTC);
    }

    static void apply(Connection connection, List<Recorded<?>> batch) {
        var rows = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        for (var entry : batch) {
            var row = new DispositionRows(rows, entry);
            switch (entry.fact()) {
                case DispositionEvent fact -> row.apply(fact);
                case RecordDestroyed gone -> row.end(gone.disposition(), gone.record(), "destroyed", null, null, null);
                default -> {
                    // a destruction's other facts are of no batch
                }
            }
        }
    }

    private void apply(DispositionEvent fact) {
        switch (fact) {
            case DispositionProposed one -> propose(one);
            case RecordsReviewed one -> rows.sql("""
                    update disposition_record set state = 'reviewed', marked_by = ?, marked_at = ?
                     where disposition = ? and record = any(?)""")
                    .params(one.reviewedBy().value(), at, one.disposition().value(), ids(one.records())).update();
            case MarkWithdrawn one -> rows
                    .sql("""
                            update disposition_record set state = 'listed', because = null, words = null, marked_by = null, marked_at = null
                             where disposition = ? and record = ?""")
                    .params(one.disposition().value(), one.record().value()).update();
            case RecordExcepted one -> end(one.disposition().value(), one.record(), "excepted",
                    one.because().name().toLowerCase(Locale.ROOT).replace('_', '-'), one.words(), person(entry));
            case OfferAnswered one -> answer(one);
            case RecordTransferred one -> rows.sql("""
                    insert into disposition_transfer (disposition, record, given_to, bag, words, transferred_by, transferred_at)
                    values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                    .params(one.disposition().value(), one.record().value(), one.to().word(),
                            one.bag(), one.words(), one.transferredBy().value(), at)
                    .update();
            case DispositionSubmitted one -> step("submitted_at = :at, submitted_by = :by", one, one.submittedBy());
            case NoticeServed one -> rows
                    .sql("""
                            update disposition_batch set noticed_on = coalesce(noticed_on, :on), noticed_by = :by, notice = :words, as_of = :n
                             where disposition = :batch""")
                    .param("on", one.on()).param("by", one.servedBy().value())
                    .param("words", one.words()).param("n", entry.position()).param("batch", one.disposition().value()).update();
            case DispositionApproved one -> approve(one);
            case DispositionWithdrawn one -> rows.sql("""
                    update disposition_batch set ended = 'withdrawn', ended_at = ?, ended_by = ?, ending = ?, as_of = ?
                     where disposition = ?""")
                    .params(at, one.withdrawnBy().value(), one.words(), entry.position(), one.disposition().value()).update();
            case DispositionCompleted one -> rows.sql("""
                    update disposition_batch set ended = 'completed', ended_at = ?, as_of = ? where disposition = ?""")
                    .params(at, entry.position(), one.disposition().value()).update();
        }
    }

    private void propose(DispositionProposed one) {
        int year = one.on().getYear();
        rows.sql(
                """
                        insert into disposition_batch as b (disposition, year, number, begun_on, begun_at, begun_by, words, appraisal,
                                judged_at, subcommittee, confidential, as_of)
                        values (:batch, :year, (select coalesce(max(number), 0) + 1 from disposition_batch where year = :year), :on, :at,
                                :by, :words, cast(:appraisal as uuid), :judged, :subcommittee, :confidential, :n)
                        on conflict (disposition) do update set judged_at = excluded.judged_at,
                            appraisal = coalesce(excluded.appraisal, b.appraisal), as_of = excluded.as_of,
                            subcommittee = b.subcommittee or excluded.subcommittee, confidential = b.confidential or excluded.confidential""")
                .param("batch", one.disposition().value()).param("year", year).param("on", one.on()).param("at", at)
                .param("by", one.proposedBy().value()).param("words", one.words()).param("appraisal", one.appraisal())
                .param("judged", one.judgedAt()).param("subcommittee", one.subcommittee())
                .param("confidential", one.confidential()).param("n", entry.position()).update();
        rows.sql(
                """
                        insert into disposition_record (disposition, record, place, state, proposed_at)
                        select :batch, r.record, r.n + (select coalesce(max(place), 0) from disposition_record where disposition = :batch),
                               'listed', :n
                          from unnest(:records) with ordinality r(record, n) on conflict (disposition, record) do nothing""")
                .param("batch", one.disposition().value()).param("records", ids(one.records())).param("n", entry.position())
                .update();
    }

    private void answer(OfferAnswered one) {
        var by = one.answeredBy();
        rows.sql(
                """
                        insert into disposition_answer (position, disposition, record, answered_by, claimed, words, entered_by, entered_at)
                        values (:n, :batch, :record, :answeredBy, :claimed, :words, :by, :at)""")
                .param("n", entry.position())
                .param("batch", one.disposition().value()).param("record", one.record().value())
                .param("answeredBy", by == null ? null : by.word()).param("claimed", one.claimed()).param("words", one.words())
                .param("by", one.enteredBy().value()).param("at", at).update();
    }

    private void approve(DispositionApproved one) {
        rows.sql("""
                update disposition_batch set approved_at = :at, approved_by = :by, council_order = :order,
                       committee = cast(:committee as uuid), execute_from = :from, as_of = :n where disposition = :batch""")
                .param("at", at).param("by", one.approvedBy().value()).param("order", one.councilOrder())
                .param("committee", one.subcommittee()).param("from", one.executeFrom()).param("n", entry.position())
                .param("batch", one.disposition().value()).update();
    }

    private void step(String set, DispositionEvent one, PersonId by) {
        rows.sql("update disposition_batch set " + set + ", as_of = :n where disposition = :batch").param("at", at)
                .param("by", by.value()).param("n", entry.position()).param("batch", one.disposition().value()).update();
    }

    private void end(UUID disposition, RecordId record, String state, @Nullable String because, @Nullable UUID words,
            @Nullable UUID by) {
        rows.sql("""
                update disposition_record set state = :state, because = :because, words = cast(:words as uuid),
                       marked_by = cast(:by as uuid), marked_at = :at where disposition = :batch and record = :record""")
                .param("state", state).param("because", because).param("words", words).param("by", by).param("at", at)
                .param("batch", disposition).param("record", record.value()).update();
    }

    /** The person who acted, where a person did. */
    private static @Nullable UUID person(Recorded<?> entry) {
        var actor = entry.by().actor();
        return actor.length() == 36 ? UUID.fromString(actor) : null;
    }

    private static SqlArrayValue ids(Collection<RecordId> records) {
        return new SqlArrayValue("uuid", records.stream().map(RecordId::value).toArray());
    }
}
