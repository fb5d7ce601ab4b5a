package org.cityarchive.core.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.law.Given.given;
import static org.cityarchive.core.retention.RetentionFacts.CITY;
import static org.cityarchive.core.retention.RetentionFacts.MAX_THE_MANAGER;
import static org.cityarchive.core.retention.RetentionFacts.RUTH_THE_CLERK;
import static org.cityarchive.core.retention.RetentionFacts.WORDS;
import static org.cityarchive.core.retention.RetentionFacts.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.DestructionEvent;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionCommand.AnswerOffer;
import org.cityarchive.core.disposition.DispositionCommand.ApproveDisposition;
import org.cityarchive.core.disposition.DispositionCommand.DestroyRecords;
import org.cityarchive.core.disposition.DispositionCommand.ExceptRecords;
import org.cityarchive.core.disposition.DispositionCommand.ProposeDisposition;
import org.cityarchive.core.disposition.DispositionCommand.ProposeDisposition;
import org.cityarchive.core.disposition.DispositionCommand.ReviewRecords;
import org.cityarchive.core.disposition.DispositionCommand.ServeNotice;
import org.cityarchive.core.disposition.DispositionCommand.SubmitDisposition;
import org.cityarchive.core.disposition.DispositionCommand.TransferRecords;
import org.cityarchive.core.disposition.DispositionCommand.WithdrawMark;
import org.cityarchive.core.disposition.DispositionEvent.Because;
import org.cityarchive.core.disposition.DispositionEvent.DispositionProposed;
import org.cityarchive.core.disposition.DispositionEvent.DispositionSubmitted;
import org.cityarchive.core.disposition.DispositionEvent.MarkWithdrawn;
import org.cityarchive.core.disposition.DispositionEvent.NoticeServed;
import org.cityarchive.core.disposition.DispositionEvent.OfferAnswered;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.disposition.DispositionEvent.RecordTransferred;
import org.cityarchive.core.disposition.DispositionEvent.RecordsReviewed;
import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.InMemoryBoundary;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.retention.Evaluated;
import org.cityarchive.core.retention.RetentionFacts;
import org.junit.jupiter.api.Test;

class ReviewingTest {
    private static final DispositionLaw LAW = new DispositionLaw();
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final Acting RUTH = new Acting(RUTH_THE_CLERK, Role.CLERK, TODAY);
    private static final Acting MAX = new Acting(MAX_THE_MANAGER, Role.MANAGER, TODAY);
    private static final DispositionId BATCH = new DispositionId(new UUID(7, 1));
    private static final RecordId POST = record(1);
    private static final RecordId REPLY = record(2);
    private static final UUID BAG = new UUID(8, 8);
    private static final DispositionProposed PROPOSED = new DispositionProposed(BATCH, TODAY, List.of(POST, REPLY), 100, WORDS,
            null,
            false, false, RUTH_THE_CLERK);
    private static final DispositionSubmitted SUBMITTED = new DispositionSubmitted(BATCH, RUTH_THE_CLERK);
    private static final RecordExcepted EXCEPTED = new RecordExcepted(BATCH, REPLY, Because.BY_A_PERSON, WORDS);

    private static RecordsReviewed reviewed(RecordId... records) {
        return new RecordsReviewed(BATCH, List.of(records), RUTH_THE_CLERK);
    }

    private static OfferAnswered answered(boolean claimed, OfferedTo by) {
        return new OfferAnswered(BATCH, POST, claimed, WORDS, RUTH_THE_CLERK, by);
    }

    private static TransferRecords transfer(OfferedTo to) {
        return new TransferRecords(BATCH, List.of(POST), to, BAG, WORDS, RUTH);
    }

    private static RecordTransferred transferred(OfferedTo to) {
        return new RecordTransferred(BATCH, POST, to, BAG, WORDS, RUTH_THE_CLERK);
    }

