package org.cityarchive.server.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.cityarchive.server.search.Findings.Found;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;

/** Where in the result the page stands, and the ways on and back. */
record Place(long first, long last, long total, @Nullable String back, @Nullable String next) {

    /** Cursors lead only onward; the way back is the trail of cursors that led here. */
    static Place of(Parameters given, PageAddress list, Found found) {
        long page = given.number("page").orElse(1L);
        int limit = given.limit();
        long first = (page - 1) * limit + 1;
        var cursor = given.text("cursor").orElse("");
        var trail = new ArrayList<>(Arrays.asList(given.text("trail").orElse("").split(",", -1)));
        trail.removeIf(String::isEmpty);
        String back = null;
        if (!cursor.isEmpty()) {
            var before = trail.isEmpty() ? null : trail.getLast();
            var earlier = trail.isEmpty() ? List.<String>of() : trail.subList(0, trail.size() - 1);
            back = before == null || page <= 2
                    ? list.toString()
                    : list.with("cursor", before).with("page", String.valueOf(page - 1)).with("trail", String.join(",", earlier))
                            .toString();
        }
        String next = null;
        if (found.results().next() != null) {
            if (!cursor.isEmpty()) {
                trail.add(cursor);
            }
            next = list.with("cursor", found.results().next()).with("page", String.valueOf(page + 1))
                    .with("trail", String.join(",", trail))
                    .toString();
        }
        return new Place(first, first + found.findings().size() + found.damaged().size() - 1, found.results().total(), back,
                next);
    }
}
