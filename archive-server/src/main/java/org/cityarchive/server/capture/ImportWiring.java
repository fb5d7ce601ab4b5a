package org.cityarchive.server.capture;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.cityarchive.core.capture.CaptureChannel;
import org.cityarchive.core.capture.RecordIdentity;
import org.cityarchive.core.law.Archive;
import org.cityarchive.server.audit.RowMarks;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.account.AliasDigests;
import org.cityarchive.server.people.City;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.vault.DestructionJournals;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

/** Imports: their jobs, their endpoints. The store must be given {@link ImportSteps}. */
@Configuration(proxyBeanMethods = false)
@Import({ImportController.class, RejectFiles.class})
public class ImportWiring {
    private static final int LOOK_SECONDS = 3;

    @Bean
    ImportAccounts importAccounts(AccountRegister register, Archive archive, AliasDigests digests, SealedText sealed) {
        return new RegisteredAccounts(register, archive, digests, sealed);
    }

    @Bean(destroyMethod = "close")
    ImportJobs importJobs(DataSource data, KeyProvider keys, CaptureChannel channel, ImportAccounts accounts, Clock clock,
            ArchiveSettings settings, City city) {
        return new ImportJobs(new ImportRows(data), new RejectRows(data), new Spool(settings.home().resolve("uploads")),
                new ImportKeys(keys, clock), channel, accounts, clock, city::zone);
    }

    @Bean
    RefusedOfDestroyed refusedOfDestroyed(DataSource data, KeyProvider keys, AccountRegister register, RecordIdentity identity,
            RowMarks marks, SealedText sealed, Clock clock) {
        return new RefusedOfDestroyed(new ImportKeyRows(data, marks), new ImportRows(data), new RejectRows(data),
                new ImportKeys(keys, clock), register, identity, sealed);
    }

    @Bean
    ImportKeyRenewal importKeyRenewal(DataSource data, FileKeys keys, RowMarks marks, ArchiveSettings settings) {
        return new ImportKeyRenewal(new ImportKeyRows(data, marks), keys, DestructionJournals.of(settings.home(), keys));
    }

    @Bean
    KeptUploads keptUploads(DataSource data, KeyProvider keys, ImportAccounts accounts, RecordIdentity identity,
            RefusedOfDestroyed refused, Clock clock, ArchiveSettings settings) {
        return new KeptUploads(new ImportRows(data), new Spool(settings.home().resolve("uploads")), new ImportKeys(keys, clock),
                accounts, identity, refused, clock);
    }

    @Bean
    ImportFolder importFolder(ArchiveSettings settings) {
        return new ImportFolder(settings.home().resolve("import"));
    }

    @Bean
    ImportLooks importLooks(DataSource data, ImportJobs imports, Clock clock) {
        return new ImportLooks(data, imports, clock);
    }

    @Bean
    AccountsSeen accountsSeen(DataSource data) {
        return new AccountsSeen(data);
    }

    @Bean
    ImportSteering importSteering(ImportJobs imports, ImportLooks looks, AccessLog log) {
        return new ImportSteering(imports, looks, log);
    }

    @Bean
    WaitingLines waitingLines(DataSource data, ImportJobs imports, SealedText sealed) {
        return new WaitingLines(new WaitingRows(data), imports, sealed);
    }

    /** Looks for what a failure of the database left lying, and for what was resumed on another server. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService importsLook(ImportJobs imports) {
        var timer = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("imports-look").factory());
        var _ = timer.scheduleWithFixedDelay(() -> goOn(imports), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        return timer;
    }

    private static void goOn(ImportJobs imports) {
        try {
            imports.goOn();
        } catch (RuntimeException _) { // a timer that throws never comes again; the store says itself that it does not answer
        }
    }

    @Bean
    GoOn importsGoOn(ImportJobs imports) {
        return new GoOn(imports);
    }

    /** Starts what was not finished, once the archive takes commands. */
    static final class GoOn {
        private final ImportJobs imports;

        GoOn(ImportJobs imports) {
            this.imports = imports;
        }

        @EventListener(ApplicationReadyEvent.class)
        void ready() {
            imports.start();
        }
    }
}
