package org.cityarchive.server.store;

/** Is told of every group that the head served: how much and how long, nothing of what is in it. Called by the one writer: it must not wait. */
public interface AppendWatch {
    /** Nobody watches. */
    AppendWatch NONE = _ -> {
    };

    /**
     * A group that was served.
     *
     * @param plans units of work that were written
     * @param facts of these
     * @param dropped plans whose boundary was crossed by others; they are decided again
     * @param nanos from the first statement to the commit
     */
    record Group(int plans, int facts, int dropped, long nanos) {}

    /** A group was written, or dropped whole. */
    void served(Group group);

    /** A plan could not be written: the database or its disk refused it. */
    default void failed() {}
}
