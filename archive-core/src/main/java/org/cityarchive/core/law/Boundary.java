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
     */
    public record Read(Set<Tagged> tags, Set<Class<? extends Fact>> types, long since) {
        public Read(Set<Tagged> tags, Set<Class<? extends Fact>> types) {
            this(tags, types, 0);
        }
    }

    /** One tag as it stands on a fact, for example {@code record} and the record's id. */
    public record Tagged(String key, String value) {}
}
