package org.cityarchive.core.disposition;

/**
 * Between which positions stand the proposals by which some records came on their list: those of the others, of a long list hundreds, are
 * not read for a decision on these. Whoever names too few of them is told that a record does not stand on the list.
 *
 * @param first position of the first of them
 * @param last position of the last of them
 */
public record ProposedAt(long first, long last) {
    /** It is not known: all proposals of the list are read. */
    public static final ProposedAt ANYWHERE = new ProposedAt(0, Long.MAX_VALUE);
}
