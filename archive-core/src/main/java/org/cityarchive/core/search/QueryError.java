package org.cityarchive.core.search;

/** A query that cannot be read: where, and what to do about it. Nothing was searched. */
public final class QueryError extends RuntimeException {
    private final int position;
    private final int length;

    public QueryError(int position, int length, String sentence) {
        super(sentence + " Nothing was searched.");
        this.position = position;
        this.length = length;
    }

    /** Index of the first char that is meant, from 0. */
    public int position() {
        return position;
    }

    /** How many chars are meant, at least 1. */
    public int length() {
        return length;
    }

    /** What is wrong and what to do, for a person. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
