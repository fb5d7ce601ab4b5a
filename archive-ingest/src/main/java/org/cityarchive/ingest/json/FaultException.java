package org.cityarchive.ingest.json;

/** An entry cannot be taken; carries the reason, and no stack, because a file may hold millions of such entries. */
public final class FaultException extends Exception {
    private final transient Fault fault;

    /** A fault at a place of the entry. */
    public FaultException(String type, String place, String reason) {
        super(reason, null, false, false);
        this.fault = new Fault(type, place, reason);
    }

    /** Why, and where. */
    public Fault fault() {
        return fault;
    }
}
