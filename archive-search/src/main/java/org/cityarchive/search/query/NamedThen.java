package org.cityarchive.search.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordIds;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch.UnknownCursor;

/**
 * What holds, series and requests called records when a chain of pages began: each page of the chain shows these, or none is shown, so that
 * no record comes twice and none is passed over.
 */
final class NamedThen {
    /** Ids of all that is remembered: 32 MB. */
    private static final int MOST = 2_000_000;
    private static final int CHAINS = 32;

    private final Map<Chain, Kept> kept = new LinkedHashMap<>(CHAINS, 0.75f, true);
    private int ids;

    /** Which search it is, and for which records its names stood: searches of other words may ask for the same hold. */
    private record Chain(long search, long named) {
        static Chain of(PageCursor cursor) {
            return new Chain(cursor.search(), cursor.named());
        }
    }

    private record Kept(RecordQuery query, int ids) {}

    /**
     * The query that a page answers: of a chain that is remembered nothing is looked up again, however long it is.
     *
     * @param cursor of the chain
     * @param now looks the names up as they are now
     * @throws UnknownCursor they call other records now, and what they called then is not remembered
     */
    RecordQuery of(PageCursor cursor, Supplier<RecordQuery> now) {
        synchronized (kept) {
            var then = kept.get(Chain.of(cursor));
            if (then != null) {
                return then.query();
            }
        }
        var looked = now.get();
        if (cursor.named() != mark(looked)) {
            throw new UnknownCursor(
                    "Which records this search means has changed since its first page: a hold, a series or what is"
                            + " due. Begin at the first page.");
        }
        return looked;
    }

    /** Another page follows, from this cursor: remembers what it shows, where it is not too much. */
    void keep(PageCursor cursor, RecordQuery lookedUp) {
        int size = size(lookedUp);
        if (cursor.named() == 0 || size > MOST) {
            return;
        }
        synchronized (kept) {
            if (kept.get(Chain.of(cursor)) != null) {
                return;
            }
            kept.put(Chain.of(cursor), new Kept(packed(lookedUp), size));
            ids += size;
            while (ids > MOST || kept.size() > CHAINS) {
                var oldest = kept.keySet().iterator().next();
                var gone = kept.remove(oldest);
                ids -= gone == null ? 0 : gone.ids();
            }
        }
    }

    /** Tells by which records the names of a query stand for; 0: no name is in it. */
    static long mark(RecordQuery lookedUp) {
        return switch (lookedUp) {
            case RecordQuery.Among(var records) -> {
                long mark = mixed(records.size() + 1L);
                for (var record : records) {
                    mark += mixed(record); // in whatever order
                }
                yield mark;
            }
            case RecordQuery.All(var parts) -> mark(parts);
            case RecordQuery.Any(var parts) -> mark(parts);
            case RecordQuery.Not(var part) -> mark(part);
            default -> 0;
        };
    }

    private static long mark(List<RecordQuery> parts) {
        long mark = 0;
        for (var part : parts) {
            mark = mark * 31 + mark(part);
        }
        return mark;
    }

    private static RecordQuery packed(RecordQuery query) {
        return switch (query) {
            case RecordQuery.Among(var records) -> new RecordQuery.Among(RecordIds.of(records));
            case RecordQuery.All(var parts) -> new RecordQuery.All(parts.stream().map(NamedThen::packed).toList());
            case RecordQuery.Any(var parts) -> new RecordQuery.Any(parts.stream().map(NamedThen::packed).toList());
            case RecordQuery.Not(var part) -> new RecordQuery.Not(packed(part));
            default -> query;
        };
    }

    private static int size(RecordQuery query) {
        return switch (query) {
            case RecordQuery.Among(var records) -> records.size();
            case RecordQuery.All(var parts) -> parts.stream().mapToInt(NamedThen::size).sum();
            case RecordQuery.Any(var parts) -> parts.stream().mapToInt(NamedThen::size).sum();
            case RecordQuery.Not(var part) -> size(part);
            default -> 0;
        };
    }

    private static long mixed(RecordId record) {
        return mixed(record.value().getMostSignificantBits() ^ mixed(record.value().getLeastSignificantBits()));
    }

    private static long mixed(long bits) {
        long one = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        long two = (one ^ (one >>> 27)) * 0x94d049bb133111ebL;
        return two ^ (two >>> 31);
    }
}
