package org.cityarchive.server.vault;

import java.util.UUID;

import org.cityarchive.core.law.Kept;

/**
 * A stretch of a sealed part. The chunks of a part in their order are its sealed bytes (EVIDENCE.md §1.6).
 *
 * @param version arrival number of the version, from 1; 0 where there are no versions
 * @param part "content", "raw", "media/0" …
 * @param chunk from 0
 */
public record PartRow(UUID subject, int version, String part, int chunk, byte[] sealed) implements Kept {}
