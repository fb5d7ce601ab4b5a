package org.cityarchive.core.law;

/** The one door for commands. */
public interface Archive {
    /**
     * Decides a command and commits what it led to: durable when this returns.
     *
     * @throws Failure.StoreBusy the same facts changed under each of several tries
     * @throws Failure.StoreUnavailable nothing was written
     */
    Sent send(Command command, Attribution by);

    /**
     * What came of a command.
     *
     * @param position the store's last position after the commit; facts up to here include this command's
     */
    record Sent(Decision decision, long position) {}
}