    @Test
    void aListIsHandedOnWhenEachOfItsRecordsWasLookedAt() {
        var submit = new SubmitDisposition(BATCH, RUTH);
        given(LAW, PROPOSED).when(submit).thenRefused(new ReviewRefusal.NotAllReviewed(BATCH, 2));
        given(LAW, PROPOSED, reviewed(POST)).when(submit).thenRefused(new ReviewRefusal.NotAllReviewed(BATCH, 1));
        given(LAW, PROPOSED, reviewed(POST), EXCEPTED).when(submit).then(SUBMITTED);
        given(LAW, PROPOSED, reviewed(POST), EXCEPTED, SUBMITTED).when(submit).then();
        given(LAW, PROPOSED, EXCEPTED, new RecordExcepted(BATCH, POST, Because.BY_A_PERSON, WORDS)).when(submit)
                .thenRefused(new ReviewRefusal.NothingLeft(BATCH));
        given(LAW, PROPOSED, reviewed(POST, REPLY)).when(new SubmitDisposition(BATCH, MAX))
                .thenRefused(new DispositionRefusal.NotInThisRole(Role.MANAGER, Role.CLERK));
    }

    @Test
    void aListThatWasLeftHalfMadeIsHandedToNobodyUntilItIsWhole() {
        var half = new DispositionProposed(BATCH, TODAY, List.of(POST), 100, WORDS, null, false, false, RUTH_THE_CLERK, 1);
        var whole = new DispositionProposed(BATCH, TODAY, List.of(), 101, WORDS, null, false, false, RUTH_THE_CLERK);
        var submit = new SubmitDisposition(BATCH, RUTH);
        given(LAW, half, reviewed(POST)).when(submit).thenRefused(new ReviewRefusal.HalfMade(BATCH, 1));
        given(LAW, half, reviewed(POST)).when(new ApproveDisposition(BATCH, List.of(), WORDS, null, TODAY, CITY, MAX))
                .thenRefused(new ReviewRefusal.NotSubmitted(BATCH));
        given(LAW, half).when(new ServeNotice(BATCH, WORDS, RUTH)).thenRefused(new ReviewRefusal.HalfMade(BATCH, 1));
        given(LAW, half).when(new ProposeDisposition(BATCH, List.of(), 101, WORDS, null, CITY, RUTH)).then();
        var rest = new Candidate(new Evaluated(POST, 101, List.of(), Map.of(), Map.of()), true, List.of());
        given(LAW, half).when(new ProposeDisposition(BATCH, List.of(rest), 101, WORDS, null, CITY, RUTH)).then(whole);
        given(LAW, half, whole).when(new ProposeDisposition(BATCH, List.of(), 102, WORDS, null, CITY, RUTH)).then();
        given(LAW, half, whole, reviewed(POST)).when(submit).then(SUBMITTED);
    }

    @Test
    void destroyingReadsNothingThatNamesOtherRecordsOfTheList() {
        var facts = new InMemoryBoundary(List.of(CaptureEvent.class, DestructionEvent.class, DispositionEvent.class));
        var everything = new Boundary(0, List.of());
        facts.append(everything, 0, List.of(PROPOSED, reviewed(POST, REPLY), EXCEPTED, SUBMITTED,
                new RecordExcepted(BATCH, record(9), Because.HELD, null),
                new DestructionEvent.RecordDestroyed(record(8), BATCH.value(), TODAY, TODAY)));
        var reply = new Candidate(new Evaluated(REPLY, 100, List.of(), Map.of(), Map.of()), true, List.of());
        var boundary = LAW.boundary(new DestroyRecords(BATCH, List.of(reply), CITY, RUTH));
        assertThat(facts.source(boundary, facts.head()).stream().<Object>map(Recorded::fact)).containsExactly(PROPOSED, EXCEPTED,
                SUBMITTED);
    }

