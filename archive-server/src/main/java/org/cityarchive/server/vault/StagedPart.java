package org.cityarchive.server.vault;

import java.util.UUID;

import org.cityarchive.core.law.Kept;

/**
 * A part whose sealed stretches wait in the database and move into the vault with the commit.
 *
 * @param staging names them while they wait
 * @param chunks how many there are
 */
public record StagedPart(UUID staging, UUID subject, int version, String part, int chunks) implements Kept {}
