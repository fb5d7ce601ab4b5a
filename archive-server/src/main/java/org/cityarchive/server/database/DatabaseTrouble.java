package org.cityarchive.server.database;

import org.jspecify.annotations.Nullable;

/** The database cannot be started or reached; the message is one sentence for the person at the terminal. */
public final class DatabaseTrouble extends RuntimeException {
    public DatabaseTrouble(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
