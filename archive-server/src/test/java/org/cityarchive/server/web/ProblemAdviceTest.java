package org.cityarchive.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionRefusal;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.law.Refusal;
import org.cityarchive.core.retention.RetentionObstacle;
import org.cityarchive.core.search.RecordSearch.UnknownCursor;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.ModelAndView;

/** What a program is told when something was thrown. */
class ProblemAdviceTest {
    private final AtomicInteger named = new AtomicInteger();

    private ProblemDetail told(Refusals refusals, Exception thrown) {
        var advice = new ProblemAdvice(refusals, new RefusalNames() {
            @Override
            public Optional<String> hold(Refusal refusal) {
                named.incrementAndGet();
                return Optional.of("H-3");
            }
        });
        var answer = advice.on(thrown, new MockHttpServletRequest("POST", "/api/v1/dispositions"), new MockHttpServletResponse());
        return (ProblemDetail) Objects.requireNonNull(((ResponseEntity<?>) Objects.requireNonNull(answer)).getBody());
    }

    private static Refused refused() {
        return new Refused(new DispositionRefusal.NotEligible(new RecordId(new UUID(0, 1)),
                new RetentionObstacle.Held(new HoldId(new UUID(0, 3)))));
    }

    @Test
    void aRefusalIsToldWithTheNameOfItsHold() {
        var problem = told(_ -> {
        }, refused());
        assertThat(problem.getStatus()).isEqualTo(409);
        assertThat(problem.getDetail()).endsWith("It is hold H-3.");
    }

    @Test
    void aRefusalThatCouldNotBeWrittenDownIsNotToldAsOne() {
        var problem = told(_ -> {
            throw new DataAccessResourceFailureException("gone");
        }, refused());
        assertThat(problem.getStatus()).isEqualTo(503);
        assertThat(problem.getDetail()).doesNotContain("Not proposed");
        assertThat(named).as("the database that does not answer is not asked for names").hasValue(0);
    }

    /** What a person is shown: the words of a page, without the names of parameters' kinds. */
    private static ProblemDetail shown(String method, Exception thrown) {
        var advice = new ProblemAdvice(_ -> {
        }, _ -> Optional.empty());
        var page = (ModelAndView) Objects.requireNonNull(
                advice.on(thrown, new MockHttpServletRequest(method, "/disposition"), new MockHttpServletResponse()));
        return (ProblemDetail) Objects.requireNonNull(page.getModel().get("problem"));
    }

    @Test
    void aPersonIsToldWhereAWordStandsThatCannotBeRead() {
        var wrong = shown("GET", new BadParameter("on", "The parameter on takes a day such as 2026-11-20."));
        assertThat(wrong.getTitle()).isEqualTo("This address cannot be read");
        assertThat(wrong.getDetail()).isEqualTo("In this address, “on” cannot be read. It takes a day such as 2026-11-20.");
        assertThat(shown("POST", new BadParameter("claimed", "The parameter claimed came 2 times; it may come once."))
                .getDetail()).isEqualTo("In this form, “claimed” cannot be read. It came 2 times; it may come once.");
        assertThat(shown("GET", new BadParameter("id", "The parameter id cannot be read.")).getDetail())
                .isEqualTo("A part of this address cannot be read.");
        assertThat(shown("POST", new BadParameter("reason", "Say why this record is kept.")).getDetail())
                .isEqualTo("Say why this record is kept.");
    }

    @Test
    void aCursorThatNothingIsRememberedOfSaysSo() {
        var problem = told(_ -> {
        }, new UnknownCursor("Which records this search means has changed since its first page."));
        assertThat(problem.getStatus()).isEqualTo(400);
        assertThat(problem.getDetail()).contains("has changed since its first page");
    }
}
