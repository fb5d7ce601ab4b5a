package org.cityarchive.server.web;

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.law.Citation;
import org.cityarchive.core.law.Refusal;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses what would write while a past day is shown: the day came with the form. */
final class PastWrites implements HandlerInterceptor {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    /** What may be sent from a past: an export is of that past, and whoever signs out leaves it. */
    private static final Set<String> OF_THE_PAST = Set.of("/search/exports", "/api/v1/exports", "/sign-out");

    private final PageFrame frame;

    PastWrites(PageFrame frame) {
        this.frame = frame;
    }

    /** @param day the past in words */
    private record Unwritten(String day) implements Refusal {
        @Override
        public String name() {
            return "past-is-shown";
        }

        @Override
        public String sentence() {
            return "Not changed: you are looking at the archive " + day + ". Go back to now to change something.";
        }

        @Override
        public Citation citation() {
            return new Citation("DESIGN.md §4", "While a past day is shown, nothing is written.");
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!READING.contains(request.getMethod()) && !OF_THE_PAST.contains(request.getRequestURI())
                && PastForms.PARAMETERS.stream().map(request::getParameter).anyMatch(day -> day != null && !day.isBlank())) {
            var past = frame.past();
            throw new Refused(new Unwritten(past == null ? "of another day" : past.words()));
        }
        return true;
    }
}
