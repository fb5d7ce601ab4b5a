package org.cityarchive.server.search;

import java.time.Clock;

import javax.sql.DataSource;

import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.Words;
import org.cityarchive.search.watch.ScopeWatch;
import org.cityarchive.server.people.City;
import org.cityarchive.server.vault.SealedText;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Saved searches: what is kept, what is watched, their pages. */
@Configuration(proxyBeanMethods = false)
@Import(SavedPages.class)
class SavedWiring {
    @Bean
    SavedSearches savedSearches(DataSource connections, SealedText sealed, RecordSearch search, Clock clock) {
        return new SavedSearches(connections, sealed, search, clock);
    }

    @Bean(destroyMethod = "close")
    SavedMatches savedMatches(SavedSearches searches, RecordsIndexed indexed, Words words, City city) {
        return new SavedMatches(searches, indexed, new ScopeWatch(words), city::zone);
    }
}
