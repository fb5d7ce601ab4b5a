package org.cityarchive.server.wiring;

/** Something outside the program keeps it from running: a folder, a port, a database. One sentence says what; exit code 3. */
public final class CannotRun extends RuntimeException {
    public CannotRun(String sentence) {
        super(sentence);
    }

    public CannotRun(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