    @Test
    void nobodyApprovesWhatIsStillLookedAt() {
        given(LAW, PROPOSED, reviewed(POST, REPLY)).when(new ApproveDisposition(BATCH, List.of(), WORDS, null, TODAY, CITY, MAX))
                .thenRefused(new ReviewRefusal.NotSubmitted(BATCH));
    }

    @Test
    void whatWasOfferedIsNotJoinedByWhatWasNot() { // LAW M-21
        var more = new Candidate(new Evaluated(record(3), 100, List.of(), Map.of(), Map.of()), true, List.of());
        given(LAW, PROPOSED, new NoticeServed(BATCH, TODAY, WORDS, RUTH_THE_CLERK))
                .when(new ProposeDisposition(BATCH, List.of(more), 100, WORDS, null, CITY, RUTH))
                .thenRefused(new DispositionRefusal.PastThisStep(BATCH));
    }

    @Test
    void aListThatWasHandedOnIsFrozen() {
        var more = new Candidate(new Evaluated(record(3), 100, List.of(), Map.of(), Map.of()), true, List.of());
        given(LAW, PROPOSED, reviewed(POST, REPLY), SUBMITTED)
                .when(new ProposeDisposition(BATCH, List.of(more), 100, WORDS, null, CITY, RUTH))
                .thenRefused(new DispositionRefusal.PastThisStep(BATCH));
        given(LAW, PROPOSED, reviewed(POST, REPLY), SUBMITTED).when(new WithdrawMark(BATCH, POST, RUTH))
                .thenRefused(new DispositionRefusal.PastThisStep(BATCH));
    }

    @Test
    void aMarkIsAFactAndCanBeTakenBack() {
        given(LAW, PROPOSED).when(new ReviewRecords(BATCH, List.of(POST, POST), RUTH)).then(reviewed(POST));
        given(LAW, PROPOSED, reviewed(POST)).when(new ReviewRecords(BATCH, List.of(POST, REPLY), RUTH)).then(reviewed(REPLY));
        given(LAW, PROPOSED, reviewed(POST)).when(new ReviewRecords(BATCH, List.of(POST), RUTH)).then();
        given(LAW, PROPOSED, EXCEPTED).when(new ReviewRecords(BATCH, List.of(REPLY), RUTH))
                .thenRefused(new DispositionRefusal.NotOnTheList(REPLY));
        var back = new MarkWithdrawn(BATCH, REPLY, RUTH_THE_CLERK);
        given(LAW, PROPOSED, EXCEPTED).when(new WithdrawMark(BATCH, REPLY, RUTH)).then(back);
        given(LAW, PROPOSED, EXCEPTED, back).when(new ReviewRecords(BATCH, List.of(REPLY), RUTH)).then(reviewed(REPLY));
        given(LAW, PROPOSED, EXCEPTED, back).when(new WithdrawMark(BATCH, REPLY, RUTH)).then();
        var held = new RecordExcepted(BATCH, REPLY, Because.HELD, null);
        given(LAW, PROPOSED, held).when(new WithdrawMark(BATCH, REPLY, RUTH)).then();
    }

    @Test
    void anAnswerNamesItsPlaceOnTheLawsList() { // LAW M-21
        given(LAW, PROPOSED).when(new AnswerOffer(BATCH, POST, OfferedTo.LOCAL_MUSEUM, true, WORDS, RUTH))
                .then(answered(true, OfferedTo.LOCAL_MUSEUM));
        assertThat(OfferedTo.values()).extracting(OfferedTo::word).containsExactly("historical-society", "state-archives",
                "university", "local-museum", "local-historical-society", "genealogical-group", "public");
    }

