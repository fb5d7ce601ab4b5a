package org.cityarchive.server.disposition;

import java.util.Objects;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.capture.DestructionEvent;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionEvent;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.disposition.OfferedTo;
import org.cityarchive.core.disposition.ProposedAt;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.store.SqlProjection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Which batches of records are to end, how far is each, and what became of each record? */
public final class DispositionBatches implements SqlProjection {
    /** The projection's name. */
    public static final String NAME = "disposition_batch-1";

    private static final String BATCHES = """
            select b.*, c.* from disposition_batch b cross join lateral (
                select count(*) listed, count(*) filter (where state = 'listed') unseen,
                       count(*) filter (where state = 'reviewed') reviewed, count(*) filter (where state = 'excepted') excepted,
                       count(*) filter (where state = 'destroyed') destroyed
                  from disposition_record r where r.disposition = b.disposition) c""";

    private final JdbcClient sql;

    public DispositionBatches(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends Fact>> reads() {
        return Set.of(DispositionEvent.class, DestructionEvent.class);
    }

    @Override
    public List<String> tables() {
        return DispositionRows.TABLES;
    }

    @Override
    public void apply(Connection connection, List<Recorded<?>> batch) {
        DispositionRows.apply(connection, batch);
    }

    /** All batches, the newest first. */
    public List<Batch> all() {
        return sql.sql(BATCHES + " order by b.year desc, b.number desc").query(DispositionBatches::batch).list();
    }

    /** How many there are. */
    long count() {
        return sql.sql("select count(*) from disposition_batch").query(Long.class).single();
    }

    public Optional<Batch> of(DispositionId disposition) {
        return sql.sql(BATCHES + " where b.disposition = ?").param(disposition.value()).query(DispositionBatches::batch)
                .optional();
    }

    /**
     * Records of a list, in its order.
     *
     * @param states none: all
     * @param after the place behind which to begin; 0: at the first
     */
    public List<Listed> records(DispositionId disposition, Set<Listed.State> states, int after, int most) {
        return sql.sql("""
                select * from disposition_record where disposition = ? and place > ? and state = any(?) order by place limit ?""")
                .params(disposition.value(), after, words(states), most).query(DispositionBatches::listed).list();
    }

    /** How many records of a list are excepted, by the series in which they stand now. */
    Map<Set<String>, Long> excepted(DispositionId disposition) {
        var counts = new HashMap<Set<String>, Long>();
        sql.sql("""
                select coalesce(r.series, '{}') series, count(*) n from disposition_record d
                left join retention_record r on r.record = d.record where d.disposition = ? and d.state = 'excepted' group by 1""")
                .param(disposition.value()).query(row -> {
                    counts.merge(Set.of((String[]) row.getArray("series").getArray()), row.getLong("n"), Long::sum);
                });
        return counts;
    }

    /** How many records of a list stand before a place. */
    long before(DispositionId disposition, Set<Listed.State> states, int place) {
        return sql.sql("select count(*) from disposition_record where disposition = ? and place < ? and state = any(?)")
                .params(disposition.value(), place, words(states)).query(Long.class).single();
    }

    /** The last record of a list before a place. */
    Optional<Listed> last(DispositionId disposition, Set<Listed.State> states, int before) {
        return sql
                .sql("""
                        select * from disposition_record where disposition = ? and place < ? and state = any(?) order by place desc limit 1""")
                .params(disposition.value(), before, words(states)).query(DispositionBatches::listed).optional();
    }

    public Optional<Listed> record(DispositionId disposition, RecordId record) {
        return sql.sql("select * from disposition_record where disposition = ? and record = ?")
                .params(disposition.value(), record.value()).query(DispositionBatches::listed).optional();
    }

    /** Where the proposals stand by which these came on a list; anywhere, where that is not known of each: the table may be made anew. */
    ProposedAt proposedAt(DispositionId disposition, Collection<RecordId> some) {
        return sql.sql("""
                select min(proposed_at), max(proposed_at), count(proposed_at) from disposition_record
                 where disposition = ? and record = any(?)""")
                .params(disposition.value(), new SqlArrayValue("uuid", some.stream().map(RecordId::value).toArray()))
                .query((row, _) -> some.isEmpty() || row.getLong(3) < Set.copyOf(some).size()
                        ? ProposedAt.ANYWHERE
                        : new ProposedAt(row.getLong(1), row.getLong(2)))
                .single();
    }

    /** All of a list that are neither excepted nor destroyed, in its order. */
    public List<RecordId> awaiting(DispositionId disposition) {
        return sql.sql("""
                select record from disposition_record where disposition = ? and state in ('listed', 'reviewed') order by place""")
                .param(disposition.value()).query((row, _) -> new RecordId(row.getObject(1, UUID.class))).list();
    }

    /** Those awaiting that somebody once claimed, on whatever list, in its order. */
    List<RecordId> everClaimed(DispositionId disposition) {
        return sql.sql("""
                select record from disposition_record r where disposition = ? and state in ('listed', 'reviewed')
                   and exists (select from disposition_answer a where a.record = r.record and a.claimed) order by place""")
                .param(disposition.value()).query((row, _) -> new RecordId(row.getObject(1, UUID.class))).list();
    }

    /** Which of these records stand on the list of a batch that is not over, with that batch. */
    public List<OnAList> open(Collection<RecordId> records) {
        return sql.sql("""
                select r.record, b.disposition, b.year, b.number from disposition_record r
                  join disposition_batch b on b.disposition = r.disposition
                 where b.ended is null and r.state in ('listed', 'reviewed') and r.record = any(?) order by b.year, b.number""")
                .param(new SqlArrayValue("uuid", records.stream().map(RecordId::value).toArray()))
                .query((row, _) -> new OnAList(new RecordId(row.getObject("record", UUID.class)),
                        new DispositionId(row.getObject("disposition", UUID.class)),
                        Batch.name(row.getInt("year"), row.getInt("number"))))
                .list();
    }

    /** What was handed over, the last of it last. */
    List<Transfer> transfers(DispositionId disposition) {
        return sql.sql("select * from disposition_transfer where disposition = ? order by transferred_at, record")
                .param(disposition.value())
                .query((row, _) -> new Transfer(new RecordId(row.getObject("record", UUID.class)),
                        OfferedWords.of(row.getString("given_to")), row.getObject("bag", UUID.class),
                        row.getObject("words", UUID.class), row.getObject("transferred_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** A record on the list of a batch that is not over; {@code name} is the batch's. */
    public record OnAList(RecordId record, DispositionId disposition, String name) {}

    /** A record that was handed over. */
    record Transfer(RecordId record, @Nullable OfferedTo to, UUID bag, UUID words, Instant at) {}

    private static SqlArrayValue words(Set<Listed.State> states) {
        var some = states.isEmpty() ? Set.of(Listed.State.values()) : states;
        return new SqlArrayValue("text", some.stream().map(Listed.State::word).toArray());
    }

    static Listed listed(ResultSet row, int number) throws SQLException {
        return new Listed(new RecordId(row.getObject("record", UUID.class)), row.getInt("place"),
                Listed.State.of(row.getString("state")), row.getString("because"), row.getObject("words", UUID.class),
                instant(row, "marked_at"));
    }

    private static Batch batch(ResultSet row, int number) throws SQLException {
        return new Batch(new DispositionId(row.getObject("disposition", UUID.class)), row.getInt("year"), row.getInt("number"),
                new Batch.Begun(row.getObject("begun_on", LocalDate.class), there(instant(row, "begun_at")),
                        new PersonId(row.getObject("begun_by", UUID.class)), row.getObject("words", UUID.class),
                        row.getObject("appraisal", UUID.class), row.getLong("judged_at")),
                row.getBoolean("subcommittee"), row.getBoolean("confidential"),
                new Batch.Counts(row.getLong("listed"), row.getLong("unseen"), row.getLong("reviewed"), row.getLong("excepted"),
                        row.getLong("destroyed")),
                step(row, "submitted_at", "submitted_by"), row.getObject("noticed_on", LocalDate.class),
                row.getObject("notice", UUID.class), step(row, "approved_at", "approved_by"),
                row.getObject("council_order", UUID.class), row.getObject("committee", UUID.class),
                row.getObject("execute_from", LocalDate.class), row.getString("ended"), step(row, "ended_at", "ended_by"),
                row.getObject("ending", UUID.class));
    }

    private static Batch.@Nullable Step step(ResultSet row, String at, String by) throws SQLException {
        var when = instant(row, at);
        var who = row.getObject(by, UUID.class);
        return when == null ? null : new Batch.Step(when, who == null ? null : new PersonId(who));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static Instant there(@Nullable Instant at) {
        return Objects.requireNonNull(at);
    }
}
