package org.cityarchive.search.audit;

/** 128 bits over all that a document holds. */
record EntryPrint(long high, long low) {}
