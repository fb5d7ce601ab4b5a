package org.cityarchive.core.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.law.Given.given;
import static org.cityarchive.core.retention.RetentionFacts.ANA_THE_ATTORNEY;
import static org.cityarchive.core.retention.RetentionFacts.CITY;
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

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.capture.CaptureEvent.ReappearanceObserved;
import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.DestructionEvent.ReturnKept;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.Origin;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.Sighting;
import org.cityarchive.core.capture.State;
import org.cityarchive.core.disposition.CertificateEvent.CertificateIssued;
import org.cityarchive.core.disposition.DispositionEvent.DispositionCompleted;
import org.cityarchive.core.disposition.DispositionEvent.DispositionWithdrawn;
import org.cityarchive.core.disposition.DispositionEvent.RecordTransferred;
import org.cityarchive.core.disposition.ErasureCommand.DestroyReturn;
import org.cityarchive.core.disposition.ErasureCommand.IssueCertificate;
import org.cityarchive.core.disposition.ErasureCommand.KeepReturn;
import org.cityarchive.core.disposition.ErasureCommand.TellKeyDestroyed;
import org.cityarchive.core.disposition.KeyEvent.WrappingKeyDestroyed;
import org.cityarchive.core.hold.HoldEvent.HoldPlaced;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.hold.ScopeVersion;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.retention.Evaluated;
import org.cityarchive.core.retention.RetentionObstacle;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.retention.Series;
import org.cityarchive.core.retention.Trigger;
import org.junit.jupiter.api.Test;

class ErasureLawTest {
    private static final ErasureLaw LAW = new ErasureLaw();
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final Acting RUTH = new Acting(RUTH_THE_CLERK, Role.CLERK, TODAY);
    private static final DispositionId BATCH = new DispositionId(new UUID(7, 1));
    private static final RecordId POST = record(1);
    private static final HoldId HOLD = new HoldId(new UUID(4, 4));
    private static final Fact CAPTURED = post(POST, "2023-05-10T18:00:00Z");
    private static final RecordDestroyed DESTROYED = new RecordDestroyed(POST, BATCH.value(), LocalDate.parse("2023-05-10"),
            TODAY);
    private static final ReappearanceObserved BACK = new ReappearanceObserved(POST,
            new Origin(new AccountId(new UUID(8, 8)), "facebook", Kind.POST, Instant.parse("2023-05-10T18:00:00Z")),
            new Sighting(Instant.parse("2026-11-22T18:00:00Z"), null, "poll", State.PRESENT, null), null, false, true);
    private static final DispositionCompleted COMPLETED = new DispositionCompleted(BATCH, 1, 0, TODAY);
    private static final WrappingKeyDestroyed KEY = new WrappingKeyDestroyed(BATCH, "k#1", "file",
            Instant.parse("2026-11-21T18:00:00Z"), "gone");
    private static final ReturnKept KEPT = new ReturnKept(POST, WORDS, RUTH_THE_CLERK);

    private static Fact[] facts(Fact... more) {
        var facts = new ArrayList<Fact>(
                List.of(schedule(series(ROUTINE, "P3Y", Trigger.CREATION)), confirmed(ROUTINE), ruleFor(ROUTINE)));
        facts.addAll(List.of(more));
        return facts.toArray(Fact[]::new);
    }

    private static DestroyReturn destroy(boolean held) {
        var scopes = new TreeMap<ScopeVersion, Boolean>(Map.of(new ScopeVersion(HOLD, 1), held));
        return new DestroyReturn(BATCH, new Candidate(
                new Evaluated(POST, 100, List.of(), scopes, Map.of(new RuleVersion(rule(ROUTINE), 1), true)), true, List.of()),
                CITY,
                RUTH);
    }

    private static final KeepReturn KEEP = new KeepReturn(POST, WORDS, RUTH);

    @Test
    void theClerkSaysThatWhatCameBackIsARecordAgain() {
        given(LAW, CAPTURED, DESTROYED, BACK).when(KEEP).then(KEPT);
        given(LAW, CAPTURED, DESTROYED, BACK, KEPT).when(KEEP).then();
        given(LAW, CAPTURED, DESTROYED).when(KEEP).thenRefused(new ErasureRefusal.NothingCameBack(POST));
        given(LAW, CAPTURED).when(KEEP).thenRefused(new ErasureRefusal.NothingCameBack(POST));
        given(LAW, CAPTURED, DESTROYED, BACK)
                .when(new KeepReturn(POST, WORDS, new Acting(ANA_THE_ATTORNEY, Role.ATTORNEY, TODAY)))
                .thenRefused(new ErasureRefusal.NotTheClerk(POST, Role.ATTORNEY));
    }

    @Test
    void whatCameBackGoesAgainByTheSameApproval() {
        assertThat(given(LAW, facts(CAPTURED, DESTROYED, BACK)).when(destroy(false)).decision())
                .isInstanceOfSatisfying(Decision.Accepted.class, accepted -> {
                    assertThat(accepted.facts()).containsExactly(DESTROYED);
                    assertThat(accepted.kept()).containsExactly(new ErasedRecord(POST, BATCH));
                });
        given(LAW, facts(CAPTURED, DESTROYED, BACK, DESTROYED)).when(destroy(false))
                .thenRefused(new ErasureRefusal.NothingCameBack(POST));
        given(LAW, facts(CAPTURED, DESTROYED, BACK, KEPT)).when(destroy(false))
                .thenRefused(new ErasureRefusal.NothingCameBack(POST));
    }

