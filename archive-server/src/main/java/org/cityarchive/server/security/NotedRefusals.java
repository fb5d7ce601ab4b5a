package org.cityarchive.server.security;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.web.AccessProblems;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.PathContainer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.util.pattern.PathPatternParser;

/** Writes down who was refused what, before the refusal is answered. A form that grew old is no refusal of a person. */
final class NotedRefusals implements AccessDeniedHandler {
    private static final PathPatternParser PATTERNS = new PathPatternParser();

    private final AccessDeniedHandler answer;
    private final AccessLog log;
    private final ObjectProvider<StepTakers> steps;

    /** @param steps asked when somebody is refused, and not before */
    NotedRefusals(AccessDeniedHandler answer, AccessLog log, ObjectProvider<StepTakers> steps) {
        this.answer = answer;
        this.log = log;
        this.steps = steps;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException, ServletException {
        var granted = grant(request);
        granted.ifPresent(grant -> request.setAttribute(AccessProblems.WHO_MAY,
                takers(grant, request).stream().sorted().map(Roles::title).collect(Collectors.joining(", "))));
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (!(why instanceof CsrfException) && signedIn != null && signedIn.getPrincipal() instanceof Actor actor) {
            log.note(actor, new Note(Act.REFUSED, request.getMethod() + " " + granted.map(Grant::pattern).orElse("no route"),
                    Roles.title(actor.role()) + " may not: " + request.getMethod() + " " + request.getRequestURI()));
        }
        answer.handle(request, response, why);
    }

    private Set<Role> takers(Grant grant, HttpServletRequest request) {
        try {
            return steps.stream().flatMap(one -> one.of(request.getMethod(), request.getRequestURI()).stream()).findFirst()
                    .orElse(grant.roles());
        } catch (RuntimeException _) { // the profile cannot be read now: the refusal stands all the same, and is written down
            return grant.roles();
        }
    }

    /** The route as the grants name it; a path that is none of ours may hold anything and stands in the sealed words only. */
    private static Optional<Grant> grant(HttpServletRequest request) {
        var path = PathContainer.parsePath(request.getRequestURI());
        return Grants.ALL.stream().filter(
                grant -> grant.method().equals(request.getMethod()) && PATTERNS.parse(grant.pattern()).matches(path)).findFirst();
    }
}
