package org.cityarchive.core.law;

/**
 * The world did not answer: nothing was decided, nothing was changed, and the same may be tried again. Only of {@link OutcomeUnknown}
 * that is not known.
 */
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

    /** A disk has no room left: what is there can be read, and nothing is added until somebody made room. */
    public static final class NoRoom extends Failure {
        /** @param message names what is full, and how much must be free */
        public NoRoom(String message) {
            super(message);
        }
    }

    /** The database went away while it committed and did not come back to say whether it did: look before it is sent again. */
    public static final class OutcomeUnknown extends Failure {
        public OutcomeUnknown(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
