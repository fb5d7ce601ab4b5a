package org.cityarchive.server.vault;

import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Kept;

/**
 * Another id of a record's thing.
 *
 * @param alias keyed digest of platform and id: {@link org.cityarchive.core.capture.RecordIdentity#alias}
 */
public record AliasRow(UUID alias, RecordId record) implements Kept {}
