package org.cityarchive.core.capture;

import java.util.SortedMap;

/**
 * What was sealed of one observation, as a fact tells it. Two facts with the same number speak of the same sealed part.
 *
 * @param number arrival number within the record, from 1; names the vault part, never shown
 * @param content root over the salted commitments of all fields and the raw bytes (EVIDENCE.md §1.3)
 * @param bytes size of the raw bytes
 * @param prints keyed prints of the version fields shown, and of the counters; they die with the record's key (DATA.md §3)
 */
public record Version(int number, Commitment content, long bytes, SortedMap<String, Print> prints) {}
