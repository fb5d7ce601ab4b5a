package org.cityarchive.server.wiring;

import org.cityarchive.server.account.AccountWiring;
import org.cityarchive.server.backup.BackupWiring;
import org.cityarchive.server.people.PeopleRoutes;
import org.cityarchive.server.hold.HoldWiring;
import org.cityarchive.server.retention.JudgingWiring;
import org.cityarchive.server.retention.RetentionWiring;
import org.cityarchive.server.security.PeopleWiring;
import org.cityarchive.server.system.SystemWiring;
import org.cityarchive.server.web.WebWiring;
import org.cityarchive.server.audit.AuditingWiring;
import org.cityarchive.server.capture.ImportWiring;
import org.cityarchive.server.capture.RecordRoutes;
import org.cityarchive.server.disposition.ErasingWiring;
import org.cityarchive.server.disposition.DispositionWiring;
import org.cityarchive.server.evidence.EvidenceWiring;
import org.cityarchive.server.home.HomeWiring;
import org.cityarchive.server.keys.KeysWiring;
import org.cityarchive.server.mail.MailWiring;
import org.cityarchive.server.merkle.MerkleWiring;
import org.cityarchive.server.people.AuditWiring;
import org.cityarchive.server.policy.PolicyWiring;
import org.cityarchive.server.request.RequestWiring;
import org.cityarchive.server.search.SearchRoutes;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The whole server, part by part. Nothing is scanned for: what is not named here or in {@link ArchiveFeatures} does not run. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class) // no made-up user with a printed password
@Import({WebWiring.class, StoreWiring.class, PeopleWiring.class, AccountWiring.class, CaptureWiring.class, SearchWiring.class,
        ImportWiring.class, PageWiring.class, MailWiring.class, PeopleRoutes.class, RecordRoutes.class, SearchRoutes.class,
        HomeWiring.class, MerkleWiring.class, EvidenceWiring.class, AuditWiring.class, AuditingWiring.class,
        PolicyWiring.class, HoldWiring.class, SystemWiring.class, BackupWiring.class, KeysWiring.class, JudgingWiring.class,
        RetentionWiring.class, ErasingWiring.class, RequestWiring.class, DispositionWiring.class})
class ArchiveApplication {}
