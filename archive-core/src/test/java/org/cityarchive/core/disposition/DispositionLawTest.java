package org.cityarchive.core.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.disposition.DispositionFacts.APPROVED;
import static org.cityarchive.core.disposition.DispositionFacts.BATCH;
import static org.cityarchive.core.disposition.DispositionFacts.DESTROYED;
import static org.cityarchive.core.disposition.DispositionFacts.HELD;
import static org.cityarchive.core.disposition.DispositionFacts.HOLD;
import static org.cityarchive.core.disposition.DispositionFacts.LAW;
import static org.cityarchive.core.disposition.DispositionFacts.MAX;
import static org.cityarchive.core.disposition.DispositionFacts.OLD;
import static org.cityarchive.core.disposition.DispositionFacts.POST;
import static org.cityarchive.core.disposition.DispositionFacts.REPLY;
import static org.cityarchive.core.disposition.DispositionFacts.RUTH;
import static org.cityarchive.core.disposition.DispositionFacts.SUBMITTED;
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
import static org.cityarchive.core.retention.RetentionFacts.rule;
import static org.cityarchive.core.retention.RetentionFacts.ruleFor;
import static org.cityarchive.core.retention.RetentionFacts.schedule;
import static org.cityarchive.core.retention.RetentionFacts.series;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.disposition.DispositionCommand.ApproveDisposition;
import org.cityarchive.core.disposition.DispositionCommand.ProposeDisposition;
import org.cityarchive.core.disposition.DispositionCommand.ServeNotice;
import org.cityarchive.core.disposition.DispositionEvent.Because;
import org.cityarchive.core.disposition.DispositionEvent.DispositionApproved;
import org.cityarchive.core.disposition.DispositionEvent.DispositionProposed;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.disposition.DispositionEvent.RecordTransferred;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.policy.PolicyEvent.ProfileChosen;
import org.cityarchive.core.policy.Profile;
import org.cityarchive.core.request.InRequest;
import org.cityarchive.core.request.RequestEvent.RecordIncluded;
import org.cityarchive.core.request.RequestEvent.RequestReceived;
import org.cityarchive.core.request.RequestId;
import org.cityarchive.core.retention.Evaluated;
import org.cityarchive.core.retention.RetentionEvent.ClassificationConfirmed;
import org.cityarchive.core.retention.RetentionObstacle;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.retention.Series;
import org.cityarchive.core.retention.Trigger;
import org.junit.jupiter.api.Test;

class DispositionLawTest {
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
        given(LAW, approved.toArray(Fact[]::new)).when(destroy(free(POST))).then(excepted(Because.NOT_HANDED_OVER));
        var held = new ArrayList<Fact>(approved);
        held.add(HELD);
        given(LAW, held.toArray(Fact[]::new)).when(destroy(candidate(POST, List.of(), true))).then(excepted(Because.HELD));
        approved.add(new RecordTransferred(BATCH, POST, OfferedTo.STATE_ARCHIVES, new UUID(9, 9), WORDS, RUTH_THE_CLERK));
        thenDestroyed(given(LAW, approved.toArray(Fact[]::new)).when(destroy(free(POST))).decision(), POST);
    }

    @Test
    void oneSeriesOfSeveralThatHandsOverIsEnough() { // LAW C.1
        var given = new Series(COMPLAINT, series(COMPLAINT, "P3Y", Trigger.CREATION).period(), Trigger.CREATION,
                Series.Action.TRANSFER, Series.Subcommittee.EXEMPT);
        given(LAW, schedule(series(ROUTINE, "P3Y", Trigger.CREATION), given), confirmed(ROUTINE), confirmed(COMPLAINT),
                ruleFor(ROUTINE), ruleFor(COMPLAINT), post(REPLY, OLD), proposed(REPLY), SUBMITTED, APPROVED)
                .when(destroy(free(REPLY))).then(new RecordExcepted(BATCH, REPLY, Because.NOT_HANDED_OVER, null));
    }

    @Test
    void whatNobodyConfirmedGoesOnNoListWhileTheProfileAsksForIt() { // LAW C.2
        var asked = new ProfileChosen(WORDS, Profile.CONFIRMING);
        var confirmed = new ClassificationConfirmed(POST, rule(ROUTINE), 1, WORDS, RUTH_THE_CLERK);
        given(LAW, facts(post(POST, OLD), asked)).when(propose(free(POST))).thenRefused(
                new DispositionRefusal.NotEligible(POST, new RetentionObstacle.ClassificationUnconfirmed()));
        given(LAW, facts(post(POST, OLD), asked, confirmed)).when(propose(free(POST))).then(proposed(POST));
    }

    @Test
    void whatIsDestroyedAlreadyIsRefusedAtOnce() { // prepared with nothing: what it answered is asked of no destroyed record
        given(LAW, facts(comment(POST, REPLY, OLD), DESTROYED)).when(propose(free(POST)))
                .thenRefused(new DispositionRefusal.NotEligible(POST, new DispositionObstacle.Destroyed()));
        var elsewhere = new RecordDestroyed(POST, new UUID(7, 2), LocalDate.parse("2023-05-10"), TODAY);
        given(LAW, facts(comment(POST, REPLY, OLD), proposed(POST), SUBMITTED, elsewhere)).when(approve(free(POST)))
                .thenRefused(new ReviewRefusal.StillInTheWay(BATCH, 1, POST, new DispositionObstacle.Destroyed()));
        given(LAW, facts(comment(POST, REPLY, OLD), proposed(POST), SUBMITTED, APPROVED, elsewhere)).when(destroy(free(POST)))
                .then(excepted(Because.DESTROYED_ALREADY));
    }

    @Test
    void oneWithoutItsReceiptIsLeftAndTheRestGoes() { // LAW C.8: a refused item drops out with its reason; the rest go on
        var history = new Series(COMPLAINT, series(COMPLAINT, "P3Y", Trigger.CREATION).period(), Trigger.CREATION,
                Series.Action.TRANSFER, Series.Subcommittee.EXEMPT);
        var facts = new Fact[]{schedule(series(ROUTINE, "P3Y", Trigger.CREATION), history), confirmed(ROUTINE),
                confirmed(COMPLAINT), ruleFor(ROUTINE), ruleFor(COMPLAINT), post(POST, OLD), post(REPLY, OLD),
                proposed(POST, REPLY), APPROVED};
        var decision = given(LAW, facts).when(destroy(candidate(REPLY, List.of(), false), free(POST))).decision();
        assertThat(decision).isInstanceOfSatisfying(Decision.Accepted.class, accepted -> {
            assertThat(accepted.facts()).contains(new RecordExcepted(BATCH, REPLY, Because.NOT_HANDED_OVER, null), DESTROYED);
            assertThat(accepted.kept()).containsExactly(new ErasedRecord(POST, BATCH));
        });
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
}
