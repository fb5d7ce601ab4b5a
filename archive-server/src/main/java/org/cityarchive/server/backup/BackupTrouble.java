package org.cityarchive.server.backup;

/** A backup cannot be made or restored; the message is a sentence for the person at the terminal and says what to do. */
public final class BackupTrouble extends RuntimeException {
    public BackupTrouble(String sentence) {
        super(sentence);
    }

    public BackupTrouble(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
