package org.cityarchive.server.web;

import java.util.EnumSet;
import java.util.List;

import jakarta.servlet.DispatcherType;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.servers.Server;
import org.apache.catalina.core.StandardHost;
import org.cityarchive.core.people.Actor;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.thymeleaf.dialect.IPostProcessorDialect;
import tools.jackson.databind.json.JsonMapper;
import org.thymeleaf.ITemplateEngine;

/** What every page and endpoint shares. */
@Configuration(proxyBeanMethods = false)
@Import({ProblemAdvice.class, ErrorPages.class})
public class WebWiring implements WebMvcConfigurer {
    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, Parameters.class);
    }

    private final ObjectProvider<PageFrame> frame;

    WebWiring(ObjectProvider<PageFrame> frame) {
        this.frame = frame;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new PastWrites(frame.getObject()));
    }

    @Bean
    Papers papers(ITemplateEngine templates) {
        return new Papers(templates);
    }

    @Bean
    IPostProcessorDialect pastForms() {
        return new PastForms.Dialect();
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ActorArgument());
        resolvers.add(new ParametersArgument());
    }

    @Bean
    FilterRegistrationBean<CorrelationId> correlationId() {
        var filter = new FilterRegistrationBean<>(new CorrelationId());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<StillPages> stillPages() {
        var filter = new FilterRegistrationBean<>(new StillPages());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
        return filter;
    }

    @Bean
    AccessProblems accessProblems(JsonMapper json, Routes routes) {
        return new AccessProblems(json, routes);
    }

    /** The description of the API names no server: springdoc would take it from the Host header. */
    @Bean
    OpenAPI openApi() {
        return new OpenAPI().servers(List.of(new Server().url("/")));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainErrors() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(PlainErrors.class.getName());
            }
        });
    }
}
