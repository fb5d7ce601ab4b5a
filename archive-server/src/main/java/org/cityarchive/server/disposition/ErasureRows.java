package org.cityarchive.server.disposition;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.disposition.ErasureCommand.TellKeyDestroyed;
import org.cityarchive.server.store.SqlTrouble;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.transaction.support.TransactionTemplate;

/** Which destructions are not yet through, and what was done about each? */
final class ErasureRows {
    /** Tables of which rows went. */
    private static final List<String> SWEPT = List.of("vault_part", "vault_record_key", "vault_alias", "vault_staged",
            "capture_sighting", "capture_reject");

    private final DataSource database;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Consumer<List<Long>> emptied;

    /** @param emptied told the numbers of refused lines that are emptied, in the transaction that does it */
    ErasureRows(DataSource database, Consumer<List<Long>> emptied) {
        this.database = database;
        this.sql = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.emptied = emptied;
    }

    /** Whether some are open of which the newest is at least so old. */
    boolean anyOpen(Duration rest) {
        return sql.sql(
                "select coalesce(max(at) <= now() - make_interval(secs => ?), false) from vault_erased where done_at is null")
                .param(rest.toSeconds()).query(Boolean.class).single();
    }

    /** Those that may lie in the index, in packages and queues still. */
    List<RecordId> uncleared() {
        return sql.sql("select distinct record from vault_erased where cleared_at is null")
                .query((row, _) -> new RecordId(row.getObject(1, UUID.class))).list();
    }

    /** The store's last position: what the index has to have read. */
    long head() {
        return sql.sql("select position from event_head").query(Long.class).single();
    }

    /** Sealed copies of lines that were taken in later: what they say is in the vault, or was destroyed. */
    void emptyRetakenLines() {
        transaction.executeWithoutResult(_ -> emptied.accept(
                sql.sql("""
                        update capture_reject set sealed = ''::bytea where retaken is not null and sealed <> ''::bytea returning number""")
                        .query((row, _) -> row.getLong(1)).list()));
    }

    void cleared(Collection<RecordId> records, String indexCommit) {
        sql.sql("update vault_erased set cleared_at = now(), index_commit = ? where cleared_at is null and record = any (?)")
                .param(indexCommit).param(new SqlArrayValue("uuid", records.stream().map(RecordId::value).toArray())).update();
    }

    /** Dead rows go from the tables, as far as the database lets the program. */
    void sweep() {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            for (var table : SWEPT) {
                statement.execute("vacuum " + table);
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** Keys that are gone and of which a disposition was not told yet. */
    List<TellKeyDestroyed> untold() {
        return sql.sql("""
                select distinct e.disposition, r.key, r.provider, r.destroyed_at, r.receipt
                from vault_erased e join vault_batch_key b on b.number = e.batch join vault_renewal r on r.key = b.provider_key
                where e.done_at is null and e.disposition is not null and r.destroyed_at is not null order by 2, 1""")
                .query((row, _) -> new TellKeyDestroyed(new DispositionId(row.getObject(1, UUID.class)), row.getString(2),
                        row.getString(3), row.getObject(4, OffsetDateTime.class).toInstant(), row.getString(5)))
                .list();
    }

    /** Closes those that are cleared everywhere and of whose key's end their disposition was told; who has none is told nothing. */
    int done(List<TellKeyDestroyed> told) {
        return sql
                .sql("""
                        update vault_erased e set done_at = now() where done_at is null and cleared_at is not null and (e.batch is null
                            or exists (select from vault_batch_key b join vault_renewal r on r.key = b.provider_key
                                where b.number = e.batch and r.destroyed_at is not null and (e.disposition is null or (e.disposition, r.key) in
                                    (select t.disposition, t.key from unnest(?::uuid[], ?::text[]) as t (disposition, key)))))""")
                .param(new SqlArrayValue("uuid", told.stream().map(one -> one.disposition().value()).toArray()))
                .param(new SqlArrayValue("text", told.stream().map(TellKeyDestroyed::key).toArray())).update();
    }
}
