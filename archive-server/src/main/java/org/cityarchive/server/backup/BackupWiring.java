package org.cityarchive.server.backup;

import java.time.Clock;

import javax.sql.DataSource;

import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Backups of the running archive. */
@Configuration(proxyBeanMethods = false)
@Import(BackupController.class)
public class BackupWiring {
    @Bean
    Backup backup(DataSource connections, FileKeys keys, ArchiveSettings settings, Clock clock) {
        return new Backup(connections, keys, settings.home(), clock);
    }

    @Bean(destroyMethod = "close")
    BackupJobs backupJobs(Backup backup, AccessLog log) {
        return new BackupJobs(backup, log);
    }
}
