package org.cityarchive.server.search;

import org.cityarchive.core.search.Highlights;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.Words;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.capture.ResultWalk;
import org.cityarchive.server.capture.Stubs;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.web.CityTimes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Search over HTTP. */
@Configuration(proxyBeanMethods = false)
@Import({SearchController.class, SearchPages.class, DestroyedFound.class, ReaderPages.class, ExportWiring.class,
        SavedWiring.class})
public class SearchRoutes {
    @Bean
    SearchesNoted searchesNoted(AccessLog log) {
        return new SearchesNoted(log);
    }

    @Bean
    CameInWatch cameInWatch(RecordSearch search, CityTimes times) {
        return new CameInWatch(search, times);
    }

    @Bean
    Findings findings(RecordSearch search, Records records, Stubs stubs, Words words) {
        return new Findings(search, records, stubs, new Highlights(words));
    }

    @Bean
    ResultWalk resultWalk(RecordSearch search, Positions positions, CityTimes times) {
        return new SearchWalk(search, positions, times);
    }

    @Bean
    Previews previews(Findings findings, CityTimes times) {
        return new Previews(findings, times);
    }
}
