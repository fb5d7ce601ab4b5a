package org.cityarchive.core.evidence;

import java.util.List;
import java.util.Optional;

/**
 * That a leaf is in a log of a size (RFC 9162 §2.1.3).
 *
 * @param index the leaf's place, from 0
 * @param size leaves of the log
 * @param path hashes, the leaf's sibling first
 */
public record InclusionProof(long index, long size, List<NodeHash> path) {
    public InclusionProof {
        path = List.copyOf(path);
    }

    /** Whether the leaf is in the log with this root. A proof too short or too long proves nothing. */
    public boolean proves(NodeHash leaf, NodeHash root) {
        return rootWith(leaf).filter(root::equals).isPresent();
    }

    /** The root that leaf and path lead to (RFC 9162 §2.1.3.2); empty where index, size and length do not fit. */
    public Optional<NodeHash> rootWith(NodeHash leaf) {
        if (index < 0 || index >= size) {
            return Optional.empty();
        }
        long place = index;
        long last = size - 1;
        var hash = leaf;
        for (var sibling : path) {
            if (last == 0) {
                return Optional.empty();
            }
            if ((place & 1) == 1 || place == last) {
                hash = NodeHash.over(sibling, hash);
                while ((place & 1) == 0 && place != 0) {
                    place >>>= 1;
                    last >>>= 1;
                }
            } else {
                hash = NodeHash.over(hash, sibling);
            }
            place >>>= 1;
            last >>>= 1;
        }
        return last == 0 ? Optional.of(hash) : Optional.empty();
    }
}
