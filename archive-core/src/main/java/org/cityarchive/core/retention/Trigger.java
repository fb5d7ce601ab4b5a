package org.cityarchive.core.retention;

/** What starts the clock of a series (LAW.md C.1). */
public enum Trigger {
    /** The record date: when it was made or last edited. */
    CREATION,
    /** When the matter that the record belongs to was closed. */
    CLOSED,
    /** When the next version took effect. */
    SUPERSEDED,
    /** The last day of the month in which the audit report of the record's fiscal year was received (LAW.md M-23). */
    FY_END_AUDITED,
    /** A named event: a meeting held, a result certified, an employment or account ended. */
    EVENT,
    /** Nothing: it is kept for ever. */
    PERMANENT;

    /** Whether a person must enter the date for each record. */
    public boolean isOfTheRecord() {
        return this == CLOSED || this == SUPERSEDED || this == EVENT;
    }
}
