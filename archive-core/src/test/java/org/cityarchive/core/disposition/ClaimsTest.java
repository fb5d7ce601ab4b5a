package org.cityarchive.core.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.law.Given.given;
import static org.cityarchive.core.retention.RetentionFacts.CITY;
import static org.cityarchive.core.retention.RetentionFacts.MAX_THE_MANAGER;
import static org.cityarchive.core.retention.RetentionFacts.ROUTINE;
import static org.cityarchive.core.retention.RetentionFacts.RUTH_THE_CLERK;
import static org.cityarchive.core.retention.RetentionFacts.WORDS;
import static org.cityarchive.core.retention.RetentionFacts.confirmed;
import static org.cityarchive.core.retention.RetentionFacts.post;
import static org.cityarchive.core.retention.RetentionFacts.record;
import static org.cityarchive.core.retention.RetentionFacts.rule;
import static org.cityarchive.core.retention.RetentionFacts.ruleFor;
import static org.cityarchive.core.retention.RetentionFacts.schedule;
import static org.cityarchive.core.retention.RetentionFacts.series;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.cityarchive.core.capture.CaptureEvent.ReappearanceObserved;
import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionCommand.DestroyRecords;
import org.cityarchive.core.disposition.DispositionCommand.ProposeDisposition;
import org.cityarchive.core.disposition.DispositionCommand.AnswerOffer;
import org.cityarchive.core.disposition.DispositionCommand.ServeNotice;
import org.cityarchive.core.disposition.DispositionCommand.TransferRecords;
import org.cityarchive.core.disposition.DispositionEvent.Because;
import org.cityarchive.core.disposition.DispositionEvent.DispositionApproved;
import org.cityarchive.core.disposition.DispositionEvent.DispositionProposed;
import org.cityarchive.core.disposition.DispositionEvent.DispositionSubmitted;
import org.cityarchive.core.disposition.DispositionEvent.DispositionWithdrawn;
import org.cityarchive.core.disposition.DispositionEvent.NoticeServed;
import org.cityarchive.core.disposition.DispositionEvent.OfferAnswered;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.disposition.DispositionEvent.RecordTransferred;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.retention.Evaluated;
import org.cityarchive.core.retention.RetentionEvent.RecordClassified;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.retention.Series;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.core.retention.Trigger;
import org.junit.jupiter.api.Test;

/** What somebody of the law's list claimed goes to them before it ends, whatever list the claim was made on (LAW.md M-21). */
class ClaimsTest {
    private static final DispositionLaw LAW = new DispositionLaw();
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final Acting RUTH = new Acting(RUTH_THE_CLERK, Role.CLERK, TODAY);
    private static final DispositionId EARLIER = new DispositionId(new UUID(7, 1));
    private static final DispositionId LATER = new DispositionId(new UUID(7, 2));
    private static final RecordId POST = record(1);
    private static final UUID BAG = new UUID(8, 8);
    private static final Candidate FREE = new Candidate(
            new Evaluated(POST, 1_000, List.of(), Map.of(), Map.of(new RuleVersion(rule(ROUTINE), 1), true)), true, List.of());
    private static final Fact[] OLD = {schedule(series(ROUTINE, "P3Y", Trigger.CREATION)), confirmed(ROUTINE), ruleFor(ROUTINE),
            post(POST, "1970-05-10T12:00:00Z")};

    private static Fact proposed(DispositionId list) {
        return new DispositionProposed(list, TODAY, List.of(POST), 100, WORDS, null, false, false, RUTH_THE_CLERK);
    }

    private static Fact answered(boolean claimed, OfferedTo by) {
        return new OfferAnswered(EARLIER, POST, claimed, WORDS, RUTH_THE_CLERK, by);
    }

    private static RecordTransferred transferred(DispositionId list, OfferedTo to) {
        return new RecordTransferred(list, POST, to, BAG, WORDS, RUTH_THE_CLERK);
    }

    private static TransferRecords transfer(OfferedTo to) {
        return new TransferRecords(LATER, List.of(POST), to, BAG, WORDS, RUTH);
    }

    private static Fact[] facts(Fact[] before, Fact... more) {
        return Stream.concat(Arrays.stream(before), Arrays.stream(more)).toArray(Fact[]::new);
    }

    /** The later list, noticed long ago and approved: nothing but a claim stands in the way. */
    private static Fact[] approvedLater(Fact... before) {
        return facts(facts(OLD, before), proposed(LATER),
                new NoticeServed(LATER, TODAY.minusDays(60), WORDS, RUTH_THE_CLERK),
                new DispositionSubmitted(LATER, RUTH_THE_CLERK),
                new DispositionApproved(LATER, WORDS, WORDS, TODAY, MAX_THE_MANAGER));
    }

