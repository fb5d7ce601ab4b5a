package org.cityarchive.server.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.cityarchive.core.disposition.ErasedRecord;
import org.cityarchive.server.store.KeptWriter;

/**
 * Erases records in the very transaction of their destruction (EVIDENCE.md §6.2, step 1): keys, all sealed parts, aliases and sightings
 * go, and a row stays that says so. From the commit on nothing of them opens in this database.
 */
public final class ErasedWriter implements KeptWriter<ErasedRecord> {
    private static final String ERASE = """
            with gone as (select * from unnest(?::uuid[], ?::uuid[]) as g (record, disposition)),
                keys as (delete from vault_record_key k using gone g where k.record = g.record returning k.record, k.life, k.batch),
                parts as (delete from vault_part p using gone g where p.record = g.record
                    returning p.record, p.chunk, p.part, octet_length(p.sealed) as bytes),
                aliases as (delete from vault_alias a using gone g where a.record = g.record)
            insert into vault_erased (record, life, disposition, at, up_to, batch, parts, media, bytes)
            select g.record, coalesce(k.life, 1 + coalesce((select max(e.life) from vault_erased e where e.record = g.record), 0)),
                g.disposition, now(), (select position from event_head), k.batch,
                (select count(*) from parts p where p.record = g.record and p.chunk = 0),
                (select count(*) from parts p where p.record = g.record and p.chunk = 0 and p.part like 'media/%'),
                (select coalesce(sum(p.bytes), 0) from parts p where p.record = g.record)
              from gone g left join keys k on k.record = g.record""";

    private final Sightings taken;

    /** @param taken told the sightings that go */
    public ErasedWriter(Sightings taken) {
        this.taken = taken;
    }

    /** Told the numbers of sightings in the transaction that takes them out. */
    public interface Sightings {
        /** These rows are taken out lawfully. */
        void taken(Connection connection, List<Long> numbers);
    }

    @Override
    public Class<ErasedRecord> writes() {
        return ErasedRecord.class;
    }

    @Override
    public void write(Connection connection, List<ErasedRecord> rows) throws SQLException {
        var records = connection.createArrayOf("uuid", rows.stream().map(row -> row.record().value()).toArray());
        try (var erase = connection.prepareStatement(ERASE)) {
            erase.setArray(1, records);
            erase.setArray(2, connection.createArrayOf("uuid", rows.stream().map(row -> row.disposition().value()).toArray()));
            erase.executeUpdate();
        }
        try (var sightings = connection
                .prepareStatement("delete from capture_sighting where record = any (?) returning number")) {
            sightings.setArray(1, records);
            var numbers = new ArrayList<Long>();
            try (var row = sightings.executeQuery()) {
                while (row.next()) {
                    numbers.add(row.getLong(1));
                }
            }
            if (!numbers.isEmpty()) {
                taken.taken(connection, numbers);
            }
        }
    }
}
