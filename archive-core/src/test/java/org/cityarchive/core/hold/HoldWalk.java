package org.cityarchive.core.hold;

import org.cityarchive.core.law.Law;

/** The law of holds, for walks of other features' tests: outside its package it has no name. */
public final class HoldWalk {
    public static final Law<HoldCommand, ?> LAW = new HoldLaw();

    private HoldWalk() {}
}
