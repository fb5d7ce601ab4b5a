package org.cityarchive.server.store;

import java.time.OffsetDateTime;
import java.util.SortedMap;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.evidence.LogEntry;
import org.cityarchive.core.evidence.NodeHash;
import org.cityarchive.core.evidence.Openings.Told;
import org.cityarchive.core.law.CanonicalJson;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A fact as it lies in the store, with the nonce that only a proof of it shows. */
public final class ToldFacts {
    private final JdbcClient sql;

    public ToldFacts(DataSource source) {
        this.sql = JdbcClient.create(source);
    }

    /** The fact at a position. */
    public Told told(long position) {
        return sql.sql("select id, type, revision, at, payload, metadata, nonce from fact where position = ?").param(position)
                .query((row, _) -> {
                    byte[] nonce = row.getBytes("nonce");
                    byte[] metadata = row.getBytes("metadata");
                    byte[] payload = row.getBytes("payload");
                    var entry = new LogEntry(position - 1, row.getObject("id", UUID.class), row.getString("type"),
                            Integer.parseInt(row.getString("revision")), row.getObject("at", OffsetDateTime.class).toInstant(),
                            new NodeHash(CommitMac.sum(nonce, metadata, payload)));
                    return new Told(entry, nonce, object(metadata), object(payload));
                }).single();
    }

    private static SortedMap<String, @Nullable Object> object(byte[] json) {
        return CanonicalJson.parseObject(json);
    }
}
