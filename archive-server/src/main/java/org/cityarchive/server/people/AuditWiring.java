package org.cityarchive.server.people;

import javax.sql.DataSource;

import org.cityarchive.core.law.FactCodec;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.ApiTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What was done, for those who look after it. */
@Configuration(proxyBeanMethods = false)
@Import({AuditPages.class, AuditController.class})
public class AuditWiring {
    @Bean
    ActsDone actsDone(FactCodec codec) {
        return new ActsDone(codec);
    }

    @Bean
    ActorNames actorNames(SealedNames names, ApiTokens tokens) {
        return new ActorNames(names, tokens);
    }

    @Bean
    WhoRead whoRead(DataSource connections, AccessLog log, ActorNames names) {
        return new WhoRead(connections, log, names);
    }

    @Bean
    Audit audit(DataSource connections, AccessLog log, ActorNames names, AccountRegister accounts) {
        return new Audit(new AuditRows(connections, log), new AuditCounts(connections), names, accounts);
    }
}
