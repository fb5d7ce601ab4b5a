package org.cityarchive.ingest.zip;

/**
 * One entry of a zip's directory.
 *
 * @param method 0 stored, 8 deflated
 * @param offset of its local header
 */
public record ZipPart(String name, int method, long crc, long packed, long size, long offset) {}
