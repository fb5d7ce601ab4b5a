package org.cityarchive.server.security;

import java.io.IOException;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.server.security.ApiTokens.Acting;
import org.cityarchive.server.web.AccessProblems;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/** Makes a bearer token, else the session cookie, into the actor of the request. A request with a token is never looked at for a cookie. */
final class ActorFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private static final String UNKNOWN = ActorFilter.class.getName() + ".unknown";

    private final ApiTokens tokens;
    private final Sessions sessions;
    private final AccessProblems problems;

    ActorFilter(ApiTokens tokens, Sessions sessions, AccessProblems problems) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            actor(request).ifPresent(signedIn -> {
                var context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(signedIn);
                SecurityContextHolder.setContext(context);
            });
        } catch (DataAccessResourceFailureException e) {
            request.setAttribute(UNKNOWN, true); // the error page need not ask again, and wait again
            problems.unavailable(request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    private Optional<SignedIn> actor(HttpServletRequest request) {
        if (request.getAttribute(UNKNOWN) != null) {
            return Optional.empty();
        }
        if (hasBearer(request)) {
            return tokens.acting(request.getHeader(HttpHeaders.AUTHORIZATION).substring(BEARER.length()).strip())
                    .map(acting -> within(acting, request));
        }
        var cookie = WebUtils.getCookie(request, SessionCookie.NAME);
        if (cookie == null || cookie.getValue().isEmpty()) {
            return Optional.empty();
        }
        var actor = sessions.actor(cookie.getValue());
        if (actor.isPresent() && !StayPages.LEFT.equals(request.getRequestURI())) {
            sessions.touch(cookie.getValue());
        }
        return actor.map(SignedIn::new);
    }

    /** Where a token's scope ends, its role is none. */
    private static SignedIn within(Acting acting, HttpServletRequest request) {
        var method = "HEAD".equals(request.getMethod()) ? "GET" : request.getMethod();
        var route = Grants.of(method, request.getRequestURI()).filter(grant -> !grant.isOpen());
        if (route.isEmpty() || acting.scope().includes(Scope.needed(route.get()))) {
            return new SignedIn(acting.actor());
        }
        request.setAttribute(AccessProblems.WHY, "This token's scope is \"" + acting.scope().word() + "\"; this needs \""
                + Scope.needed(route.get()).word() + "\". Nothing was changed.");
        return SignedIn.beyondScope(acting.actor());
    }

    /** A token no other site has; and where nobody's session comes along there is nothing to misuse but the forms that begin one. */
    static boolean couldBeSentByAnotherSite(HttpServletRequest request) {
        boolean program = request.getRequestURI().startsWith("/api/") && WebUtils.getCookie(request, SessionCookie.NAME) == null;
        return !hasBearer(request) && !program;
    }

    private static boolean hasBearer(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false; // an error page, too, is drawn for somebody
    }
}
