package org.cityarchive.server.search;

import java.time.LocalDate;
import java.util.List;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.server.home.NeedsYou;
import org.cityarchive.server.home.NeedsYou.Alarm;
import org.cityarchive.server.home.Watch;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.PageAddress;

/** What was captured since yesterday, by the city's days: a calm row, counted by the search that it leads to. */
final class CameInWatch implements Watch {
    private final RecordSearch search;
    private final CityTimes times;

    CameInWatch(RecordSearch search, CityTimes times) {
        this.search = search;
        this.times = times;
    }

    @Override
    public String what() {
        return "what came in";
    }

    @Override
    public List<NeedsYou> look(Actor actor) {
        var query = "captured-after:" + LocalDate.ofInstant(times.now(), times.city()).minusDays(1);
        long count = search.search(new Search(RecordQuery.parse(query, times.city()), Sort.NEWEST, 1, null, null, null, false))
                .total();
        return List.of(new NeedsYou(Alarm.CALM, count, "inbox",
                count == 1 ? "Record came in since yesterday" : "Records came in since yesterday",
                "Posts, comments and messages that the archive first kept yesterday or today, whenever they were made.", null,
                "See records",
                PageAddress.of("/search").with("q", query).toString()));
    }
}
