package org.cityarchive.core.capture;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/** Ids of very many records, in 16 bytes each; it never changes. */
public final class RecordIds extends AbstractSet<RecordId> {
    private final long[] high;
    private final long[] low;
    private final int hash;

    private RecordIds(long[] high, long[] low) {
        this.high = high;
        this.low = low;
        this.hash = super.hashCode();
    }

    /** The same ids; a set of this kind is the answer itself. */
    public static RecordIds of(Collection<RecordId> some) {
        if (some instanceof RecordIds ids) {
            return ids;
        }
        var sorted = some.stream().distinct().sorted().toList();
        var ids = new long[2][sorted.size()];
        for (int i = 0; i < sorted.size(); i++) {
            ids[0][i] = sorted.get(i).value().getMostSignificantBits();
            ids[1][i] = sorted.get(i).value().getLeastSignificantBits();
        }
        return new RecordIds(ids[0], ids[1]);
    }

    @Override
    public int size() {
        return high.length;
    }

    @Override
    public boolean contains(@Nullable Object one) {
        if (!(one instanceof RecordId id)) {
            return false;
        }
        int from = 0;
        int to = high.length - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int order = at(middle).compareTo(id);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return false;
    }

    private RecordId at(int place) {
        return new RecordId(new UUID(high[place], low[place]));
    }

    @Override
    public Iterator<RecordId> iterator() {
        return IntStream.range(0, high.length).mapToObj(this::at).iterator();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordIds ids
                ? Arrays.equals(high, ids.high) && Arrays.equals(low, ids.low)
                : super.equals(other);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
