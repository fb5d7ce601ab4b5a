package org.cityarchive.core.law;

/** The world did not answer: nothing was decided, nothing was changed, and the same may be tried again. */
public abstract sealed class Failure extends RuntimeException {
    private Failure(String message, Throwable cause) {
        super(message, cause);
    }

    private Failure(String message) {
        super(message);
    }

    /** Others changed the same facts each time the decision was tried. */
    public static final class StoreBusy extends Failure {
        public StoreBusy(String message) {
            super(message);
        }
    }

    /** The database, or its disk, does not take writes. */
    public static final class StoreUnavailable extends Failure {
        public StoreUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
