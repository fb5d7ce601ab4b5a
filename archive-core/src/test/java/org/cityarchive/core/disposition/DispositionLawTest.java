package org.cityarchive.core.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.law.Given.given;
import static org.cityarchive.core.retention.RetentionFacts.ANA_THE_ATTORNEY;
import static org.cityarchive.core.retention.RetentionFacts.CITY;
import static org.cityarchive.core.retention.RetentionFacts.COMPLAINT;
import static org.cityarchive.core.retention.RetentionFacts.MAX_THE_MANAGER;
import static org.cityarchive.core.retention.RetentionFacts.ROUTINE;
import static org.cityarchive.core.retention.RetentionFacts.RUTH_THE_CLERK;
import static org.cityarchive.core.retention.RetentionFacts.WORDS;
import static org.cityarchive.core.retention.RetentionFacts.comment;
import static org.cityarchive.core.retention.RetentionFacts.confirmed;
import static org.cityarchive.core.retention.RetentionFacts.edit;
import static org.cityarchive.core.retention.RetentionFacts.post;
import static org.cityarchive.core.retention.RetentionFacts.record;
import static org.cityarchive.core.retention.RetentionFacts.recorded;
import static org.cityarchive.core.retention.RetentionFacts.rule;
import static org.cityarchive.core.retention.RetentionFacts.ruleFor;
import static org.cityarchive.core.retention.RetentionFacts.schedule;
import static org.cityarchive.core.retention.RetentionFacts.series;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.CertificateEvent.SeriesApplied;
import org.cityarchive.core.disposition.DispositionCommand.ApproveDisposition;
import org.cityarchive.core.disposition.DispositionCommand.CompleteDisposition;
import org.cityarchive.core.disposition.DispositionCommand.DestroyRecords;
import org.cityarchive.core.disposition.DispositionCommand.ProposeDisposition;
import org.cityarchive.core.disposition.DispositionCommand.ServeNotice;
import org.cityarchive.core.disposition.DispositionEvent.Because;
import org.cityarchive.core.disposition.DispositionEvent.DispositionApproved;
import org.cityarchive.core.disposition.DispositionEvent.DispositionCompleted;
import org.cityarchive.core.disposition.DispositionEvent.DispositionProposed;
import org.cityarchive.core.disposition.DispositionEvent.DispositionSubmitted;
import org.cityarchive.core.disposition.DispositionEvent.NoticeServed;
import org.cityarchive.core.disposition.DispositionEvent.OfferAnswered;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.disposition.DispositionEvent.RecordTransferred;
import org.cityarchive.core.hold.HoldEvent.HoldPlaced;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.hold.ScopeVersion;
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
import org.cityarchive.core.retention.Series;
import org.cityarchive.core.retention.Trigger;
import org.junit.jupiter.api.Test;

class DispositionLawTest {
    private static final DispositionLaw LAW = new DispositionLaw();
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final Acting RUTH = new Acting(RUTH_THE_CLERK, Role.CLERK, TODAY);
    private static final Acting MAX = new Acting(MAX_THE_MANAGER, Role.MANAGER, TODAY);
    private static final DispositionId BATCH = new DispositionId(new UUID(7, 1));
    private static final RecordId POST = record(1);
    private static final RecordId REPLY = record(2);
    private static final HoldId HOLD = new HoldId(new UUID(4, 4));
    private static final HoldPlaced HELD = new HoldPlaced(HOLD, WORDS, WORDS, ANA_THE_ATTORNEY);
    private static final String OLD = "2023-05-10T18:00:00Z";
    private static final DispositionSubmitted SUBMITTED = new DispositionSubmitted(BATCH, RUTH_THE_CLERK);
    private static final DispositionApproved APPROVED = new DispositionApproved(BATCH, WORDS, null, TODAY, MAX_THE_MANAGER);
    private static final RecordDestroyed DESTROYED = new RecordDestroyed(POST, BATCH.value(), LocalDate.parse("2023-05-10"),
            TODAY);

    private static Fact[] facts(Fact... more) {
        var facts = new ArrayList<Fact>(List.of(schedule(series(ROUTINE, "P3Y", Trigger.CREATION),
                series(COMPLAINT, "P3Y", Trigger.CLOSED)), confirmed(ROUTINE), confirmed(COMPLAINT), ruleFor(ROUTINE)));
        facts.addAll(List.of(more));
        return facts.toArray(Fact[]::new);
    }

    /** Prepared after everything, matched by the routine rule and covered by the given hold. */
    private static Candidate candidate(RecordId record, List<RecordId> ancestors, boolean held, Candidate... replies) {
        var scopes = new TreeMap<ScopeVersion, Boolean>(Map.of(new ScopeVersion(HOLD, 1), held));
        var rules = Map.of(new RuleVersion(rule(ROUTINE), 1), true, new RuleVersion(rule(COMPLAINT), 1), record.equals(REPLY));
        return new Candidate(new Evaluated(record, 100, ancestors, scopes, rules), true, List.of(replies));
    }

    private static Candidate free(RecordId record) {
        return candidate(record, List.of(), false);
    }

