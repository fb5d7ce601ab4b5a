package org.cityarchive.server.web;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Names each request in its answer and in every log line it causes; the caller's own name is taken where it is harmless. */
public final class CorrelationId extends OncePerRequestFilter {
    /** As log lines name it. */
    public static final String LOGGED = "request";
    static final String HEADER = "X-Request-Id";
    private static final Logger LOG = LoggerFactory.getLogger(CorrelationId.class);
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");
    private static final long SLOW_MILLIS = 1_000;
    private static final String ATTRIBUTE = CorrelationId.class.getName();
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var given = request.getHeader(HEADER);
        var id = given != null && HARMLESS.matcher(given).matches() ? given : UUID.randomUUID().toString();
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(HEADER, id);
        long began = System.nanoTime();
        try (var _ = MDC.putCloseable(LOGGED, id)) {
            chain.doFilter(request, response);
            log(request, response.getStatus(), (System.nanoTime() - began) / 1_000_000);
        }
    }

    /** Only what went wrong or took long, and by its route alone: an address may hold what somebody typed. */
    private static void log(HttpServletRequest request, int status, long millis) {
        if (status >= 400 || millis >= SLOW_MILLIS) {
            var route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            LOG.info("{} {} answered {} in {} ms", METHODS.contains(request.getMethod()) ? request.getMethod() : "?",
                    route == null ? "(no route)" : route, status, millis);
        }
    }

    /** The id of this request. */
    public static Optional<String> of(HttpServletRequest request) {
        return Optional.ofNullable(request.getAttribute(ATTRIBUTE)).map(Object::toString);
    }
}
