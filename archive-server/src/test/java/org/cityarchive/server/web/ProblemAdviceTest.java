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

    @Test
    void aCursorThatNothingIsRememberedOfSaysSo() {
        var problem = told(_ -> {
        }, new UnknownCursor("Which records this search means has changed since its first page."));
        assertThat(problem.getStatus()).isEqualTo(400);
        assertThat(problem.getDetail()).contains("has changed since its first page");
    }
}
