package org.cityarchive.server.capture;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import org.cityarchive.core.capture.RecordId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which records could not be read when they were last asked for, since this start? What nobody asked for, the audit finds. */
public final class DamageSeen {
    private static final Logger LOG = LoggerFactory.getLogger(DamageSeen.class);
    private static final int MOST = 1_000;

    private final Map<RecordId, DamagedRecord> seen = new ConcurrentSkipListMap<>();

    DamageSeen() {}

    void note(DamagedRecord damaged) {
        boolean isNew = seen.containsKey(damaged.record())
                ? seen.replace(damaged.record(), damaged) == null
                : seen.size() < MOST && seen.put(damaged.record(), damaged) == null;
        if (isNew) {
            LOG.error("record {} cannot be read and is not shown: {}", damaged.record(), damaged.what());
        }
    }

    /** These can be read. */
    void readable(Collection<RecordId> records) {
        if (!seen.isEmpty()) {
            seen.keySet().removeAll(records);
        }
    }

    /** By id; of more than a thousand the first that were seen. */
    public List<DamagedRecord> all() {
        return List.copyOf(seen.values());
    }
}
