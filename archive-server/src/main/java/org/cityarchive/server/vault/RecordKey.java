package org.cityarchive.server.vault;

import java.util.UUID;

/**
 * The key of one record, or of what else is sealed alone; 32 bytes, for all its versions.
 *
 * @param subject whose key it is
 * @param life 1; 2 for what was seen again after a destruction (DATA.md §3)
 */
public record RecordKey(UUID subject, int life, byte[] bytes) {
    @Override
    public String toString() {
        return "RecordKey[" + subject + ", life " + life + "]";
    }
}
