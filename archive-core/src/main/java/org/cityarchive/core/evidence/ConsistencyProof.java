package org.cityarchive.core.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * That a log of fewer leaves is the beginning of one of more (RFC 9162 §2.1.4).
 *
 * @param earlier leaves of the smaller; never 0: of an empty log nothing can be proven
 * @param size leaves of the larger
 */
public record ConsistencyProof(long earlier, long size, List<NodeHash> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /** Whether the log with the second root goes on from that with the first (RFC 9162 §2.1.4.2). */
    public boolean proves(NodeHash earlierRoot, NodeHash root) {
        if (earlier < 1 || earlier > size) {
            return false;
        }
        if (earlier == size) {
            return path.isEmpty() && earlierRoot.equals(root);
        }
        if (path.isEmpty()) {
            return false;
        }
        var steps = new ArrayList<>(path);
        if (Long.bitCount(earlier) == 1) {
            steps.addFirst(earlierRoot);
        }
        return climbs(steps, earlierRoot, root);
    }

    private boolean climbs(List<NodeHash> steps, NodeHash earlierRoot, NodeHash root) {
        long place = earlier - 1;
        long last = size - 1;
        while ((place & 1) == 1) {
            place >>>= 1;
            last >>>= 1;
        }
        var old = steps.getFirst();
        var now = steps.getFirst();
        for (var step : steps.subList(1, steps.size())) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                old = NodeHash.over(step, old);
                now = NodeHash.over(step, now);
                while ((place & 1) == 0 && place != 0) {
                    place >>>= 1;
                    last >>>= 1;
                }
            } else {
                now = NodeHash.over(now, step);
            }
            place >>>= 1;
            last >>>= 1;
        }
        return last == 0 && old.equals(earlierRoot) && now.equals(root);
    }
}
