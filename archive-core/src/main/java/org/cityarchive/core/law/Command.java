package org.cityarchive.core.law;

/** What somebody wants to happen, with everything the decision needs: times, random values and sealed content included. Never stored. */
public interface Command {}
