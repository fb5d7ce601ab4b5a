package org.cityarchive.server.vault;

import java.util.UUID;

import org.cityarchive.core.capture.RecordId;

/**
 * Names one sealed version of a record, or of what else is sealed.
 *
 * @param version arrival number; 0 where there are no versions
 */
public record SealedVersion(UUID subject, int version) {
    public static SealedVersion of(RecordId record, int version) {
        return new SealedVersion(record.value(), version);
    }

    /** The part's name as it enters keys and seals. */
    String part(String part) {
        return "v" + version + "/" + part;
    }
}
