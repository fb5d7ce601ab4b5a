package org.cityarchive.core.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.disposition.DispositionFacts.APPROVED;
import static org.cityarchive.core.disposition.DispositionFacts.BATCH;
import static org.cityarchive.core.disposition.DispositionFacts.HELD;
import static org.cityarchive.core.disposition.DispositionFacts.LAW;
import static org.cityarchive.core.disposition.DispositionFacts.MAX;
import static org.cityarchive.core.disposition.DispositionFacts.OLD;
import static org.cityarchive.core.disposition.DispositionFacts.SUBMITTED;
import static org.cityarchive.core.disposition.DispositionFacts.TODAY;
import static org.cityarchive.core.disposition.DispositionFacts.candidate;
import static org.cityarchive.core.disposition.DispositionFacts.facts;
import static org.cityarchive.core.disposition.DispositionFacts.free;
import static org.cityarchive.core.disposition.DispositionFacts.proposed;
import static org.cityarchive.core.retention.RetentionFacts.CITY;
import static org.cityarchive.core.retention.RetentionFacts.ROUTINE;
import static org.cityarchive.core.retention.RetentionFacts.RUTH_THE_CLERK;
import static org.cityarchive.core.retention.RetentionFacts.WORDS;
import static org.cityarchive.core.retention.RetentionFacts.comment;
import static org.cityarchive.core.retention.RetentionFacts.confirmed;
import static org.cityarchive.core.retention.RetentionFacts.edit;
import static org.cityarchive.core.retention.RetentionFacts.post;
import static org.cityarchive.core.retention.RetentionFacts.record;
import static org.cityarchive.core.retention.RetentionFacts.ruleFor;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.DestructionEvent;
import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionCommand.ApproveDisposition;
import org.cityarchive.core.disposition.DispositionEvent.Because;
import org.cityarchive.core.disposition.DispositionEvent.NoticeServed;
import org.cityarchive.core.disposition.DispositionEvent.OfferAnswered;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.hold.HoldEvent;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.InMemoryBoundary;
import org.cityarchive.core.policy.PolicyEvent;
import org.cityarchive.core.request.RequestEvent;
import org.cityarchive.core.request.RequestEvent.RecordIncluded;
import org.cityarchive.core.request.RequestId;
import org.cityarchive.core.retention.RetentionEvent;
import org.cityarchive.core.retention.RetentionEvent.RecordClassified;
import org.cityarchive.core.retention.RetentionEvent.RuleRetired;
import org.cityarchive.core.retention.RetentionFacts;
import org.junit.jupiter.api.Test;

/** A long list is judged part by part before its approval: a part stands until a fact comes that its judgement had to know of. */
class ApprovingInPartsTest {
    private static final RecordId FIRST = record(1);
    private static final RecordId SECOND = record(2);
    private static final RecordId ANSWERED = record(3);
    private static final RecordId OTHER = record(9);

    private final InMemoryBoundary store = new InMemoryBoundary(List.of(CaptureEvent.class, DestructionEvent.class,
            RetentionEvent.class, HoldEvent.class, RequestEvent.class, PolicyEvent.class, DispositionEvent.class));

    private void given(Fact... facts) {
        var nothing = LAW.boundary(new ApproveDisposition(BATCH, List.of(), WORDS, null, TODAY, CITY, MAX));
        assertThat(store.append(nothing, store.head(), List.of(facts))).isTrue();
    }

    /** Two records on the list, the second of which answers a third, and each is judged in a part of its own. */
    private List<JudgedPart> judged() {
        given(facts(post(FIRST, OLD), comment(SECOND, ANSWERED, OLD), proposed(FIRST, SECOND), SUBMITTED));
        var first = JudgedPart.of(List.of(free(FIRST)), store.head(), TODAY);
        given(post(OTHER, OLD));
        return List.of(first, JudgedPart.of(List.of(candidate(SECOND, List.of(ANSWERED), false)), store.head(), TODAY));
    }

    private Decision approved(List<JudgedPart> parts) {
        return approved(parts, List.of());
    }

    private Decision approved(List<JudgedPart> parts, List<Candidate> candidates) {
        var approve = new ApproveDisposition(BATCH, candidates, parts, WORDS, null, TODAY, CITY, MAX);
        var boundary = LAW.boundary(approve);
        return LAW.decide(approve, LAW.evolve(LAW.initially(approve), store.source(boundary, store.head())));
    }

    @Test
    void whatWasJudgedInPartsIsApproved() {
        assertThat(approved(judged())).isEqualTo(Decision.Accepted.of(APPROVED));
    }

