package org.cityarchive.server.keys;

import java.time.Clock;

import javax.sql.DataSource;

import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The archive's keys. */
@Configuration(proxyBeanMethods = false)
@Import(KeysController.class)
public class KeysWiring {
    @Bean
    KeyChange keyChange(DataSource connections, FileKeys keys, ArchiveSettings settings, Clock clock) {
        return new KeyChange(connections, keys, settings.home(), clock);
    }
}
