package org.cityarchive.core.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.disposition.DispositionFacts.APPROVED;
import static org.cityarchive.core.disposition.DispositionFacts.BATCH;
import static org.cityarchive.core.disposition.DispositionFacts.DESTROYED;
import static org.cityarchive.core.disposition.DispositionFacts.HELD;
import static org.cityarchive.core.disposition.DispositionFacts.LAW;
import static org.cityarchive.core.disposition.DispositionFacts.OLD;
import static org.cityarchive.core.disposition.DispositionFacts.POST;
import static org.cityarchive.core.disposition.DispositionFacts.REPLY;
import static org.cityarchive.core.disposition.DispositionFacts.RUTH;
import static org.cityarchive.core.disposition.DispositionFacts.TODAY;
import static org.cityarchive.core.disposition.DispositionFacts.candidate;
import static org.cityarchive.core.disposition.DispositionFacts.destroy;
import static org.cityarchive.core.disposition.DispositionFacts.excepted;
import static org.cityarchive.core.disposition.DispositionFacts.facts;
import static org.cityarchive.core.disposition.DispositionFacts.free;
import static org.cityarchive.core.disposition.DispositionFacts.propose;
import static org.cityarchive.core.disposition.DispositionFacts.proposed;
import static org.cityarchive.core.disposition.DispositionFacts.thenDestroyed;
import static org.cityarchive.core.law.Given.given;
import static org.cityarchive.core.retention.RetentionFacts.CITY;
import static org.cityarchive.core.retention.RetentionFacts.COMPLAINT;
import static org.cityarchive.core.retention.RetentionFacts.MAX_THE_MANAGER;
import static org.cityarchive.core.retention.RetentionFacts.ROUTINE;
import static org.cityarchive.core.retention.RetentionFacts.RUTH_THE_CLERK;
import static org.cityarchive.core.retention.RetentionFacts.WORDS;
import static org.cityarchive.core.retention.RetentionFacts.comment;
import static org.cityarchive.core.retention.RetentionFacts.edit;
import static org.cityarchive.core.retention.RetentionFacts.post;
import static org.cityarchive.core.retention.RetentionFacts.record;
import static org.cityarchive.core.retention.RetentionFacts.recorded;
import static org.cityarchive.core.retention.RetentionFacts.rule;
import static org.cityarchive.core.retention.RetentionFacts.ruleFor;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.disposition.DispositionCommand.CompleteDisposition;
import org.cityarchive.core.disposition.DispositionCommand.ProposeDisposition;
import org.cityarchive.core.disposition.DispositionEvent.Because;
import org.cityarchive.core.disposition.DispositionEvent.DispositionApproved;
import org.cityarchive.core.disposition.DispositionEvent.DispositionCompleted;
import org.cityarchive.core.disposition.DispositionEvent.NoticeServed;
import org.cityarchive.core.disposition.DispositionEvent.OfferAnswered;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.request.InRequest;
import org.cityarchive.core.request.RequestEvent.RecordIncluded;
import org.cityarchive.core.request.RequestEvent.RequestReceived;
import org.cityarchive.core.request.RequestId;
import org.cityarchive.core.retention.Eligibility;
import org.cityarchive.core.retention.Evaluated;
import org.cityarchive.core.retention.RetentionEvent.TriggerResolved;
import org.cityarchive.core.retention.RetentionObstacle;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.retention.Trigger;
import org.junit.jupiter.api.Test;

/** What goes, what stays, and what sends the decision back when a list is carried out. */
class DestroyingLawTest {
    @Test
    void whatIsApprovedAndStillEligibleGoesWithItsKey() {
        thenDestroyed(given(LAW, facts(post(POST, OLD), proposed(POST), APPROVED)).when(destroy(free(POST))).decision(), POST);
        given(LAW, facts(post(POST, OLD), proposed(POST), APPROVED, DESTROYED)).when(destroy(free(POST))).then();
    }

    @Test
    void nothingGoesBeforeTheApprovalOrItsDay() {
        assertThat(given(LAW, facts(post(POST, OLD), proposed(POST))).when(destroy(free(POST))).decision())
                .isInstanceOf(Decision.Refused.class);
        var later = new DispositionApproved(BATCH, WORDS, null, TODAY.plusDays(1), MAX_THE_MANAGER);
        assertThat(given(LAW, facts(post(POST, OLD), proposed(POST), later)).when(destroy(free(POST))).decision())
                .isInstanceOf(Decision.Refused.class);
    }

    @Test
    void example14AHoldPlacedBetweenApprovalAndExecutionKeepsTheRecord() {
        given(LAW, facts(post(POST, OLD), proposed(POST), APPROVED, HELD)).when(destroy(candidate(POST, List.of(), true)))
                .then(excepted(Because.HELD));
        thenDestroyed(given(LAW, facts(post(POST, OLD), proposed(POST), APPROVED, HELD)).when(destroy(free(POST))).decision(),
                POST);
    }

    @Test
    void aHoldThatNobodyLookedAtSendsTheDecisionBack() {
        var unaware = new Candidate(
                new Evaluated(POST, 100, List.of(), Map.of(), Map.of(new RuleVersion(rule(ROUTINE), 1), true)), true, List.of());
        assertThat(given(LAW, facts(post(POST, OLD), proposed(POST), APPROVED, HELD)).when(destroy(unaware)).decision())
                .isInstanceOf(Decision.Outdated.class);
    }

    @Test
    void anEditThatCameAfterThePreparationSendsTheDecisionBack() {
        var before = new Candidate(new Evaluated(POST, 5, List.of(), Map.of(), Map.of(new RuleVersion(rule(ROUTINE), 1), true)),
                true, List.of());
        assertThat(given(LAW, facts(post(POST, OLD), edit(POST, "2023-05-11T18:00:00Z"), proposed(POST), APPROVED))
                .when(destroy(before)).decision()).isInstanceOf(Decision.Outdated.class);
    }

