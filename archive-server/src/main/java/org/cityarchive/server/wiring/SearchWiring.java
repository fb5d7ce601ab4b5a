package org.cityarchive.server.wiring;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.cityarchive.core.search.NamedScopes;
import org.cityarchive.core.search.Words;
import org.cityarchive.search.index.IndexUnreadable;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.search.index.UnicodeWords;
import org.cityarchive.search.query.LuceneSearch;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.capture.ImportJobs;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.search.RebuildController;
import org.cityarchive.server.search.RecordsIndexed;
import org.cityarchive.server.people.City;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Projections;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The searchable archive. */
@Configuration(proxyBeanMethods = false)
class SearchWiring {
    private static final System.Logger LOG = System.getLogger(SearchWiring.class.getName());

    @Bean
    Words words() {
        return new UnicodeWords();
    }

    /** An index that cannot be read is begun anew: it holds nothing that the facts and the vault do not. */
    @Bean(destroyMethod = "close")
    RecordIndex recordIndex(ArchiveSettings settings, Words words) {
        var folder = settings.home().resolve("index");
        try {
            return RecordIndex.open(folder, words);
        } catch (IndexUnreadable damaged) {
            LOG.log(System.Logger.Level.WARNING, "the search index is built again: {0}", damaged.getMessage());
            return RecordIndex.openForRebuild(folder, words);
        }
    }

    @Bean
    LuceneSearch recordSearch(RecordIndex index, Words words, City city, NamedScopes names) {
        return new LuceneSearch(index, words, city::zone, names);
    }

    @Bean
    RecordsIndexed recordsIndexed(RecordIndex index, LuceneSearch search, Records records, FactReader facts,
            AccountRegister accounts) {
        var indexed = new RecordsIndexed(index, search, records, facts, accounts);
        if (index.position() == 0) {
            indexed.beginsAnew(); // new, or begun again because it could not be read
        }
        return indexed;
    }

    @Bean
    RebuildController rebuildController(Projections projections, RecordsIndexed index, FactReader facts) {
        return new RebuildController(projections, index, facts);
    }

    /**
     * Commits what a quiet index still holds in memory, so that little has to be read again after a crash. A commit under way is waited for:
     * a thread that is interrupted within one loses the index's lock, and the index with it what it had not committed.
     */
    @Bean(destroyMethod = "close")
    ScheduledExecutorService indexCommits(RecordsIndexed indexed, ImportJobs imports) {
        indexed.whileImporting(imports::isReading);
        var timer = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("index-commits").factory());
        var _ = timer.scheduleWithFixedDelay(() -> commit(indexed), 5, 5, TimeUnit.SECONDS);
        return timer;
    }

    private static void commit(RecordsIndexed indexed) {
        try {
            indexed.commitIfDue();
        } catch (RuntimeException e) { // a timer that throws never comes again
            LOG.log(System.Logger.Level.WARNING, "the search index is not committed now: {0}", e.getClass().getName());
        }
    }
}
