package org.cityarchive.core.law;

/** Something that happened and is stored for ever. Holds ids, times, kinds, sizes and commitments; never content. */
public interface Fact {}