    @Test
    void whoComesFirstInTheLawsOrderGetsIt() {
        given(LAW, PROPOSED, answered(true, OfferedTo.LOCAL_MUSEUM), answered(true, OfferedTo.STATE_ARCHIVES))
                .when(transfer(OfferedTo.LOCAL_MUSEUM))
                .thenRefused(new ReviewRefusal.ClaimedByAnother(POST, OfferedTo.STATE_ARCHIVES));
        given(LAW, PROPOSED, answered(true, OfferedTo.LOCAL_MUSEUM), answered(true, OfferedTo.STATE_ARCHIVES),
                answered(false, OfferedTo.STATE_ARCHIVES)).when(transfer(OfferedTo.LOCAL_MUSEUM))
                .then(transferred(OfferedTo.LOCAL_MUSEUM));
        given(LAW, PROPOSED, answered(true, OfferedTo.PUBLIC)).when(transfer(OfferedTo.STATE_ARCHIVES))
                .thenRefused(new ReviewRefusal.ClaimedByAnother(POST, OfferedTo.PUBLIC));
        given(LAW, PROPOSED).when(transfer(OfferedTo.STATE_ARCHIVES)).then(transferred(OfferedTo.STATE_ARCHIVES));
    }

    @Test
    void aTransferSettlesAClaim() {
        var now = Judged.nothing(BATCH).disposition().with(PROPOSED).with(answered(true, OfferedTo.STATE_ARCHIVES));
        assertThat(now.claimant(POST)).contains(OfferedTo.STATE_ARCHIVES);
        assertThat(now.with(transferred(OfferedTo.STATE_ARCHIVES)).claimant(POST)).isEmpty();
        given(LAW, PROPOSED, transferred(OfferedTo.STATE_ARCHIVES)).when(transfer(OfferedTo.STATE_ARCHIVES)).then();
        given(LAW, PROPOSED).when(new TransferRecords(BATCH, List.of(record(9)), OfferedTo.PUBLIC, BAG, WORDS, RUTH))
                .thenRefused(new DispositionRefusal.NotOnTheList(record(9)));
    }

    @Test
    void aPersonTakesARecordOffTheList() {
        given(LAW, PROPOSED).when(new ExceptRecords(BATCH, REPLY, WORDS, RUTH)).then(EXCEPTED);
        given(LAW, PROPOSED).when(new ExceptRecords(BATCH, record(3), WORDS, RUTH))
                .thenRefused(new DispositionRefusal.NotOnTheList(record(3)));
    }

    @Test
    void aListIsNoLongerThanTwoPeopleCanAnswerFor() {
        var many = new ArrayList<RecordId>();
        for (int i = 0; i < DispositionCommand.LONGEST_LIST; i++) {
            many.add(record(100 + i));
        }
        var full = new DispositionProposed(BATCH, TODAY, many, 100, WORDS, null, false, false, RUTH_THE_CLERK);
        given(LAW, full).when(DispositionFacts.propose(DispositionFacts.free(POST)))
                .thenRefused(new DispositionRefusal.ListFull(BATCH, DispositionCommand.LONGEST_LIST));
        given(LAW, full).when(DispositionFacts.propose(DispositionFacts.free(record(100)))).then();
    }

    @Test
    void nothingIsBegunThatWouldNotFindRoomOnTheList() {
        var many = Stream.iterate(100L, i -> i + 1).limit(DispositionCommand.LONGEST_LIST - 1).map(RetentionFacts::record)
                .toList();
        var almost = new DispositionProposed(BATCH, TODAY, many, 100, WORDS, null, false, false, RUTH_THE_CLERK);
        var facts = DispositionFacts.facts(RetentionFacts.post(POST, DispositionFacts.OLD), almost);
        given(LAW, facts).when(propose(1))
                .thenRefused(new DispositionRefusal.ListFull(BATCH, DispositionCommand.LONGEST_LIST));
        assertThat(given(LAW, facts).when(propose(0)).decision()).as("the last one").isInstanceOf(Decision.Accepted.class);
    }

    private static ProposeDisposition propose(int toCome) {
        return new ProposeDisposition(BATCH, List.of(DispositionFacts.free(POST)), 100, WORDS, null, CITY, toCome, RUTH);
    }
}
