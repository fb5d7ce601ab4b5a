package org.cityarchive.server.mail;

import org.cityarchive.server.people.City;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way of mail out of the archive, where there is one. */
@Configuration(proxyBeanMethods = false)
public class MailWiring {
    @Bean
    Mailer mailer(ArchiveSettings settings, City city) {
        var server = settings.mail();
        return server == null ? Mailer.notSetUp() : new SmtpMailer(server, city::name);
    }
}
