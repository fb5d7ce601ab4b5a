package org.cityarchive.server.home;

import java.util.List;

import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.web.PageFrame;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The home page. Its rows are the {@link Watch}es of the features. */
@Configuration(proxyBeanMethods = false)
public class HomeWiring {
    @Bean
    HomePages homePages(List<Watch> watches, GoingLive goingLive, RecordSearch search, Records records,
            PageFrame frame, Projections projections, Positions positions) {
        return new HomePages(new Looks(watches), goingLive, new Months(search), new Newest(search, records), frame, projections,
                positions);
    }
}
