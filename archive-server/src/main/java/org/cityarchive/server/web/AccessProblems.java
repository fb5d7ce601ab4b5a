package org.cityarchive.server.web;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import tools.jackson.databind.json.JsonMapper;

/** What is shown to who may not: programs get a problem, people the sign-in page or a page that says why. */
public final class AccessProblems implements AuthenticationEntryPoint, AccessDeniedHandler {
    /** The attribute of a request whose token does not go as far: a sentence for who asks. */
    public static final String WHY = AccessProblems.class.getName() + ".why";
    /** Request attribute: the roles that may, as people say them; absent where nobody may. */
    public static final String WHO_MAY = AccessProblems.class.getName() + ".whoMay";

    private final JsonMapper json;
    private final Routes routes;

    public AccessProblems(JsonMapper json, Routes routes) {
        this.json = json;
        this.routes = routes;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (ProblemAdvice.isProgram(request)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            write(request, response, Problems.named("sign-in-needed", HttpStatus.UNAUTHORIZED, "Sign-in needed",
                    "Send a token: Authorization: Bearer …; make one with: archive token."));
        } else if (HttpMethod.GET.matches(request.getMethod())) {
            var query = request.getQueryString();
            var there = request.getRequestURI() + (query == null ? "" : "?" + query);
            response.sendRedirect(
                    "/sign-in" + ("/".equals(there) ? "" : "?then=" + URLEncoder.encode(there, StandardCharsets.UTF_8)));
        } else {
            response.sendRedirect("/sign-in");
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why) throws IOException {
        var problem = problem(why, request);
        if (ProblemAdvice.isProgram(request)) {
            write(request, response, problem);
        } else {
            request.setAttribute(ErrorPages.PROBLEM, problem);
            response.sendError(problem.getStatus());
        }
    }

    /** Says that nobody can be known now: the database, which knows them, does not answer. */
    public void unavailable(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var problem = Problems.unavailable();
        if (ProblemAdvice.isProgram(request)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Problems.AGAIN_SECONDS);
            write(request, response, problem);
        } else {
            request.setAttribute(ErrorPages.PROBLEM, problem);
            response.sendError(problem.getStatus());
        }
    }

    private ProblemDetail problem(AccessDeniedException why, HttpServletRequest request) {
        if (request.getAttribute(WHY) instanceof String sentence) {
            return Problems.named("scope-too-narrow", HttpStatus.FORBIDDEN, "Beyond this token's scope", sentence);
        }
        if (why instanceof CsrfException) {
            return Problems.named("form-outdated", HttpStatus.FORBIDDEN, "This form is too old",
                    "Nothing was changed. Go back, load the page again and send it once more.");
        }
        return switch (routes.of(request.getMethod(), request.getRequestURI())) {
            case NO_PATH -> Problems.named("not-found", HttpStatus.NOT_FOUND);
            case NO_METHOD -> Problems.named("method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED);
            case GRANTED_TO_SOME -> Problems.named("not-granted", HttpStatus.FORBIDDEN, "Not granted",
                    "Your role does not include this. " + whoMay(request) + "Nothing was changed.");
        };
    }

    private static String whoMay(HttpServletRequest request) {
        return request.getAttribute(WHO_MAY) instanceof String roles ? "Who may: " + roles + ". " : "";
    }

    private void write(HttpServletRequest request, HttpServletResponse response, ProblemDetail problem) throws IOException {
        CorrelationId.of(request).ifPresent(id -> problem.setProperty("reference", id));
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
