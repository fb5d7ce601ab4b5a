package org.cityarchive.server.web;

import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Shows what handlers throw: to programs as problem details, to people as a page. */
@ControllerAdvice
final class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private static final Pattern PARAMETER = Pattern.compile("^The (?:parameter )?([A-Za-z]+) (takes |came |cannot be read)");

    private final Refusals refusals;
    private final RefusalNames names;

    ProblemAdvice(Refusals refusals, RefusalNames names) {
        this.refusals = refusals;
        this.names = names;
    }

    @ExceptionHandler
    @Nullable
    Object on(Exception thrown, HttpServletRequest request, HttpServletResponse response) {
        if (thrown instanceof CutOff cut && response.isCommitted()) {
            throw cut; // the server then cuts the connection
        }
        if (response.isCommitted()) {
            return null; // the one who asked has gone
        }
        var shown = noted(thrown);
        var problem = Problems.of(shown);
        if (problem.getStatus() >= 500) {
            LOG.error("{} {} failed: {}", request.getMethod(), problem.getType(), thrown.getClass().getName(), scrubbed(thrown));
        }
        if (shown instanceof Refused refused) {
            problem.setDetail(names.sentence(refused.refusal()));
            names.hold(refused.refusal()).ifPresent(name -> problem.setProperty("holdName", name));
        }
        CorrelationId.of(request).ifPresent(id -> problem.setProperty("reference", id));
        if (isProgram(request)) {
            return Problems.answer(problem);
        }
        if (String.valueOf(problem.getType()).endsWith(":bad-parameter")) {
            speak(problem, HttpMethod.GET.matches(request.getMethod()) ? "address" : "form");
        }
        return page(problem, response);
    }

    /** A parameter is a word of programs: a person is told where it stands, and what may stand there. */
    private static void speak(ProblemDetail problem, String where) {
        problem.setTitle("This " + where + " cannot be read");
        var detail = problem.getDetail();
        if (detail != null) {
            problem.setDetail(PARAMETER.matcher(detail).replaceFirst(found -> {
                var what = found.group(1).equals("id")
                        ? "A part of this " + where
                        : "In this " + where + ", “" + found.group(1) + "”";
                return what + " cannot be read" + (found.group(2).startsWith("cannot") ? "" : ". It " + found.group(2));
            }));
        }
    }

    /** A refusal, written down; when it cannot be, that the store does not answer is what is shown. */
    private Exception noted(Exception thrown) {
        if (thrown instanceof Refused refused) {
            try {
                refusals.note(refused.refusal());
            } catch (DataAccessException e) {
                return e;
            }
        }
        return thrown;
    }

    /** The places of a defect without its words: an exception's message may quote content. */
    private static Throwable scrubbed(Throwable thrown) {
        var cause = thrown.getCause();
        var bare = new Throwable(thrown.getClass().getName(), cause == null ? null : scrubbed(cause));
        bare.setStackTrace(thrown.getStackTrace());
        return bare;
    }

    static boolean isProgram(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/api/") || path.startsWith("/actuator/") || path.startsWith("/hooks/");
    }

    static ModelAndView page(ProblemDetail problem, HttpServletResponse response) {
        response.setStatus(problem.getStatus());
        var properties = problem.getProperties();
        if (properties != null && properties.get("retryAfter") instanceof Long seconds) {
            response.setHeader(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        var page = new ModelAndView("web/problem");
        page.addObject("problem", problem);
        return page;
    }
}
