package org.cityarchive.server.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The tags and types of the newest facts, for as long as this server alone wrote them: whether one came since a position is then known
 * without asking the database. When another server wrote, the window begins anew behind its facts.
 */
final class RecentFacts {
    private static final int FACTS_A_HALF = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private Half older;
    private Half newer;
    private long upTo;

    RecentFacts() {
        older = new Half(Long.MAX_VALUE); // knows nothing until a head was seen
        newer = older;
        upTo = -1;
    }

    /** Facts after a position; the window is two of them, and the older is forgotten when the newer is full. */
    private static final class Half {
        private final long after;
        private final Map<TagKey, Long> newestOfTag = new HashMap<>();
        private final Map<String, Long> newestOfType = new HashMap<>();

        Half(long after) {
            this.after = after;
        }
    }

    /** The locked head stands here: where that is not where this server left it, the window begins anew. */
    void headIs(long position) {
        lock.lock();
        try {
            if (position != upTo) {
                older = new Half(position);
                newer = older;
                upTo = position;
            }
        } finally {
            lock.unlock();
        }
    }

    /** These facts were committed, each one position after the other behind the head. */
    void committed(long head, List<NewEvent> events) {
        lock.lock();
        try {
            if (head != upTo) {
                return; // was never locked here: nothing is known of it
            }
            if (upTo - newer.after >= FACTS_A_HALF) {
                older = newer;
                newer = new Half(upTo);
            }
            for (NewEvent event : events) {
                upTo++;
                newer.newestOfType.put(event.type(), upTo);
                for (TagKey tag : event.tags()) {
                    newer.newestOfTag.put(tag, upTo);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The newest facts that the window holds of some criteria, all read at one moment.
     *
     * @param upTo the last position that the window knows of
     */
    record Newest(long upTo, Map<TagKey, Long> ofTags, Map<String, Long> ofTypes) {}

    /** What these arms select after a position; null where the window does not reach back so far, or an arm asks for more than it holds. */
    @Nullable
    Newest since(long position, List<Criterion> arms) {
        lock.lock();
        try {
            if (position < older.after || position > upTo) {
                return null;
            }
            var tags = new HashMap<TagKey, Long>();
            var types = new HashMap<String, Long>();
            for (Criterion arm : arms) {
                if (arm.oneTag()) {
                    arm.tags().forEach(tag -> put(tags, tag, newest(newer.newestOfTag, older.newestOfTag, tag), position));
                } else if (arm.tags().isEmpty() && !arm.types().isEmpty()) {
                    arm.types().forEach(type -> put(types, type, newest(newer.newestOfType, older.newestOfType, type), position));
                } else {
                    return null;
                }
            }
            return new Newest(upTo, tags, types);
        } finally {
            lock.unlock();
        }
    }

    private static <K> long newest(Map<K, Long> newer, Map<K, Long> older, K key) {
        Long position = newer.get(key);
        return position != null ? position : older.getOrDefault(key, 0L);
    }

    private static <K> void put(Map<K, Long> found, K key, long newest, long position) {
        if (newest > position) {
            found.put(key, newest);
        }
    }
}
