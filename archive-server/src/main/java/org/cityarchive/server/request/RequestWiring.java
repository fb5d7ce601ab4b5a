package org.cityarchive.server.request;

import javax.sql.DataSource;

import org.cityarchive.core.law.Archive;
import org.cityarchive.server.people.ActingPeople;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.store.Projections;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Requests for public records: their register and their API. */
@Configuration(proxyBeanMethods = false)
@Import(RequestController.class)
public class RequestWiring {
    @Bean
    ActingPeople actingPeople(ApiTokens tokens, PeopleInRoles people, City city) {
        return new ActingPeople(tokens, people, city);
    }

    @Bean
    RequestRegister requestRegister(DataSource connections) {
        return new RequestRegister(connections);
    }

    @Bean
    RequestKeeping requestKeeping(Archive archive, Projections projections, RequestRegister register, RequestWords words,
            ActingPeople people) {
        return new RequestKeeping(archive, projections, register, words, people);
    }
}