    @Test
    void whatCameBackOfASeriesThatIsHandedOverNowGoesOnlyAfterAReceipt() { // LAW C.1
        var handed = new Series(ROUTINE, series(ROUTINE, "P3Y", Trigger.CREATION).period(), Trigger.CREATION,
                Series.Action.TRANSFER, Series.Subcommittee.EXEMPT);
        var facts = new ArrayList<Fact>(List.of(schedule(handed), confirmed(ROUTINE), ruleFor(ROUTINE), CAPTURED));
        var received = new ArrayList<>(facts);
        facts.addAll(List.of(DESTROYED, BACK));
        given(LAW, facts.toArray(Fact[]::new)).when(destroy(false))
                .thenRefused(new ErasureRefusal.ReturnNotHandedOver(POST));
        received.addAll(List.of(
                new RecordTransferred(BATCH, POST, OfferedTo.STATE_ARCHIVES, new UUID(9, 9), WORDS, RUTH_THE_CLERK), DESTROYED,
                BACK));
        given(LAW, received.toArray(Fact[]::new)).when(destroy(false)) // they have what it said before
                .thenRefused(new ErasureRefusal.ReturnNotHandedOver(POST));
        received.add(new RecordTransferred(BATCH, POST, OfferedTo.STATE_ARCHIVES, new UUID(9, 8), WORDS, RUTH_THE_CLERK));
        assertThat(given(LAW, received.toArray(Fact[]::new)).when(destroy(false)).decision())
                .isInstanceOfSatisfying(Decision.Accepted.class,
                        accepted -> assertThat(accepted.facts()).containsExactly(DESTROYED));
    }

    @Test
    void aHoldKeepsWhatCameBack() {
        var held = new HoldPlaced(HOLD, WORDS, WORDS, ANA_THE_ATTORNEY);
        given(LAW, facts(CAPTURED, DESTROYED, held, BACK)).when(destroy(true))
                .thenRefused(new ErasureRefusal.ReturnIsKept(POST, new RetentionObstacle.Held(HOLD)));
        given(LAW, facts(CAPTURED, DESTROYED, held, BACK)).when(destroy(false)).decision();
    }

    @Test
    void aDestroyedKeyIsToldOnce() {
        var at = Instant.parse("2026-11-21T18:00:00Z");
        var tell = new TellKeyDestroyed(BATCH, "k#1", "file", at, "gone");
        var told = new WrappingKeyDestroyed(BATCH, "k#1", "file", at, "gone");
        given(LAW, DESTROYED).when(tell).then(told);
        given(LAW, DESTROYED, told).when(tell).then();
    }

    @Test
    void aCertificateIsIssuedOnceUntilMoreIsToBeTold() {
        var digest = new Commitment(new byte[32]);
        var interim = new CertificateIssued(BATCH, 1, false, 1, 0, digest, WORDS);
        given(LAW, facts(DESTROYED)).when(new IssueCertificate(BATCH, 1, false, 1, 0, digest, WORDS)).then(interim);
        given(LAW, facts(DESTROYED, interim)).when(new IssueCertificate(BATCH, 2, false, 1, 0, digest, WORDS)).then();
        given(LAW, facts(DESTROYED, interim, COMPLETED, KEY)).when(new IssueCertificate(BATCH, 1, true, 1, 1, digest, WORDS))
                .then();
        given(LAW, facts(DESTROYED, interim, COMPLETED, KEY)).when(new IssueCertificate(BATCH, 2, true, 1, 1, digest, WORDS))
                .then(new CertificateIssued(BATCH, 2, true, 1, 1, digest, WORDS));
    }

    @Test
    void noCertificateIsFinalWhileItsListStands() {
        var digest = new Commitment(new byte[32]);
        var conclusive = new IssueCertificate(BATCH, 1, true, 1, 1, digest, WORDS);
        var told = new CertificateIssued(BATCH, 1, true, 1, 1, digest, WORDS);
        given(LAW, facts(DESTROYED, KEY)).when(conclusive).then();
        given(LAW, facts(DESTROYED, KEY, COMPLETED)).when(conclusive).then(told);
        given(LAW, facts(DESTROYED, KEY, new DispositionWithdrawn(BATCH, WORDS, RUTH_THE_CLERK))).when(conclusive).then(told);
    }

    @Test
    void aCertificateThatCountsOtherwiseThanTheFactsIsNotIssued() {
        var digest = new Commitment(new byte[32]);
        given(LAW, facts(DESTROYED, KEY)).when(new IssueCertificate(BATCH, 1, false, 2, 1, digest, WORDS)).then();
        given(LAW, facts(DESTROYED, KEY)).when(new IssueCertificate(BATCH, 1, false, 1, 0, digest, WORDS)).then();
        given(LAW, facts(DESTROYED, KEY)).when(new IssueCertificate(BATCH, 1, false, 0, 1, digest, WORDS)).then();
    }
}
