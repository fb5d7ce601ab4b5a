package org.cityarchive.server.capture;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.cityarchive.server.audit.RowMarks;
import org.cityarchive.server.vault.KeyProvider.KeyId;
import org.cityarchive.server.vault.KeyProvider.Receipt;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.transaction.support.TransactionTemplate;

/** Which keys of imports open something that is gone, and how far is their renewal? */
final class ImportKeyRows {
    /** Imports that are over, and of whose key something is gone: their upload at least. */
    static final String UNSETTLED = "not key_settled and state in ('done', 'stopped') and (upload_gone or not "
            + ImportRows.WANTED
            + ")";
    private static final String REJECTS = "capture_reject";

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final RowMarks marks;

    ImportKeyRows(DataSource database, RowMarks marks) {
        this.sql = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.marks = marks;
    }

    /** Imports of which refused lines are kept. */
    List<UUID> withLines() {
        return sql.sql("select distinct import from capture_reject where sealed <> ''::bytea order by import")
                .query((row, _) -> row.getObject(1, UUID.class)).list();
    }

    /** Sealed copies of lines that were taken in later. */
    void emptyRetaken() {
        empty("retaken is not null", List.of());
    }

    /** Lines of one import. */
    void empty(UUID job, List<Long> lines) {
        if (!lines.isEmpty()) {
            empty("import = ? and line = any (?)", List.of(job, new SqlArrayValue("bigint", lines.toArray())));
        }
    }

    private void empty(String which, List<?> params) {
        transaction.executeWithoutResult(_ -> {
            record Emptied(UUID job, long number) {}
            var emptied = sql.sql("""
                    update capture_reject set sealed = ''::bytea, retaken = coalesce(retaken, import)
                    where sealed <> ''::bytea and %s returning import, number""".formatted(which)).params(params)
                    .query((row, _) -> new Emptied(row.getObject(1, UUID.class), row.getLong(2))).list();
            marks.release(REJECTS, emptied.stream().map(Emptied::number).toList());
            for (var job : emptied.stream().map(Emptied::job).distinct().toList()) {
                sql.sql("update capture_import set key_settled = false where import = ?").param(job).update();
                sql.sql("""
                        delete from capture_unknown u where import = ? and not exists (select from capture_reject r
                            where r.import = u.import and r.alias = u.alias and r.retaken is null)""").param(job).update();
            }
        });
    }

    /** Names of an account that no register knew when an import brought it. */
    record Named(UUID alias, UUID job, byte[] sealed) {}

    List<Named> named() {
        return sql.sql("select alias, import, sealed from capture_unknown order by import, alias")
                .query((row, _) -> new Named(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getBytes(3))).list();
    }

    void named(Named names, byte[] sealed) {
        sql.sql("update capture_unknown set sealed = ? where alias = ? and import = ?").params(sealed, names.alias(), names.job())
                .update();
    }

    /** A provider's key that is being ended. */
    record Renewal(KeyId old) {}

    /** Begins what a destruction that is not through makes due, for its dispositions; all that are not ended, the oldest first. */
    List<Renewal> open() {
        sql.sql("""
                insert into vault_renewal (key, begun_at) select distinct key_id, now() from capture_import
                where %s and created_at <= (select max(at) from vault_erased where done_at is null) on conflict (key) do nothing"""
                .formatted(UNSETTLED)).update();
        sql.sql("""
                insert into vault_renewal_told (key, disposition) select distinct r.key, e.disposition
                from vault_renewal r, vault_erased e where r.destroyed_at is null and r.key like '%+imports#%'
                and e.done_at is null and e.disposition is not null on conflict do nothing""").update();
        return sql.sql("""
                select key from vault_renewal where destroyed_at is null and key like '%+imports#%' order by begun_at, key""")
                .query((row, _) -> new Renewal(new KeyId(row.getString(1)))).list();
    }

    void next(KeyId old, KeyId next) {
        sql.sql("update vault_renewal set next = ? where key = ?").params(next.value(), old.value()).update();
    }

    void journal(KeyId old, long number) {
        sql.sql("update vault_renewal set journal = ? where key = ?").params(number, old.value()).update();
    }

    void destroyed(Receipt receipt) {
        sql.sql("update vault_renewal set destroyed_at = ?, provider = ?, receipt = ? where key = ?")
                .param(receipt.at().atOffset(ZoneOffset.UTC)).param(receipt.provider()).param(receipt.text())
                .param(receipt.key().value()).update();
    }

    /** An import's key as it is stored; unsettled: it must not live on; told: a journal has its lines as they are sealed now. */
    record Stored(UUID job, byte[] wrapped, boolean unsettled, boolean settled, boolean told) {}

    /** Imports whose key a key of the provider wraps. */
    List<Stored> under(KeyId key) {
        return sql.sql("select import, key_wrapped, " + UNSETTLED + ", key_settled, key_told from capture_import where key_id = ?"
                + " order by number").param(key.value())
                .query((row, _) -> new Stored(row.getObject(1, UUID.class), row.getBytes(2), row.getBoolean(3),
                        row.getBoolean(4), row.getBoolean(5)))
                .list();
    }

    /** Stores a key that is wrapped anew, where the old one stands. */
    void wrapped(UUID job, KeyId old, KeyId under, byte[] wrapped) {
        sql.sql("update capture_import set key_id = ?, key_wrapped = ? where import = ? and key_id = ?")
                .params(under.value(), wrapped, job, old.value()).update();
    }

    /** A journal has the lines of these as they are sealed now; of one that was emptied since it has not. */
    void told(List<UUID> jobs) {
        sql.sql("update capture_import set key_told = true where key_settled and import = any (?)")
                .param(new SqlArrayValue("uuid", jobs.toArray())).update();
    }

    /** A refused line as it is sealed. */
    record Line(long line, long number, byte[] sealed) {}

    /** Refused lines behind one, those that are gone too. */
    List<Line> lines(UUID job, long after, int limit) {
        return sql.sql("select line, number, sealed from capture_reject where import = ? and line > ? order by line limit ?")
                .params(job, after, limit)
                .query((row, _) -> new Line(row.getLong(1), row.getLong(2), row.getBytes(3))).list();
    }

    /**
     * Stores another key with all that it seals, at once or, where the old one stands no more, not at all; sealing tells lines to
     * {@link #sealed}.
     */
    void settle(UUID job, KeyId old, KeyId under, byte[] wrapped, Consumer<UUID> sealing) {
        transaction.executeWithoutResult(status -> {
            sealing.accept(job);
            int stored = sql.sql("""
                    update capture_import set key_id = ?, key_wrapped = ?, key_settled = true, key_told = false
                    where import = ? and key_id = ?""").params(under.value(), wrapped, job, old.value()).update();
            if (stored == 0) {
                status.setRollbackOnly();
            }
        });
    }

    void sealed(UUID job, Collection<Line> lines) {
        for (var line : lines) {
            // one that another server emptied meanwhile stays empty
            sql.sql("update capture_reject set sealed = ? where import = ? and line = ? and sealed <> ''::bytea")
                    .params(line.sealed(), job, line.line()).update();
        }
        marks.again(REJECTS, lines.stream().map(Line::number).toList());
    }
}
