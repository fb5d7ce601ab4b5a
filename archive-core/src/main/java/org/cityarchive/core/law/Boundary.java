package org.cityarchive.core.law;

import java.util.List;
import java.util.Set;

/**
 * The facts that a decision must have seen; it is refused by the store when another one matching came meanwhile.
 *
 * @param after only facts after this position are loaded (0: all); the command already carries what older ones said
 * @param reads what is read; a fact belongs to the boundary when it matches one of these
 */
public record Boundary(long after, List<Read> reads) {

    /**
     * Facts that carry all of these tags and are of one of these types.
     *
     * @param tags none: any fact of the types
     * @param types none: any fact with the tags
     * @param since where it is later than the boundary's: only facts after it are loaded, the command carries what older ones of these said
     * @param upTo only facts up to it are loaded: what stands behind it concerns the decision not at all, and sends no append back
     */
    public record Read(Set<Tagged> tags, Set<Class<? extends Fact>> types, long since, long upTo) {
        /** Of an end that never comes. */
        static final long ENDLESS = Long.MAX_VALUE;

        public Read(Set<Tagged> tags, Set<Class<? extends Fact>> types) {
            this(tags, types, 0);
        }

        public Read(Set<Tagged> tags, Set<Class<? extends Fact>> types, long since) {
            this(tags, types, since, ENDLESS);
        }

        /** Whether facts that come later belong to it. */
        boolean isEndless() {
            return upTo == ENDLESS;
        }
    }

    /** One tag as it stands on a fact, for example {@code record} and the record's id. */
    public record Tagged(String key, String value) {}
}