    private static final DestroyRecords DESTROY = new DestroyRecords(LATER, List.of(FREE), CITY, RUTH);
    private static final RecordExcepted KEPT = new RecordExcepted(LATER, POST, Because.CLAIMED, null);

    @Test
    void aClaimKeepsTheRecordOnEveryList() {
        given(LAW, approvedLater(answered(true, OfferedTo.STATE_ARCHIVES))).when(DESTROY).then(KEPT);
        given(LAW, approvedLater(answered(true, OfferedTo.STATE_ARCHIVES),
                new DispositionWithdrawn(EARLIER, WORDS, RUTH_THE_CLERK))).when(DESTROY).then(KEPT);
        thenDestroyed(approvedLater(answered(true, OfferedTo.STATE_ARCHIVES), answered(false, OfferedTo.STATE_ARCHIVES)));
        thenDestroyed(approvedLater(answered(true, OfferedTo.STATE_ARCHIVES), transferred(EARLIER, OfferedTo.STATE_ARCHIVES)));
    }

    @Test
    void whatWasClaimedElsewhereIsProposedAndHandedOverFromTheLaterList() {
        var facts = facts(OLD, answered(true, OfferedTo.STATE_ARCHIVES));
        assertThat(given(LAW, facts).when(new ProposeDisposition(LATER, List.of(FREE), 100, WORDS, null, CITY, RUTH)).decision())
                .isInstanceOf(Decision.Accepted.class);
        given(LAW, facts(facts, proposed(LATER))).when(transfer(OfferedTo.STATE_ARCHIVES))
                .then(transferred(LATER, OfferedTo.STATE_ARCHIVES));
        given(LAW, facts(facts, proposed(LATER))).when(transfer(OfferedTo.HISTORICAL_SOCIETY))
                .thenRefused(new ReviewRefusal.ClaimedByAnother(POST, OfferedTo.STATE_ARCHIVES));
    }

    @Test
    void whatIsConfidentialGoesToTheStateArchivesAndToNobodyElse() { // LAW M-22, M-28
        var open = new DispositionProposed(LATER, TODAY, List.of(record(2)), 100, WORDS, null, false, false, RUTH_THE_CLERK);
        var confidential = facts(OLD, open,
                new DispositionProposed(LATER, TODAY, List.of(POST), 100, WORDS, null, false, true, RUTH_THE_CLERK),
                new DispositionSubmitted(LATER, RUTH_THE_CLERK),
                new DispositionApproved(LATER, WORDS, WORDS, TODAY, MAX_THE_MANAGER));
        for (var to : OfferedTo.values()) {
            var claim = new AnswerOffer(LATER, POST, to, true, WORDS, RUTH);
            if (to == OfferedTo.STATE_ARCHIVES) {
                given(LAW, confidential).when(transfer(to)).then(transferred(LATER, to));
                given(LAW, confidential).when(claim).then(new OfferAnswered(LATER, POST, true, WORDS, RUTH_THE_CLERK, to));
            } else {
                var no = new ReviewRefusal.ConfidentialNotHandedOver(POST, to);
                given(LAW, confidential).when(transfer(to)).thenRefused(no);
                given(LAW, confidential).when(claim).thenRefused(no);
            }
        }
        given(LAW, confidential).when(new TransferRecords(LATER, List.of(record(2)), OfferedTo.PUBLIC, BAG, WORDS, RUTH))
                .then(new RecordTransferred(LATER, record(2), OfferedTo.PUBLIC, BAG, WORDS, RUTH_THE_CLERK));
    }

    @Test
    void whatBecameConfidentialAfterItWasListedIsClosedToo() { // LAW M-22: as it stands when it is claimed and handed over
        var secret = new SeriesCode("S1-SECRET");
        var routine = series(ROUTINE, "P3Y", Trigger.CREATION);
        var facts = facts(new Fact[]{}, schedule(routine, new Series(secret, routine.period(), Trigger.CREATION,
                Series.Action.DESTROY_CONFIDENTIAL, Series.Subcommittee.EXEMPT)), proposed(LATER),
                new RecordClassified(POST, List.of(secret), WORDS, RUTH_THE_CLERK));
        var no = new ReviewRefusal.ConfidentialNotHandedOver(POST, OfferedTo.UNIVERSITY);
        given(LAW, facts).when(transfer(OfferedTo.UNIVERSITY)).thenRefused(no);
        given(LAW, facts).when(new AnswerOffer(LATER, POST, OfferedTo.UNIVERSITY, true, WORDS, RUTH))
                .thenRefused(no);
        given(LAW, facts).when(transfer(OfferedTo.STATE_ARCHIVES)).then(transferred(LATER, OfferedTo.STATE_ARCHIVES));
    }

