package org.cityarchive.server.retention;

import javax.sql.DataSource;

import org.cityarchive.server.disposition.DispositionWords;
import org.cityarchive.server.hold.HoldScopes;
import org.cityarchive.server.hold.HoldWords;
import org.cityarchive.server.request.RequestWords;
import org.cityarchive.server.vault.SealedText;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What judges records, and the sealed words of the features that it stands on. */
@Configuration(proxyBeanMethods = false)
public class JudgingWiring {
    @Bean
    HoldWords holdWords(DataSource connections, SealedText sealed) {
        return new HoldWords(connections, sealed);
    }

    @Bean
    RetentionWords retentionWords(DataSource connections, SealedText sealed) {
        return new RetentionWords(connections, sealed);
    }

    @Bean
    RequestWords requestWords(DataSource connections, SealedText sealed) {
        return new RequestWords(connections, sealed);
    }

    @Bean
    DispositionWords dispositionWords(DataSource connections, SealedText sealed) {
        return new DispositionWords(connections, sealed);
    }

    @Bean
    HoldScopes holdScopes(HoldWords words) {
        return new HoldScopes(words);
    }

    @Bean
    RuleQueries ruleQueries(RetentionWords words) {
        return new RuleQueries(words);
    }
}
