package org.cityarchive.server.web;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as the API answers it.
 *
 * @param next cursor of the next page; null on the last
 * @param total how many there are in all, exactly
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(List<T> items, @Nullable String next, long total) {

    /** The whole list as one page. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(List.copyOf(items), null, items.size());
    }

    /** A page of a list that is at hand whole; the cursor is the key of the last item shown. */
    public static <T> Page<T> of(List<T> all, Function<T, String> key, Parameters asked) {
        int limit = asked.limit();
        int from = asked.cursor().map(cursor -> {
            for (int i = 0; i < all.size(); i++) {
                if (key.apply(all.get(i)).equals(cursor)) {
                    return i + 1;
                }
            }
            throw new BadParameter("cursor", "The cursor is not one of this list; leave it out to begin anew.");
        }).orElse(0);
        var items = List.copyOf(all.subList(from, Math.min(all.size(), from + limit)));
        var next = from + limit < all.size() ? key.apply(items.getLast()) : null;
        return new Page<>(items, next, all.size());
    }
}
