package org.cityarchive.server.wiring;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.server.people.City;
import org.cityarchive.server.search.RecordsIndexed;
import org.cityarchive.server.security.Roles;
import org.cityarchive.server.people.SealedNames;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.PageFrame;
import org.cityarchive.server.web.PageFrame.Freshness;
import org.cityarchive.server.web.PageFrame.Past;
import org.cityarchive.server.web.SiteAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every page is framed with. */
@Configuration(proxyBeanMethods = false)
class PageWiring {
    @Bean
    CityTimes cityTimes(City city, Clock clock) {
        return new CityTimes(city::zone, clock);
    }

    @Bean
    SiteAddress siteAddress(ArchiveSettings settings, ApplicationContext context) {
        return new SiteAddress(() -> ArchiveServer.address(settings, context));
    }

    @Bean
    Positions positions(DataSource connections) {
        return new Positions(connections);
    }

    @Bean
    PageFrame frame(City city, SealedNames names, RecordSearch search, Projections projections, Positions positions,
            CityTimes times, RecordsIndexed index) {
        return new PageFrame(new PageFrame.Supplied() {
            @Override
            public String cityName() {
                return city.name();
            }

            @Override
            public String personName(Actor actor) {
                return person(actor).flatMap(names::of).orElse(actor.id());
            }

            @Override
            public String roleTitle(Actor actor) {
                return Roles.title(actor.role());
            }

            @Override
            public Freshness freshness() {
                var stopped = projections.standings().stream().filter(standing -> standing.stopped() != null)
                        .map(standing -> standing.name() + " at fact " + (standing.position() + 1)).toList();
                return new Freshness(positions.head().position() - search.searchableUpTo(), stopped, index.rebuilding());
            }

            @Override
            public @Nullable Past past() {
                return PastShown.of(positions, times);
            }
        }, times);
    }

    /** Empty: it acts by a token that is nobody's. */
    private static Optional<PersonId> person(Actor actor) {
        try {
            return Optional.of(new PersonId(UUID.fromString(actor.id())));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
