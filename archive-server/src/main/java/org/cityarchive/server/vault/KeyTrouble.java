package org.cityarchive.server.vault;

/** A key cannot be had. The message names the key and what to do, never a key's bytes. */
public final class KeyTrouble extends RuntimeException {
    public KeyTrouble(String message) {
        super(message);
    }

    public KeyTrouble(String message, Throwable cause) {
        super(message, cause);
    }
}
