package org.cityarchive.core.request;

import java.util.Optional;

import org.cityarchive.core.law.Command;
import org.cityarchive.core.law.Law;

/** This feature's law for walks in other features' tests: outside its package it has no name. */
public final class RequestLaws {
    private RequestLaws() {}

    /** The law that decides it; empty: another feature's. */
    public static Optional<Law<?, ?>> of(Command command) {
        return command instanceof RequestCommand ? Optional.of(new RequestLaw()) : Optional.empty();
    }
}
