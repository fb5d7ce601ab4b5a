package org.cityarchive.server.vault;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.server.vault.KeyProvider.KeyId;
import org.cityarchive.server.vault.KeyProvider.Receipt;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How far the renewal of each bucket is in which records were destroyed. */
final class RenewalRows {
    /** Keys that stand above destroyed records, as rotations left them. */
    private static final String DUE = """
            insert into vault_renewal (key, begun_at)
            select distinct b.provider_key, now() from vault_erased e join vault_batch_key b on b.number = e.batch where e.done_at is null
            on conflict (key) do nothing""";
    private static final String OF_A_KEY = "from vault_record_key k join vault_batch_key b on b.number = k.batch where b.provider_key = ?";

    private final JdbcClient sql;
    private final TransactionTemplate transaction;

    RenewalRows(DataSource database) {
        this.sql = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /** One that is not ended. */
    record Renewal(KeyId old, @Nullable KeyId next, @Nullable Integer batch, @Nullable Integer survivors,
            @Nullable Long journal) {}

    /** Begins what is due; all that are not ended, the oldest first. */
    List<Renewal> open() {
        sql.sql(DUE).update();
        return sql.sql(
                "select * from vault_renewal where destroyed_at is null and key not like '%+imports#%' order by begun_at, key")
                .query(RenewalRows::renewal)
                .list();
    }

    private static Renewal renewal(ResultSet row, int number) throws SQLException {
        var next = row.getString("next");
        return new Renewal(new KeyId(row.getString("key")), next == null ? null : new KeyId(next),
                row.getObject("batch", Integer.class), row.getObject("survivors", Integer.class),
                row.getObject("journal", Long.class));
    }

    /** From here on no record key is committed under the old key: writers that had one prepared are sent back. */
    void close(KeyId old, KeyId next) {
        transaction.executeWithoutResult(_ -> {
            sql.sql("select position from event_head for update").query(Long.class).single(); // whoever writes keys has it
            sql.sql("update vault_batch_key set closed = true where provider_key = ? and not closed").param(old.value()).update();
            sql.sql("update vault_renewal set next = ? where key = ?").params(next.value(), old.value()).update();
        });
    }

    /** The bucket of a key, as rows spell it. */
    Optional<String> bucket(KeyId key) {
        return sql.sql("select bucket from vault_batch_key where provider_key = ? limit 1").param(key.value()).query(String.class)
                .optional();
    }

    /** The wrapped batch key of a number, with the hour it stands for. */
    record Batch(String bucket, Instant hour, byte[] wrapped) {}

    Batch batch(int number) {
        return sql.sql("select bucket, hour, wrapped from vault_batch_key where number = ?").param(number)
                .query((row, _) -> new Batch(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getBytes(3)))
                .single();
    }

    /** The batch key of its survivors: this one, unless another was set before. They must not hang under two, of which a journal tells one. */
    int batch(KeyId old, int number) {
        sql.sql("update vault_renewal set batch = ? where key = ? and batch is null").params(number, old.value()).update();
        return sql.sql("select batch from vault_renewal where key = ?").param(old.value()).query(Integer.class).single();
    }

    /** Some record keys that are still wrapped under the key. */
    List<RecordKeyRow> under(KeyId key, int limit) {
        return sql.sql("select k.record, k.life, k.batch, k.wrapped " + OF_A_KEY + " order by k.record, k.life limit ?")
                .params(key.value(), limit).query(RenewalRows::key).list();
    }

    /** Record keys under a batch key, behind a record. */
    List<RecordKeyRow> of(int batch, UUID after, int limit) {
        return sql.sql(
                "select record, life, batch, wrapped from vault_record_key where batch = ? and record > ? order by record limit ?")
                .params(batch, after, limit).query(RenewalRows::key).list();
    }

    private static RecordKeyRow key(ResultSet row, int number) throws SQLException {
        return new RecordKeyRow(row.getObject(1, UUID.class), row.getInt(2), row.getInt(3), row.getBytes(4));
    }

    /** The batch keys under a provider's key. */
    List<BatchKeys.BatchKeyRow> batches(KeyId key) {
        return sql.sql("select number, provider_key, wrapped from vault_batch_key where provider_key = ?").param(key.value())
                .query((row, _) -> new BatchKeys.BatchKeyRow(row.getInt(1), new KeyId(row.getString(2)), row.getBytes(3))).list();
    }

    /** Puts keys wrapped anew in the place of the old ones; one that was destroyed meanwhile stays away. */
    void wrapped(List<RecordKeyRow> before, List<RecordKeyRow> after) {
        transaction.executeWithoutResult(_ -> {
            for (int i = 0; i < before.size(); i++) {
                var old = before.get(i);
                sql.sql("update vault_record_key set batch = ?, wrapped = ? where record = ? and life = ? and batch = ?")
                        .params(after.get(i).batch(), after.get(i).wrapped(), old.subject(), (short) old.life(), old.batch())
                        .update();
            }
        });
    }

    void survivors(KeyId old, int count) {
        sql.sql("update vault_renewal set survivors = ? where key = ? and destroyed_at is null").params(count, old.value())
                .update();
    }

    /** What was erased under a key and is not told yet. */
    List<JournalEntry.Destroyed> erased(KeyId key) {
        return sql.sql("""
                select e.record, e.life from vault_erased e join vault_batch_key b on b.number = e.batch
                where b.provider_key = ? and e.done_at is null order by 1, 2""").param(key.value())
                .query((row, _) -> new JournalEntry.Destroyed(row.getObject(1, UUID.class), row.getInt(2))).list();
    }

    void journal(KeyId old, long number) {
        sql.sql("update vault_renewal set journal = ? where key = ? and destroyed_at is null").params(number, old.value())
                .update();
    }

    void destroyed(Receipt receipt) {
        sql.sql("update vault_renewal set destroyed_at = ?, provider = ?, receipt = ? where key = ? and destroyed_at is null")
                .param(receipt.at().atOffset(ZoneOffset.UTC)).param(receipt.provider())
                .param(receipt.text()).param(receipt.key().value()).update();
    }
}