    private static ProposeDisposition propose(Candidate... candidates) {
        return new ProposeDisposition(BATCH, List.of(candidates), 100, WORDS, null, CITY, RUTH);
    }

    private static DispositionProposed proposed(RecordId... records) {
        return new DispositionProposed(BATCH, TODAY, List.of(records), 100, WORDS, null, false, false, RUTH_THE_CLERK);
    }

    private static DestroyRecords destroy(Candidate... candidates) {
        return new DestroyRecords(BATCH, List.of(candidates), CITY, RUTH);
    }

    private static RecordExcepted excepted(Because why) {
        return new RecordExcepted(BATCH, POST, why, null);
    }

    private static void thenDestroyed(Decision decision, RecordId record) {
        assertThat(decision).isInstanceOfSatisfying(Decision.Accepted.class, accepted -> {
            assertThat(accepted.facts()).first().isInstanceOfSatisfying(RecordDestroyed.class,
                    gone -> assertThat(gone.record()).isEqualTo(record));
            assertThat(accepted.facts().subList(1, accepted.facts().size())).singleElement()
                    .isInstanceOfSatisfying(SeriesApplied.class, applied -> {
                        assertThat(applied.records()).containsExactly(record);
                        assertThat(applied.series()).contains(ROUTINE);
                        assertThat(applied.keptThrough()).isBefore(TODAY);
                    });
            assertThat(accepted.kept()).containsExactly(new ErasedRecord(record, BATCH));
        });
    }

    @Test
    void theClerkProposesWhatIsEligible() {
        given(LAW, facts(post(POST, OLD))).when(propose(free(POST))).then(proposed(POST));
        given(LAW, facts(post(POST, OLD), proposed(POST))).when(propose(free(POST))).then();
        given(LAW, facts(post(POST, "2024-05-10T18:00:00Z"))).when(propose(free(POST))).thenRefused(
                new DispositionRefusal.NotEligible(POST, new RetentionObstacle.Obliged(ROUTINE, LocalDate.parse("2027-05-10"))));
        given(LAW, facts(post(POST, OLD), HELD)).when(propose(candidate(POST, List.of(), true)))
                .thenRefused(new DispositionRefusal.NotEligible(POST, new RetentionObstacle.Held(HOLD)));
    }

    @Test
    void whatAReviewSeriesHoldsIsAppraisedFirst() {
        var review = new Series(ROUTINE, series(ROUTINE, "P3Y", Trigger.CREATION).period(), Trigger.CREATION,
                Series.Action.REVIEW,
                Series.Subcommittee.UNKNOWN);
        var facts = new Fact[]{schedule(review), confirmed(ROUTINE), ruleFor(ROUTINE), post(POST, OLD)};
        given(LAW, facts).when(propose(free(POST))).thenRefused(new DispositionRefusal.AppraisalMissing(POST));
        given(LAW, facts).when(new ProposeDisposition(BATCH, List.of(free(POST)), 100, WORDS, WORDS, CITY, RUTH))
                .then(new DispositionProposed(BATCH, TODAY, List.of(POST), 100, WORDS, WORDS, true, false, RUTH_THE_CLERK));
    }

    @Test
    void whatASeriesHandsOverGoesOnlyAfterItsReceipt() { // LAW C.1, C.8
        var given = new Series(ROUTINE, series(ROUTINE, "P3Y", Trigger.CREATION).period(), Trigger.CREATION,
                Series.Action.TRANSFER, Series.Subcommittee.EXEMPT);
        var settled = List.of(schedule(given), confirmed(ROUTINE), ruleFor(ROUTINE), post(POST, OLD));
        given(LAW, settled.toArray(Fact[]::new)).when(propose(free(POST))).then(proposed(POST));
        var approved = new ArrayList<Fact>(settled);
        approved.addAll(List.of(proposed(POST), SUBMITTED, APPROVED));
        given(LAW, approved.toArray(Fact[]::new)).when(destroy(free(POST)))
                .thenRefused(new ExecutionRefusal.NotHandedOver(BATCH, POST));
        var held = new ArrayList<Fact>(approved);
        held.add(HELD);
        given(LAW, held.toArray(Fact[]::new)).when(destroy(candidate(POST, List.of(), true))).then(excepted(Because.HELD));
        approved.add(new RecordTransferred(BATCH, POST, OfferedTo.STATE_ARCHIVES, new UUID(9, 9), WORDS, RUTH_THE_CLERK));
        thenDestroyed(given(LAW, approved.toArray(Fact[]::new)).when(destroy(free(POST))).decision(), POST);
    }

    private static ApproveDisposition approve(Acting by) {
        return new ApproveDisposition(BATCH, List.of(free(POST)), WORDS, null, TODAY, CITY, by);
    }

    private static ApproveDisposition approve(Candidate... candidates) {
        return new ApproveDisposition(BATCH, List.of(candidates), WORDS, null, TODAY, CITY, MAX);
    }

