package org.cityarchive.server.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Hit;
import org.cityarchive.server.capture.ResultWalk;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;

/** Walks a result by asking the index for ids alone; the last pages walked are remembered, so that each is asked for once. */
final class SearchWalk implements ResultWalk {
    private static final String PATH = "/search";
    private static final int REMEMBERED = 200;

    private final RecordSearch search;
    private final Positions positions;
    private final CityTimes times;
    private final Map<String, Stretch> walked = Collections.synchronizedMap(new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Stretch> eldest) {
            return size() > REMEMBERED;
        }
    });

    SearchWalk(RecordSearch search, Positions positions, CityTimes times) {
        this.search = search;
        this.positions = positions;
        this.times = times;
    }

    /** One page of a result, as ids. */
    private record Stretch(List<RecordId> ids, long first, long total, @Nullable String previous, @Nullable String next) {}

    @Override
    public Optional<Step> step(String back, RecordId record) {
        try {
            var page = stretch(back);
            int at = page.ids().indexOf(record);
            return at < 0
                    ? Optional.empty()
                    : Optional.of(new Step(page.first() + at, page.total(), previous(back, page, at), next(back, page, at)));
        } catch (QueryError | BadParameter | RecordSearch.UnknownCursor _) {
            return Optional.empty(); // an address that somebody wrote by hand
        }
    }

    @Override
    public String query(String back) {
        return parameters(back).getOrDefault("q", "");
    }

    private @Nullable Neighbour previous(String back, Stretch page, int at) {
        if (at > 0) {
            return new Neighbour(page.ids().get(at - 1), back);
        }
        return page.previous() == null ? null : new Neighbour(stretch(page.previous()).ids().getLast(), page.previous());
    }

    private @Nullable Neighbour next(String back, Stretch page, int at) {
        if (at + 1 < page.ids().size()) {
            return new Neighbour(page.ids().get(at + 1), back);
        }
        return page.next() == null ? null : new Neighbour(stretch(page.next()).ids().getFirst(), page.next());
    }

    private Stretch stretch(String back) {
        var key = search.searchableUpTo() + " " + back; // what came since may stand among them
        var known = walked.get(key);
        if (known == null) {
            known = read(back);
            walked.put(key, known);
        }
        return known;
    }

    private Stretch read(String back) {
        var typed = parameters(back);
        var parameters = new LinkedHashMap<String, String[]>();
        typed.forEach((name, value) -> parameters.put(name, new String[]{value}));
        var given = new Parameters(parameters);
        var results = search.search(Asked.of(given, times.city(), positions).search());
        var list = new PageAddress(PATH, typed).without("cursor", "page", "trail");
        long page = given.number("page").orElse(1L);
        var trail = new ArrayList<>(Arrays.asList(typed.getOrDefault("trail", "").split(",", -1)));
        trail.removeIf(String::isEmpty);
        var cursor = typed.get("cursor");
        return new Stretch(results.hits().stream().map(Hit::record).toList(), (page - 1) * given.limit() + 1, results.total(),
                previous(list, cursor, page, trail), next(list, cursor, page, trail, results.next()));
    }

    private static @Nullable String previous(PageAddress list, @Nullable String cursor, long page, List<String> trail) {
        if (cursor == null) {
            return null;
        }
        return trail.isEmpty() || page <= 2
                ? list.toString()
                : list.with("cursor", trail.getLast()).with("page", String.valueOf(page - 1))
                        .with("trail", String.join(",", trail.subList(0, trail.size() - 1))).toString();
    }

    private static @Nullable String next(PageAddress list, @Nullable String cursor, long page, List<String> trail,
            @Nullable String next) {
        if (next == null) {
            return null;
        }
        var further = new ArrayList<>(trail);
        if (cursor != null) {
            further.add(cursor);
        }
        return list.with("cursor", next).with("page", String.valueOf(page + 1)).with("trail", String.join(",", further))
                .toString();
    }

    /** Only addresses of our own search page are read. */
    private static Map<String, String> parameters(String back) {
        var parameters = new LinkedHashMap<String, String>();
        if (back.startsWith(PATH + "?")) {
            for (var pair : back.substring(PATH.length() + 1).split("&", -1)) {
                var parts = pair.split("=", 2);
                if (parts.length == 2) {
                    parameters.put(decoded(parts[0]), decoded(parts[1]));
                }
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException _) {
            return text; // a percent sign that encodes nothing
        }
    }
}
