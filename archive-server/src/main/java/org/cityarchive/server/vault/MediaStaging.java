package org.cityarchive.server.vault;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.capture.Observation.Attached;
import org.cityarchive.core.law.Kept;
import org.cityarchive.server.store.SqlTrouble;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sealed stretches of large media, one at a time from the delivery into the table where they wait. What never came to its commit (a kill,
 * another writer that was first) is swept; its seal cannot be opened by then, for its key was never kept.
 */
public final class MediaStaging implements Staging {
    /** No import waits longer than this between sealing a batch and its commit. */
    private static final Duration BROKEN_OFF = Duration.ofHours(6);

    private final DataSource database;

    public MediaStaging(DataSource database) {
        this.database = database;
    }

    @Override
    public Sealed.Medium stage(ContentSealing sealing, RecordKey key, int version, Attached attached, List<Kept> rows)
            throws IOException {
        var staging = UUID.randomUUID();
        try (var connection = database.getConnection(); var in = attached.bytes().open()) {
            var stretches = new int[1];
            var medium = sealing.medium(key, version, attached.index(), attached.mediaType(), in, row -> {
                put(connection, staging, row);
                stretches[0]++;
            });
            rows.add(new StagedPart(staging, key.subject(), version, ContentSealing.mediaPart(attached.index()), stretches[0]));
            return medium;
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        } catch (IOException | RuntimeException e) {
            discard(staging, e);
            throw e;
        }
    }

    private void discard(UUID staging, Exception because) {
        try {
            JdbcClient.create(database).sql("delete from vault_staged where staging = ?").param(staging).update();
        } catch (DataAccessException e) {
            because.addSuppressed(e); // swept later
        }
    }

    private static void put(Connection connection, UUID staging, PartRow row) {
        try (var insert = connection.prepareStatement("insert into vault_staged (staging, chunk, sealed) values (?, ?, ?)")) {
            insert.setObject(1, staging);
            insert.setInt(2, row.chunk());
            insert.setBytes(3, row.sealed());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** Takes away what waits for a commit that will not come; how many stretches. */
    public int sweep() {
        return JdbcClient.create(database).sql("delete from vault_staged where at < now() - make_interval(secs => ?)")
                .param(BROKEN_OFF.toSeconds()).update();
    }
}