    @Test
    void anotherPersonApprovesInTheProfilesRole() {
        given(LAW, facts(post(POST, OLD), proposed(POST), SUBMITTED)).when(approve(MAX)).then(APPROVED);
        given(LAW, facts(post(POST, OLD), proposed(POST), SUBMITTED))
                .when(approve(new Acting(RUTH_THE_CLERK, Role.MANAGER, TODAY)))
                .thenRefused(new DispositionRefusal.OnePersonTwoSteps(BATCH, Role.MANAGER));
        given(LAW, facts(post(POST, OLD), proposed(POST), SUBMITTED))
                .when(approve(new Acting(ANA_THE_ATTORNEY, Role.ATTORNEY, TODAY)))
                .thenRefused(new DispositionRefusal.NotInThisRole(Role.ATTORNEY, Role.MANAGER));
        given(LAW, facts(post(POST, OLD), proposed(POST), SUBMITTED))
                .when(new ApproveDisposition(BATCH, List.of(), WORDS, null, TODAY.minusDays(1), CITY, MAX))
                .thenRefused(new DispositionRefusal.DayIsOver(TODAY.minusDays(1)));
    }

    @Test
    void nobodyApprovesWhatMayNotGo() { // LAW C.5: evaluated at proposal, at approval and again
        var submitted = new Fact[]{post(POST, OLD), post(REPLY, OLD), proposed(POST, REPLY), SUBMITTED, HELD};
        given(LAW, facts(submitted)).when(approve(candidate(POST, List.of(), true), free(REPLY)))
                .thenRefused(new ReviewRefusal.StillInTheWay(BATCH, 1, POST, new RetentionObstacle.Held(HOLD)));
        given(LAW, facts(submitted)).when(approve(candidate(POST, List.of(), true), candidate(REPLY, List.of(), true)))
                .thenRefused(new ReviewRefusal.StillInTheWay(BATCH, 2, POST, new RetentionObstacle.Held(HOLD)));
        given(LAW, facts(submitted)).when(approve(free(REPLY), free(POST))).then(APPROVED);
        var request = new RequestId(new UUID(6, 1));
        var asked = facts(post(POST, OLD), proposed(POST), SUBMITTED, new RequestReceived(request, TODAY, WORDS, RUTH_THE_CLERK),
                new RecordIncluded(request, POST, RUTH_THE_CLERK));
        given(LAW, asked).when(approve(free(POST)))
                .thenRefused(new ReviewRefusal.StillInTheWay(BATCH, 1, POST, new InRequest(request)));
        var edited = facts(post(POST, OLD), proposed(POST), SUBMITTED, edit(POST, "2024-05-10T18:00:00Z"));
        given(LAW, edited).when(approve(free(POST))).thenRefused(new ReviewRefusal.StillInTheWay(BATCH, 1, POST,
                new RetentionObstacle.Obliged(ROUTINE, LocalDate.parse("2027-05-10"))));
        given(LAW, facts(post(POST, "1970-05-10T18:00:00Z"), proposed(POST), SUBMITTED)).when(approve(free(POST)))
                .thenRefused(new ReviewRefusal.StillInTheWay(BATCH, 1, POST,
                        new DispositionObstacle.OfferNeeded(LocalDate.parse("2020-05-10"))));
    }

    @Test
    void anApprovalThatDidNotLookAtAllOfTheListIsSentBack() {
        var listed = facts(post(POST, OLD), post(REPLY, OLD), proposed(POST, REPLY), SUBMITTED);
        assertThat(given(LAW, listed).when(approve(free(POST))).decision()).isInstanceOf(Decision.Outdated.class);
        assertThat(given(LAW, listed).when(approve()).decision()).isInstanceOf(Decision.Outdated.class);
        given(LAW, facts(post(POST, OLD), proposed(POST, REPLY), SUBMITTED,
                new RecordExcepted(BATCH, REPLY, Because.BY_A_PERSON, WORDS))).when(approve(free(POST))).then(APPROVED);
        var unaware = new Candidate(
                new Evaluated(POST, 100, List.of(), Map.of(), Map.of(new RuleVersion(rule(ROUTINE), 1), true)), true, List.of());
        assertThat(given(LAW, facts(post(POST, OLD), proposed(POST), SUBMITTED, HELD)).when(approve(unaware)).decision())
                .as("a hold that nobody looked at").isInstanceOf(Decision.Outdated.class);
    }

    @Test
    void withoutAnExemptionTheSubcommitteesApprovalIsNeeded() { // LAW M-18
        var needed = new DispositionProposed(BATCH, TODAY, List.of(POST), 100, WORDS, null, true, true, RUTH_THE_CLERK);
        given(LAW, facts(needed, SUBMITTED)).when(approve(MAX)).thenRefused(new DispositionRefusal.SubcommitteeMissing(BATCH));
        given(LAW, facts(post(POST, OLD), needed, SUBMITTED))
                .when(new ApproveDisposition(BATCH, List.of(free(POST)), WORDS, WORDS, TODAY, CITY, MAX))
                .then(new DispositionApproved(BATCH, WORDS, WORDS, TODAY, MAX_THE_MANAGER));
        given(LAW, facts(needed)).when(new ServeNotice(BATCH, WORDS, RUTH))
                .thenRefused(new DispositionRefusal.ConfidentialNotOffered(BATCH));
    }

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
