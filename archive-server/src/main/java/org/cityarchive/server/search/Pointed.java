package org.cityarchive.server.search;

import org.cityarchive.core.search.QueryError;

/**
 * A query that cannot be read, with the place that is meant.
 *
 * @param caret blanks and then a caret under each char that is meant
 * @param character the first that is meant, from 1
 */
record Pointed(String before, String meant, String after, String caret, int character, String sentence) {
    static Pointed of(String typed, QueryError error) {
        int from = Math.min(error.position(), typed.length());
        int to = Math.min(from + Math.max(1, error.length()), typed.length());
        return new Pointed(typed.substring(0, from), typed.substring(from, to), typed.substring(to),
                " ".repeat(from) + "^".repeat(Math.max(1, to - from)), from + 1, error.sentence());
    }
}
