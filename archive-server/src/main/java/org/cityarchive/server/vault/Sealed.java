package org.cityarchive.server.vault;

import java.util.List;

import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.law.Kept;

/**
 * An observation, sealed and ready to commit with the fact that tells it.
 *
 * @param root commitment of all fields and the raw bytes
 * @param bytes number of the raw bytes
 * @param media what was sealed of its media
 * @param rows the sealed parts
 */
public record Sealed(Commitment root, long bytes, List<Medium> media, List<Kept> rows) {

    /**
     * A sealed medium.
     *
     * @param index its place among the version's media
     * @param content root over the one field "media", under a seed of the medium's own
     */
    public record Medium(int index, String mediaType, Commitment content, long bytes) {}
}
