package org.cityarchive.server.search;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.cityarchive.server.evidence.RecordEvidence;
import org.cityarchive.server.hold.LegalMarks;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.server.capture.Readings;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.SealedNames;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.store.Claims;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import tools.jackson.databind.json.JsonMapper;

/** Exports: their jobs, their pages and endpoints. */
@Configuration(proxyBeanMethods = false)
@Import({ExportController.class, ExportPages.class})
class ExportWiring {
    private static final long LOOK_MINUTES = 10;

    @Bean
    ExportRows exportRows(DataSource connections) {
        return new ExportRows(connections);
    }

    @Bean
    ExportFolder exportFolder(ArchiveSettings settings) {
        return new ExportFolder(settings.home().resolve("exports"));
    }

    @Bean
    ExportRun exportRun(ExportRows rows, ExportFolder folder, Findings findings, Records records, RecordSearch search,
            Positions positions, KeyProvider keys, City city, SealedNames names, CityTimes times, Clock clock,
            JsonMapper json, Readings readings, LegalMarks legal, RecordEvidence evidence) {
        return new ExportRun(rows, folder, findings, records, search, positions, keys, city, names, times, clock, json,
                readings, legal, evidence);
    }

    @Bean(destroyMethod = "close")
    ExportJobs exportJobs(DataSource connections, ExportRows rows, ExportFolder folder, ExportRun run, KeyProvider keys,
            SealedText sealed, AccessLog log, Clock clock, JsonMapper json) {
        return new ExportJobs(rows, folder, new Claims(connections, "export", "server-" + UUID.randomUUID()), run, keys, sealed,
                log, clock, json);
    }

    /** Looks for packages that are too old. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService exportExpiry(ExportJobs exports) {
        var timer = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("export-expiry").factory());
        var _ = timer.scheduleWithFixedDelay(() -> expire(exports), LOOK_MINUTES, LOOK_MINUTES, TimeUnit.MINUTES);
        return timer;
    }

    private static void expire(ExportJobs exports) {
        try {
            exports.expire();
            exports.goOn();
        } catch (RuntimeException e) { // a timer that throws never comes again
            System.getLogger(ExportWiring.class.getName()).log(System.Logger.Level.WARNING,
                    "old exports were not deleted now: {0}", e.getClass().getName());
        }
    }

    @Bean
    GoOn exportsGoOn(ExportJobs exports) {
        return new GoOn(exports);
    }

    /** Begins anew what was not finished, once the archive answers. */
    static final class GoOn {
        private final ExportJobs exports;

        GoOn(ExportJobs exports) {
            this.exports = exports;
        }

        @EventListener(ApplicationReadyEvent.class)
        void ready() {
            exports.start();
        }
    }
}
