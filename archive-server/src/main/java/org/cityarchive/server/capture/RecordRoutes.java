package org.cityarchive.server.capture;

import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.server.people.SealedNames;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.web.CityTimes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Records over HTTP. */
@Configuration(proxyBeanMethods = false)
@Import({TombstoneAdvice.class, RecordController.class, RecordPages.class, SourcePages.class, MediaPages.class,
        ImportPages.class})
public class RecordRoutes {
    @Bean
    RefusedShown refusedShown(AccessLog log) {
        return new RefusedShown(log);
    }

    @Bean
    Readings readings(AccessLog log) {
        return new Readings(log);
    }

    @Bean
    RecordsAsked recordsAsked(Records records, Positions positions, CityTimes times, Readings readings) {
        return new RecordsAsked(records, positions, times, readings);
    }

    @Bean
    RecordUses recordUses(ImportJobs imports, SealedNames names) {
        return new RecordUses(imports, names);
    }

    @Bean
    RecordMedia recordMedia(Records records) {
        return new RecordMedia(records);
    }

    @Bean
    Threads threads(Records records, RecordSearch search) {
        return new Threads(records, new MessageAnswers(search));
    }

    @Bean
    RecordThread.Sources threadSources(Records records, Stubs stubs) {
        return new RecordThread.Sources(records, stubs);
    }

    @Bean
    RecordHeads recordHeads(Threads threads, RecordsAsked asked, ResultWalk walk, RecordUses uses, CityTimes times) {
        return new RecordHeads(threads, asked, walk, uses, times);
    }
}
