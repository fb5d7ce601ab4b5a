package org.cityarchive.server.security;

import org.cityarchive.core.law.Refusal;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.web.Refusals;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Notes what the law refused to whom, by name and citation, once a request (ARCHITECTURE §4). Its sentence and values stay out: they are
 * for the person who asked. Nobody known is nobody to note.
 */
final class NotedLaw implements Refusals {
    private static final String NOTED = NotedLaw.class.getName();

    private final AccessLog log;

    NotedLaw(AccessLog log) {
        this.log = log;
    }

    @Override
    public void note(Refusal refusal) {
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (signedIn != null && signedIn.getPrincipal() instanceof Actor actor
                && RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                && request.getAttribute(NOTED, RequestAttributes.SCOPE_REQUEST) == null) {
            var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
            var rule = refusal.citation();
            log.note(actor, new Note(Act.REFUSED, request.getRequest().getMethod() + " " + pattern,
                    refusal.name() + ": " + rule.rule() + " · " + rule.source()));
            request.setAttribute(NOTED, true, RequestAttributes.SCOPE_REQUEST);
        }
    }
}
