package org.cityarchive.core.retention;

/**
 * What a schedule says of one series; its title, citation and notes lie sealed beside (LAW.md C.1).
 *
 * @param subcommittee whether the state's destruction subcommittee must agree (LAW.md M-18)
 */
public record Series(SeriesCode code, RetentionPeriod period, Trigger trigger, Action action, Subcommittee subcommittee) {

    /** What happens at the end. */
    public enum Action {
        DESTROY,
        /** No public description of what went. */
        DESTROY_CONFIDENTIAL,
        /** A person appraises: keep, transfer or destroy. */
        REVIEW,
        /** Handed over whole; it goes here only after whoever takes it has acknowledged it. */
        TRANSFER, RETAIN
    }

    /** Whether the state's destruction subcommittee must agree; unknown counts as required. */
    public enum Subcommittee {
        REQUIRED,
        /** The clerk recorded, with a citation, that the city qualifies (LAW.md M-20). */
        EXEMPT, UNKNOWN
    }

    public Series {
        if (period.isPermanent() != (trigger == Trigger.PERMANENT)) {
            throw new IllegalArgumentException(code + ": a permanent period and the permanent trigger go together");
        }
        if (period.isPermanent() != (action == Action.RETAIN)) {
            throw new IllegalArgumentException(code + ": what is permanent is retained, and nothing else is");
        }
    }
}
