package org.cityarchive.core.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.retention.RetentionFacts.ANA_THE_ATTORNEY;
import static org.cityarchive.core.retention.RetentionFacts.CITY;
import static org.cityarchive.core.retention.RetentionFacts.COMPLAINT;
import static org.cityarchive.core.retention.RetentionFacts.MAX_THE_MANAGER;
import static org.cityarchive.core.retention.RetentionFacts.ROUTINE;
import static org.cityarchive.core.retention.RetentionFacts.RUTH_THE_CLERK;
import static org.cityarchive.core.retention.RetentionFacts.WORDS;
import static org.cityarchive.core.retention.RetentionFacts.confirmed;
import static org.cityarchive.core.retention.RetentionFacts.record;
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
import org.cityarchive.core.disposition.DispositionCommand.DestroyRecords;
import org.cityarchive.core.disposition.DispositionCommand.ProposeDisposition;
import org.cityarchive.core.disposition.DispositionEvent.Because;
import org.cityarchive.core.disposition.DispositionEvent.DispositionApproved;
import org.cityarchive.core.disposition.DispositionEvent.DispositionProposed;
import org.cityarchive.core.disposition.DispositionEvent.DispositionSubmitted;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.hold.HoldEvent.HoldPlaced;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.hold.ScopeVersion;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.retention.Evaluated;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.retention.Trigger;

/** What the tests of disposition begin from: a list of one old post, its people, its hold. */
final class DispositionFacts {
    static final DispositionLaw LAW = new DispositionLaw();
    static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    static final Acting RUTH = new Acting(RUTH_THE_CLERK, Role.CLERK, TODAY);
    static final Acting MAX = new Acting(MAX_THE_MANAGER, Role.MANAGER, TODAY);
    static final DispositionId BATCH = new DispositionId(new UUID(7, 1));
    static final RecordId POST = record(1);
    static final RecordId REPLY = record(2);
    static final HoldId HOLD = new HoldId(new UUID(4, 4));
    static final HoldPlaced HELD = new HoldPlaced(HOLD, WORDS, WORDS, ANA_THE_ATTORNEY);
    static final String OLD = "2023-05-10T18:00:00Z";
    static final DispositionSubmitted SUBMITTED = new DispositionSubmitted(BATCH, RUTH_THE_CLERK);
    static final DispositionApproved APPROVED = new DispositionApproved(BATCH, WORDS, null, TODAY, MAX_THE_MANAGER);
    static final RecordDestroyed DESTROYED = new RecordDestroyed(POST, BATCH.value(), LocalDate.parse("2023-05-10"),
            TODAY);

    static Fact[] facts(Fact... more) {
        var facts = new ArrayList<Fact>(List.of(schedule(series(ROUTINE, "P3Y", Trigger.CREATION),
                series(COMPLAINT, "P3Y", Trigger.CLOSED)), confirmed(ROUTINE), confirmed(COMPLAINT), ruleFor(ROUTINE)));
        facts.addAll(List.of(more));
        return facts.toArray(Fact[]::new);
    }

    /** Prepared after everything, matched by the routine rule and covered by the given hold. */
    static Candidate candidate(RecordId record, List<RecordId> ancestors, boolean held, Candidate... replies) {
        var scopes = new TreeMap<ScopeVersion, Boolean>(Map.of(new ScopeVersion(HOLD, 1), held));
        var rules = Map.of(new RuleVersion(rule(ROUTINE), 1), true, new RuleVersion(rule(COMPLAINT), 1), record.equals(REPLY));
        return new Candidate(new Evaluated(record, 100, ancestors, scopes, rules), true, List.of(replies));
    }

    static Candidate free(RecordId record) {
        return candidate(record, List.of(), false);
    }

    static ProposeDisposition propose(Candidate... candidates) {
        return new ProposeDisposition(BATCH, List.of(candidates), 100, WORDS, null, CITY, RUTH);
    }

    static DispositionProposed proposed(RecordId... records) {
        return new DispositionProposed(BATCH, TODAY, List.of(records), 100, WORDS, null, false, false, RUTH_THE_CLERK);
    }

    static DestroyRecords destroy(Candidate... candidates) {
        return new DestroyRecords(BATCH, List.of(candidates), CITY, RUTH);
    }

    static RecordExcepted excepted(Because why) {
        return new RecordExcepted(BATCH, POST, why, null);
    }

    static void thenDestroyed(Decision decision, RecordId record) {
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

    private DispositionFacts() {}
}
