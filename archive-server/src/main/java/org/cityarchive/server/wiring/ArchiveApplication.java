package org.cityarchive.server.wiring;

import org.cityarchive.server.security.SecurityWiring;
import org.cityarchive.server.web.WebWiring;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The whole server, part by part. Nothing is scanned for: what is not named here or in {@link ArchiveFeatures} does not run. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({WebWiring.class, SecurityWiring.class})
class ArchiveApplication {}
