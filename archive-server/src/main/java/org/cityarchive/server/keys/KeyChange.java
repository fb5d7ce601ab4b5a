package org.cityarchive.server.keys;

import java.nio.file.Path;
import java.time.Clock;

import javax.sql.DataSource;

import org.cityarchive.server.vault.DestructionJournals;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.vault.KeyRotation;
import org.jspecify.annotations.Nullable;

/** Replaces all keys that open others: the bucket keys, and the master key under which they stand. */
public final class KeyChange {
    /** Of a new passphrase. */
    public static final int SHORTEST = 12;

    private final FileKeys keys;
    private final KeyRotation rotation;

    public KeyChange(DataSource database, FileKeys keys, Path home, Clock clock) {
        this.keys = keys;
        this.rotation = new KeyRotation(database, keys, DestructionJournals.of(home, keys), clock);
    }

    /**
     * What was done.
     *
     * @param keys what the keys are called now
     * @param destroyed bucket keys that are gone
     * @param wrapped keys that were wrapped anew
     * @param left old bucket keys that stay until a destruction that is under way has gone through, and go with it
     */
    public record Done(String keys, int destroyed, int wrapped, int left) {}

    /** @param passphrase null: what opens the keys is a new file where it was one, and stays where it is a passphrase */
    public synchronized Done run(char @Nullable [] passphrase) {
        var done = rotation.run();
        if (passphrase != null || !keys.opensByPassphrase()) {
            keys.changeMaster(passphrase);
        }
        return new Done(keys.label(), done.destroyed(), done.wrapped(), done.left());
    }
}