    @Test
    void aPartIsJudgedAgainWhenAFactCameThatItHadToKnow() {
        var request = new RequestId(new UUID(6, 1));
        for (var came : List.<Fact>of(HELD, confirmed(ROUTINE), ruleFor(ROUTINE),
                new RuleRetired(RetentionFacts.rule(ROUTINE), WORDS, RUTH_THE_CLERK),
                new RecordClassified(FIRST, List.of(), WORDS, RUTH_THE_CLERK),
                new RecordIncluded(request, SECOND, RUTH_THE_CLERK),
                edit(SECOND, "2026-01-01T12:00:00Z"), edit(ANSWERED, "2026-01-01T12:00:00Z"), comment(record(4), FIRST, OLD),
                comment(record(4), ANSWERED, OLD), new RecordDestroyed(SECOND, new UUID(7, 7), TODAY, TODAY),
                new NoticeServed(BATCH, TODAY, WORDS, RUTH_THE_CLERK),
                new OfferAnswered(new DispositionId(new UUID(7, 7)), SECOND, true, WORDS, RUTH_THE_CLERK, OfferedTo.PUBLIC))) {
            var one = new ApprovingInPartsTest();
            var parts = one.judged();
            one.given(came);
            assertThat(one.approved(parts)).as("%s", came).isInstanceOf(Decision.Outdated.class);
        }
    }

    @Test
    void onlyThePartThatIsConcernedIsJudgedAgain() {
        var parts = judged();
        given(edit(SECOND, "2023-05-11T12:00:00Z"));
        assertThat(approved(parts)).isInstanceOf(Decision.Outdated.class);
        var again = JudgedPart.of(List.of(candidate(SECOND, List.of(ANSWERED), false)), store.head(), TODAY);
        assertThat(approved(List.of(parts.getFirst(), again))).isEqualTo(Decision.Accepted.of(APPROVED));
    }

    @Test
    void whatSaysHowFarAListIsUndoesNoJudgement() {
        var parts = judged();
        given(new RecordExcepted(BATCH, FIRST, Because.BY_A_PERSON, WORDS), post(record(8), OLD), edit(OTHER, OLD));
        assertThat(approved(parts)).isEqualTo(Decision.Accepted.of(APPROVED));
    }

    @Test
    void partsAreOfTheDayAndOfTheWholeList() {
        var parts = judged();
        var yesterday = new JudgedPart(store.head(), TODAY.minusDays(1), parts.getFirst().records(), parts.getFirst().around());
        assertThat(approved(List.of(yesterday, parts.getLast()))).isInstanceOf(Decision.Outdated.class);
        assertThat(approved(parts.subList(0, 1))).as("the other was judged by nobody").isInstanceOf(Decision.Outdated.class);
        assertThat(approved(parts.subList(0, 1), List.of(candidate(SECOND, List.of(ANSWERED), false))))
                .as("the rest in the decision itself").isEqualTo(Decision.Accepted.of(APPROVED));
    }

    @Test
    void withAPartOfNoDayTheLawOnlySaysNo() {
        var nobodyJudged = List.of(JudgedPart.OF_NO_DAY);
        given(facts(post(FIRST, OLD), proposed(FIRST)));
        assertThat(approved(nobodyJudged)).isEqualTo(new Decision.Refused(new ReviewRefusal.NotSubmitted(BATCH)));
        given(SUBMITTED);
        assertThat(approved(nobodyJudged)).isInstanceOf(Decision.Outdated.class);
        given(new RecordExcepted(BATCH, FIRST, Because.BY_A_PERSON, WORDS));
        assertThat(approved(nobodyJudged)).as("though none is left").isInstanceOf(Decision.Outdated.class);
        given(APPROVED);
        assertThat(approved(nobodyJudged)).isEqualTo(Decision.Accepted.of());
    }

    @Test
    void whatComesBetweenTheDecisionAndItsCommitIsRefusedByTheStore() {
        for (var came : new ArrayList<Fact>(List.of(HELD, edit(FIRST, OLD), comment(record(4), SECOND, OLD)))) {
            var one = new ApprovingInPartsTest();
            var approve = new ApproveDisposition(BATCH, List.of(), one.judged(), WORDS, null, TODAY, CITY, MAX);
            var boundary = LAW.boundary(approve);
            long read = one.store.head();
            one.given(came);
            assertThat(one.store.append(boundary, read, List.of(APPROVED))).as("%s", came).isFalse();
        }
    }
}
