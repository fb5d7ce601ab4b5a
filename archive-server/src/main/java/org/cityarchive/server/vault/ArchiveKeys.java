package org.cityarchive.server.vault;

import java.sql.ResultSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

import org.cityarchive.server.store.SqlTrouble;
import org.cityarchive.server.vault.KeyProvider.Held;
import org.cityarchive.server.vault.KeyProvider.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the archive that a database holds, and of no other: both carry the archive's id, and the database a mark that only its own
 * keys make. Keys are made for an empty archive only: facts without their keys are an accident that new keys would hide.
 */
public final class ArchiveKeys {
    private static final String USED = """
            select provider_key from vault_batch_key union select key_id from capture_import
            union select key_id from search_export where key_id is not null order by 1""";
    private static final int NAMED = 5;

    private final DataSource database;

    public ArchiveKeys(DataSource database) {
        this.database = database;
    }

    private record Marked(UUID archive, byte[] mark) {}

    /**
     * Opens the keys of this database's archive, every one of them; those of an empty one are made.
     *
     * @param passphrase null where the master key is a file
     * @throws KeyTrouble missing, torn, not opened by this passphrase, or another archive's; names the archive and the keys
     */
    public FileKeys open(Path folder, char @Nullable [] passphrase, Clock clock) {
        var marked = marked();
        if (!FileKeys.exist(folder)) {
            if (marked.isPresent() || !isEmpty()) {
                throw new KeyTrouble("There are no keys in " + folder + ", and the database holds "
                        + marked.map(m -> "the archive " + m.archive()).orElse("an archive")
                        + ". Bring the folder back from its escrow copy, or restore a backup into an empty home;"
                        + " new keys would open nothing.");
            }
            mark(FileKeys.create(folder, passphrase, clock));
        }
        var keys = FileKeys.open(folder, passphrase, clock);
        if (marked().isEmpty() && isEmpty()) {
            mark(keys); // killed between the two
        }
        refuseOthers(keys, folder);
        try {
            keys.check();
        } catch (KeyTrouble e) {
            throw new KeyTrouble(e.getMessage() + " (" + keys.label() + ")", e);
        }
        refuseMissing(keys, folder);
        return keys;
    }

    private void refuseOthers(FileKeys keys, Path folder) {
        var marked = marked()
                .orElseThrow(() -> new KeyTrouble(
                        "The database says of no archive that it is its own. Its table vault_archive was emptied,"
                                + " or an older program made it; restore a backup into an empty home."));
        if (!marked.archive().equals(keys.archive())) {
            throw new KeyTrouble(
                    "In " + folder + " are " + keys.label() + ", and the database holds the archive " + marked.archive()
                            + ". Nothing was opened: put the keys of that archive there, or name its own database.");
        }
        if (!MessageDigest.isEqual(marked.mark(), mark(keys.secret(Secret.IDENTITY), keys.archive()))) {
            throw new KeyTrouble("In " + folder + " are " + keys.label()
                    + ", but the identity key among them is not the one with which the archive was begun."
                    + " Bring the folder back from its escrow copy.");
        }
    }

    /** A bucket key that rows need must be there, or have been destroyed lawfully. */
    private void refuseMissing(FileKeys keys, Path folder) {
        var known = keys.inventory().stream().map(Held::key).map(KeyProvider.KeyId::value).collect(Collectors.toSet());
        var missing = used().stream().filter(id -> !known.contains(id)).toList();
        if (!missing.isEmpty()) {
            throw new KeyTrouble(
                    "Of " + keys.label() + " in " + folder + " " + missing.size() + " that records need are missing, "
                            + missing.stream().limit(NAMED).collect(Collectors.joining(", "))
                            + (missing.size() > NAMED ? " and others" : "") + ". Bring the folder back from its escrow copy.");
        }
    }

    private Optional<Marked> marked() {
        return rows("select archive, mark from vault_archive", row -> new Marked(row.getObject(1, UUID.class), row.getBytes(2)))
                .stream().findFirst();
    }

    private List<String> used() {
        return rows(USED, row -> row.getString(1));
    }

    private boolean isEmpty() {
        return rows("select 1 from event_head where position > 0", row -> row.getInt(1)).isEmpty();
    }

    private void mark(FileKeys keys) {
        try (Connection connection = database.getConnection();
                var insert = connection.prepareStatement("insert into vault_archive (archive, mark) values (?, ?)")) {
            insert.setObject(1, keys.archive());
            insert.setBytes(2, mark(keys.secret(Secret.IDENTITY), keys.archive()));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private static byte[] mark(byte[] identity, UUID archive) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(identity, "HmacSHA256"));
            return mac.doFinal(("ev1.arch" + archive).getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
        }
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(String query, Reading<T> reading) {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            var found = new ArrayList<T>();
            while (row.next()) {
                found.add(reading.of(row));
            }
            return found;
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }
}
