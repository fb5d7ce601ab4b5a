package org.cityarchive.core.law;

import java.util.List;

/**
 * The decisions of one feature, free of store, clock and chance.
 *
 * @param <C> its commands
 * @param <S> what it must know to decide
 */
public interface Law<C extends Command, S> {
    /** The facts this decision must have seen. */
    Boundary boundary(C command);

    /** What is so before any fact of the boundary. */
    S initially(C command);

    S evolve(S state, Recorded<?> fact);

    Decision decide(C command, S state);

    /** Folds facts in their order. */
    default S evolve(S state, List<? extends Recorded<?>> facts) {
        for (var fact : facts) {
            state = evolve(state, fact);
        }
        return state;
    }
}
