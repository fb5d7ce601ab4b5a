package org.cityarchive.server.home;

import java.util.List;

import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.capture.ImportJobs;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.web.PageFrame;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The home page. Its rows are the {@link Watch}es of the features. */
@Configuration(proxyBeanMethods = false)
public class HomeWiring {
    @Bean
    HomePages homePages(List<Watch> watches, ObjectProvider<GoingLive> goingLive, RecordSearch search, Records records,
            PageFrame frame, Projections projections, Positions positions, ImportJobs imports, AccountRegister accounts,
            PeopleInRoles people) {
        var steps = goingLive.getIfAvailable(() -> new FirstSteps(imports, accounts, people));
        return new HomePages(new Looks(watches), steps, new Months(search), new Newest(search, records), frame, projections,
                positions);
    }
}
