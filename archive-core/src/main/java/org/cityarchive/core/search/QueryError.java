package org.cityarchive.core.search;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** A query that cannot be read: where, and what to do about it. Nothing was searched. */
public final class QueryError extends RuntimeException {
    private final int position;
    private final int length;
    private final String sentence;
    private final @Nullable String field;
    private final @Nullable String value;

    public QueryError(int position, int length, String sentence) {
        this(position, length, sentence, null, null);
    }

    private QueryError(int position, int length, String sentence, @Nullable String field, @Nullable String value) {
        super(sentence + " Nothing was searched.");
        this.position = position;
        this.length = length;
        this.sentence = sentence;
        this.field = field;
        this.value = value;
    }

    /**
     * A field's value means nothing here, which is known only when it is looked up.
     *
     * @param field as typed before the colon
     */
    public static QueryError ofName(String field, String value, String sentence) {
        return new QueryError(0, 1, sentence, field, value);
    }

    /** The same, pointing at the place in the query as it was typed, where that can be told. */
    public QueryError in(String typed) {
        if (field == null || value == null) {
            return this;
        }
        var place = Pattern.compile("(?i)" + Pattern.quote(field) + ":\"?" + Pattern.quote(value) + "\"?").matcher(typed);
        return place.find()
                ? new QueryError(place.start(), place.end() - place.start(), sentence, null, null)
                : this;
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
