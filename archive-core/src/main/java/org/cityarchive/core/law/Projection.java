package org.cityarchive.core.law;

import java.util.List;
import java.util.Set;

/** A reader that turns facts into an answer to one question. Its writes and its place in the facts commit together. */
public interface Projection {
    /** Name with a number: a changed model is a new name, replayed from the first fact. */
    String name();

    /** The fact types it reads. */
    Set<Class<? extends Fact>> reads();

    void apply(List<Recorded<?>> batch);
}
