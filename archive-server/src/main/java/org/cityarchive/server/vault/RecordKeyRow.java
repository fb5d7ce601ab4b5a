package org.cityarchive.server.vault;

import java.util.UUID;

import org.cityarchive.core.law.Kept;

/**
 * A record key as it is stored.
 *
 * @param batch the batch key it is wrapped by
 * @param wrapped 40 bytes, RFC 3394
 */
public record RecordKeyRow(UUID subject, int life, int batch, byte[] wrapped) implements Kept {}
