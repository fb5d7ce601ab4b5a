package org.cityarchive.core.law;

/**
 * A row that is kept beside the facts and commits with them or not at all: a key, a sealed part, a sighting, an import's place. The
 * store knows how each kind is written.
 */
public interface Kept {}