    @Test
    void aParentThatWasCapturedAfterThePreparationSendsTheDecisionBack() {
        var root = record(3);
        var facts = facts(comment(REPLY, POST, OLD), comment(POST, root, OLD), proposed(REPLY), APPROVED);
        assertThat(given(LAW, facts).when(destroy(candidate(REPLY, List.of(POST), false))).decision())
                .as("a hold over the root's thread may cover it now").isInstanceOf(Decision.Outdated.class);
        thenDestroyed(given(LAW, facts).when(destroy(candidate(REPLY, List.of(POST, root), false))).decision(), REPLY);
    }

    @Test
    void aRecordInAnOpenRequestStays() {
        var request = new RequestId(new UUID(6, 1));
        var open = new Fact[]{new RequestReceived(request, TODAY, WORDS, RUTH_THE_CLERK),
                new RecordIncluded(request, POST, RUTH_THE_CLERK)};
        given(LAW, facts(post(POST, OLD), proposed(POST), APPROVED, open[0], open[1])).when(destroy(free(POST)))
                .then(excepted(Because.IN_REQUEST));
        given(LAW, facts(post(POST, OLD), open[0], open[1])).when(propose(free(POST)))
                .thenRefused(new DispositionRefusal.NotEligible(POST, new InRequest(request)));
    }

    @Test
    void example13AParentWaitsForItsReply() {
        var complaint = new TriggerResolved(REPLY, Trigger.CLOSED, LocalDate.parse("2024-01-15"), WORDS, RUTH_THE_CLERK);
        var facts = facts(ruleFor(COMPLAINT), post(POST, OLD), comment(REPLY, POST, OLD), complaint);
        var asked = propose(candidate(POST, List.of(), false, candidate(REPLY, List.of(POST), false)));
        given(LAW, facts).when(asked).thenRefused(new DispositionRefusal.NotEligible(POST,
                new RetentionObstacle.ReplyKept(REPLY, LocalDate.parse("2027-01-15"))));
        var due = new Acting(RUTH_THE_CLERK, Role.CLERK, LocalDate.parse("2027-01-16"));
        assertThat(
                given(LAW, facts).when(new ProposeDisposition(BATCH, asked.candidates(), 100, WORDS, null, CITY, due)).decision())
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void aReplyThatCameAfterThePreparationSendsTheDecisionBack() {
        assertThat(given(LAW, facts(post(POST, OLD), comment(REPLY, POST, OLD), proposed(POST), APPROVED))
                .when(destroy(free(POST))).decision()).isInstanceOf(Decision.Outdated.class);
    }

    @Test
    void example12WhatIsOverFiftyYearsOldIsOfferedFirst() {
        var old = facts(post(POST, "1976-05-01T18:00:00Z"));
        var fifty = LocalDate.parse("2026-05-01");
        assertThat(fold(old).obstacles(free(POST), fifty, CITY).stream().filter(o -> o.standsOn(fifty))).isEmpty();
        assertThat(fold(old).obstacles(free(POST), fifty, CITY).stream().filter(o -> o.standsOn(fifty.plusDays(1))))
                .containsExactly(new DispositionObstacle.OfferNeeded(fifty));
        var noticed = fold(facts(post(POST, "1976-05-01T18:00:00Z"), proposed(POST),
                new NoticeServed(BATCH, LocalDate.parse("2026-06-01"), WORDS, RUTH_THE_CLERK)));
        assertThat(Eligibility.from(LocalDate.parse("2026-06-01"),
                noticed.obstacles(free(POST), LocalDate.parse("2026-06-01"), CITY))).contains(LocalDate.parse("2026-07-02"));
        var claimed = fold(facts(post(POST, "1976-05-01T18:00:00Z"), proposed(POST),
                new OfferAnswered(BATCH, POST, true, WORDS, RUTH_THE_CLERK, OfferedTo.LOCAL_MUSEUM)));
        assertThat(claimed.obstacles(free(POST), TODAY, CITY)).contains(new DispositionObstacle.Claimed());
    }

    private static Judged fold(Fact... facts) {
        var now = Judged.nothing(BATCH);
        for (var fact : recorded(facts)) {
            now = now.with(fact);
        }
        return now;
    }

    @Test
    void whatAnotherDispositionDidIsNotThisOnes() {
        var other = new DispositionId(new UUID(7, 2));
        var elsewhere = new RecordExcepted(other, POST, Because.HELD, null);
        thenDestroyed(
                given(LAW, facts(post(POST, OLD), proposed(POST), APPROVED, elsewhere)).when(destroy(free(POST))).decision(),
                POST);
        var gone = new RecordDestroyed(POST, other.value(), LocalDate.parse("2023-05-10"), TODAY);
        given(LAW, facts(post(POST, OLD), proposed(POST), APPROVED, gone)).when(destroy(free(POST)))
                .then(excepted(Because.DESTROYED_ALREADY));
    }

    @Test
    void itIsCompletedWhenEveryRecordIsDestroyedOrExcepted() {
        given(LAW, facts(proposed(POST, REPLY), APPROVED, DESTROYED, new RecordExcepted(BATCH, REPLY, Because.HELD, null)))
                .when(new CompleteDisposition(BATCH, RUTH)).then(new DispositionCompleted(BATCH, 1, 1, TODAY));
        assertThat(given(LAW, facts(proposed(POST, REPLY), APPROVED, DESTROYED))
                .when(new CompleteDisposition(BATCH, RUTH)).decision()).isInstanceOf(Decision.Refused.class);
    }
}
