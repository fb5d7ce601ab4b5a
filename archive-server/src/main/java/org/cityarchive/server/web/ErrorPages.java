package org.cityarchive.server.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the servlet container sends what no handler answered. */
@Controller
final class ErrorPages implements ErrorController {
    static final String PROBLEM = ErrorPages.class.getName() + ".problem";

    @RequestMapping("/error")
    Object error(HttpServletRequest request, HttpServletResponse response) {
        ContentPolicy.complete(response);
        var problem = request.getAttribute(PROBLEM) instanceof ProblemDetail known ? known : byStatus(request);
        CorrelationId.of(request).ifPresent(id -> problem.setProperty("reference", id));
        var path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        return path.startsWith("/api/") || path.startsWith("/actuator/") || path.startsWith("/hooks/")
                ? Problems.answer(problem)
                : ProblemAdvice.page(problem, response);
    }

    private static ProblemDetail byStatus(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer number ? number : 500;
        var status = HttpStatus.resolve(code);
        return Problems.named(Problems.word(code), status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status);
    }
}
