package org.cityarchive.server.vault;

import org.springframework.jdbc.support.SqlArrayValue;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of keys as an old backup or the write-ahead log holds them, tried with every key that a key store has today. */
public final class KeyTries {
    private record Batch(String key, byte[] wrapped) {}

    private final List<Batch> batches;
    private final List<byte[]> records;

    private KeyTries(List<Batch> batches, List<byte[]> records) {
        this.batches = batches;
        this.records = records;
    }

    /** The rows as they are now. */
    public static KeyTries of(DataSource database, List<UUID> records) {
        var sql = JdbcClient.create(database);
        return new KeyTries(batches(sql), sql.sql("select wrapped from vault_record_key where record = any (?)")
                .param(new SqlArrayValue("uuid", records.toArray()))
                .query((row, _) -> row.getBytes(1)).list());
    }

    private static List<Batch> batches(JdbcClient sql) {
        return sql.sql("select provider_key, wrapped from vault_batch_key")
                .query((row, _) -> new Batch(row.getString(1), row.getBytes(2))).list();
    }

    /** How many of the record keys open, by any batch key that opens of then or now. */
    public int opened(DataSource now, KeyProvider keys) {
        var all = new ArrayList<>(batches);
        all.addAll(batches(JdbcClient.create(now)));
        var opened = new ArrayList<byte[]>();
        for (var held : keys.inventory()) {
            for (var batch : all) {
                try {
                    opened.add(keys.unwrap(held.key(), batch.wrapped()));
                } catch (KeyTrouble _) {
                    // not by this one
                }
            }
        }
        int open = 0;
        for (byte[] record : records) {
            open += opened.stream().anyMatch(batch -> KeyWrap.unwrap(batch, record) != null) ? 1 : 0;
        }
        return open;
    }
}