    @Test
    void whatARuleMadeConfidentialSinceItWasPreparedIsJudgedInTheCommit() { // LAW M-22
        var secret = new SeriesCode("S1-SECRET");
        var routine = series(ROUTINE, "P3Y", Trigger.CREATION);
        var before = facts(new Fact[]{}, schedule(routine, new Series(secret, routine.period(), Trigger.CREATION,
                Series.Action.DESTROY_CONFIDENTIAL, Series.Subcommittee.EXEMPT)), confirmed(ROUTINE), confirmed(secret),
                ruleFor(ROUTINE), post(POST, "1970-05-10T12:00:00Z"), proposed(LATER));
        var since = facts(before, ruleFor(secret));
        var closed = new Candidate(new Evaluated(POST, 1_000, List.of(), Map.of(),
                Map.of(new RuleVersion(rule(ROUTINE), 1), true, new RuleVersion(rule(secret), 1), true)), true, List.of());
        var to = OfferedTo.UNIVERSITY;
        var transfer = new TransferRecords(LATER, List.of(POST), List.of(FREE), to, BAG, WORDS, RUTH);
        var claim = new AnswerOffer(LATER, POST, List.of(FREE), to, true, WORDS, RUTH);
        var offer = new ServeNotice(LATER, List.of(FREE), WORDS, RUTH);
        given(LAW, before).when(transfer).then(transferred(LATER, to));
        given(LAW, before).when(claim).then(new OfferAnswered(LATER, POST, true, WORDS, RUTH_THE_CLERK, to));
        given(LAW, before).when(offer).then(new NoticeServed(LATER, TODAY, WORDS, RUTH_THE_CLERK));
        for (var command : List.of(transfer, claim, offer, transfer(to), new ServeNotice(LATER, WORDS, RUTH))) {
            assertThat(given(LAW, since).when(command).decision()).as("prepared before the rule, or not at all")
                    .isInstanceOf(Decision.Outdated.class);
        }
        var no = new ReviewRefusal.ConfidentialNotHandedOver(POST, to);
        given(LAW, since).when(new TransferRecords(LATER, List.of(POST), List.of(closed), to, BAG, WORDS, RUTH)).thenRefused(no);
        given(LAW, since).when(new AnswerOffer(LATER, POST, List.of(closed), to, true, WORDS, RUTH)).thenRefused(no);
        given(LAW, since).when(new ServeNotice(LATER, List.of(closed), WORDS, RUTH))
                .thenRefused(new DispositionRefusal.ConfidentialNotOffered(LATER));
        given(LAW, since).when(transfer(OfferedTo.STATE_ARCHIVES)).then(transferred(LATER, OfferedTo.STATE_ARCHIVES));
    }

    @Test
    void aBetterClaimThatComesAfterATransferStands() {
        var better = approvedLater(answered(true, OfferedTo.PUBLIC), transferred(EARLIER, OfferedTo.PUBLIC),
                answered(true, OfferedTo.STATE_ARCHIVES));
        given(LAW, better).when(DESTROY).then(KEPT);
        given(LAW, better).when(transfer(OfferedTo.STATE_ARCHIVES)).then(transferred(LATER, OfferedTo.STATE_ARCHIVES));
        given(LAW, better).when(transfer(OfferedTo.PUBLIC)).then();
        thenDestroyed(facts(better, transferred(LATER, OfferedTo.STATE_ARCHIVES)));
    }

    @Test
    void aTransferToWhoComesFirstSettlesTheClaimsBehindIt() {
        thenDestroyed(approvedLater(answered(true, OfferedTo.PUBLIC), answered(true, OfferedTo.STATE_ARCHIVES),
                transferred(EARLIER, OfferedTo.STATE_ARCHIVES)));
    }

    @Test
    void aTransferToSomebodyElseSettlesNoClaim() {
        given(LAW, approvedLater(transferred(EARLIER, OfferedTo.HISTORICAL_SOCIETY), answered(true, OfferedTo.STATE_ARCHIVES)))
                .when(DESTROY).then(KEPT);
    }

    @Test
    void whatComesBackIsAnotherLifeThatMayBeClaimedAnew() {
        var first = post(POST, "1970-05-10T12:00:00Z");
        var again = new ReappearanceObserved(POST, first.origin(), first.sighting(), first.version(), false, true);
        given(LAW, approvedLater(answered(true, OfferedTo.STATE_ARCHIVES), transferred(EARLIER, OfferedTo.STATE_ARCHIVES),
                new RecordDestroyed(POST, EARLIER.value(), TODAY, TODAY), again,
                new OfferAnswered(LATER, POST, true, WORDS, RUTH_THE_CLERK, OfferedTo.STATE_ARCHIVES))).when(DESTROY).then(KEPT);
    }

    private static void thenDestroyed(Fact... facts) {
        assertThat(given(LAW, facts).when(DESTROY).decision()).isInstanceOfSatisfying(Decision.Accepted.class,
                accepted -> assertThat(accepted.facts()).hasAtLeastOneElementOfType(RecordDestroyed.class));
    }
}
