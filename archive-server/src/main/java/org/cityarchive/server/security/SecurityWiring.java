package org.cityarchive.server.security;

import java.time.Duration;

import jakarta.servlet.DispatcherType;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.web.AccessProblems;
import org.cityarchive.server.web.ContentPolicy;
import org.cityarchive.server.web.Routes;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who gets in: every request passes here before any page or endpoint sees it. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class SecurityWiring {
    private static final long A_YEAR = Duration.ofDays(365).toSeconds();

    @Bean
    CsrfTokenRepository formTokens(ArchiveSettings settings) {
        var cookie = new CookieCsrfTokenRepository();
        cookie.setCookieName("archive_csrf");
        boolean https = Door.isHttps(settings.publicUrl());
        cookie.setCookieCustomizer(c -> {
            c.httpOnly(true).sameSite("Strict");
            if (https) {
                c.secure(true); // behind a proxy the request itself comes in plain
            }
        });
        return cookie;
    }

    @Bean
    Routes routes() {
        return Grants::route;
    }

    @Bean
    SecurityFilterChain doors(HttpSecurity http, ApiTokens tokens, Sessions sessions, AccessProblems problems,
            CsrfTokenRepository formTokens, ArchiveSettings settings, AccessLog log,
            ObjectProvider<StepTakers> steps) {
        http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS)).requestCache(c -> c.disable())
                .httpBasic(b -> b.disable()).formLogin(f -> f.disable()).logout(l -> l.disable())
                .anonymous(Customizer.withDefaults())
                .addFilterBefore(new UploadToken(), CsrfFilter.class)
                .addFilterBefore(new ActorFilter(tokens, sessions, problems), UsernamePasswordAuthenticationFilter.class)
                .exceptionHandling(
                        e -> e.authenticationEntryPoint(problems).accessDeniedHandler(new NotedRefusals(problems, log, steps)))
                // every request is authenticated anew, by its cookie; the standard strategy would take each for a sign-in and change the token
                .csrf(c -> c.csrfTokenRepository(formTokens)
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()).requireCsrfProtectionMatcher(
                                request -> CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request)
                                        && ActorFilter.couldBeSentByAnotherSite(request)))
                .headers(headers -> headers(headers, Door.isHttps(settings.publicUrl()))).authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                            .permitAll();
                    for (var grant : Grants.ALL) {
                        var route = requests.requestMatchers(HttpMethod.valueOf(grant.method()), grant.pattern());
                        if (grant.isOpen()) {
                            route.permitAll();
                        } else {
                            route.hasAnyRole(grant.roles().stream().map(Role::name).toArray(String[]::new));
                        }
                    }
                    requests.anyRequest().denyAll();
                });
        return http.build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers, boolean https) {
        if (https) { // also behind a proxy that speaks plain HTTP to us
            headers.httpStrictTransportSecurity(h -> h.requestMatcher(AnyRequestMatcher.INSTANCE).maxAgeInSeconds(A_YEAR));
        }
        headers.contentSecurityPolicy(c -> c.policyDirectives(ContentPolicy.WORDS))
                .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN)).frameOptions(f -> f.deny())
                .permissionsPolicyHeader(p -> p.policy("camera=(), microphone=(), geolocation=(), payment=()"))
                .crossOriginOpenerPolicy(c -> c.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(c -> c.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
    }
}
