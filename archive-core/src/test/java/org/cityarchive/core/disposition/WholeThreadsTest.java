package org.cityarchive.core.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.law.Given.given;
import static org.cityarchive.core.retention.RetentionFacts.ANA_THE_ATTORNEY;
import static org.cityarchive.core.retention.RetentionFacts.CITY;
import static org.cityarchive.core.retention.RetentionFacts.ROUTINE;
import static org.cityarchive.core.retention.RetentionFacts.RUTH_THE_CLERK;
import static org.cityarchive.core.retention.RetentionFacts.WORDS;
import static org.cityarchive.core.retention.RetentionFacts.answering;
import static org.cityarchive.core.retention.RetentionFacts.comment;
import static org.cityarchive.core.retention.RetentionFacts.confirmed;
import static org.cityarchive.core.retention.RetentionFacts.edit;
import static org.cityarchive.core.retention.RetentionFacts.post;
import static org.cityarchive.core.retention.RetentionFacts.record;
import static org.cityarchive.core.retention.RetentionFacts.rule;
import static org.cityarchive.core.retention.RetentionFacts.ruleFor;
import static org.cityarchive.core.retention.RetentionFacts.schedule;
import static org.cityarchive.core.retention.RetentionFacts.series;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionCommand.ProposeDisposition;
import org.cityarchive.core.disposition.DispositionEvent.DispositionProposed;
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
import org.cityarchive.core.retention.Trigger;
import org.junit.jupiter.api.Test;

/** A hold over whole threads binds what stands beside a match: the decision was prepared with all of the thread, or is made again. */
class WholeThreadsTest {
    private static final DispositionLaw LAW = new DispositionLaw();
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final Acting RUTH = new Acting(RUTH_THE_CLERK, Role.CLERK, TODAY);
    private static final DispositionId BATCH = new DispositionId(new UUID(7, 1));
    private static final RecordId FIRST = record(1);
    private static final RecordId BESIDE = record(2);
    private static final RecordId OTHER = record(3);
    private static final ScopeVersion SCOPE = new ScopeVersion(new HoldId(new UUID(4, 4)), 1);
    private static final String OLD = "2023-05-10T18:00:00Z";

    private static Fact[] facts(Fact... more) {
        var facts = new ArrayList<Fact>(List.of(schedule(series(ROUTINE, "P3Y", Trigger.CREATION)), confirmed(ROUTINE),
                ruleFor(ROUTINE), new HoldPlaced(SCOPE.hold(), WORDS, WORDS, ANA_THE_ATTORNEY), comment(BESIDE, FIRST, OLD)));
        facts.addAll(List.of(more));
        return facts.toArray(Fact[]::new);
    }

    /** The one in the middle of a thread that answers nothing but something never captured, prepared after its first five facts. */
    private static ProposeDisposition propose(long readAt, Set<RecordId> thread, boolean brought) {
        var alone = new Evaluated(BESIDE, readAt, List.of(FIRST), Map.of(SCOPE, false),
                Map.of(new RuleVersion(rule(ROUTINE), 1), true));
        var within = alone.within(thread, brought ? Set.of(SCOPE) : Set.of());
        return new ProposeDisposition(BATCH, List.of(new Candidate(within, true, List.of())), 100, WORDS, null, CITY, RUTH);
    }

    private static Decision decided(ProposeDisposition propose, Fact... more) {
        return given(LAW, facts(more)).when(propose).decision();
    }

    @Test
    void whatOneBringsHoldsTheOthers() {
        var thread = Set.of(FIRST, BESIDE, OTHER);
        given(LAW, facts(comment(OTHER, FIRST, OLD))).when(propose(6, thread, true))
                .thenRefused(new DispositionRefusal.NotEligible(BESIDE, new RetentionObstacle.Held(SCOPE.hold())));
        given(LAW, facts(comment(OTHER, FIRST, OLD))).when(propose(6, thread, false))
                .then(new DispositionProposed(BATCH, TODAY, List.of(BESIDE), 100, WORDS, null, false, false, RUTH_THE_CLERK));
    }

    @Test
    void whatJoinsTheThreadOrChangesInItSendsTheDecisionBack() {
        var alone = Set.of(FIRST, BESIDE);
        var three = Set.of(FIRST, BESIDE, OTHER);
        assertThat(decided(propose(5, alone, false), comment(OTHER, FIRST, OLD))).as("another answer to the same")
                .isInstanceOf(Decision.Outdated.class);
        assertThat(decided(propose(5, alone, false), post(FIRST, OLD))).as("what was answered came at last")
                .isInstanceOf(Decision.Outdated.class);
        assertThat(decided(propose(6, three, false), comment(OTHER, FIRST, OLD), edit(OTHER, OLD)))
                .as("another wording of what stands beside it").isInstanceOf(Decision.Outdated.class);
        assertThat(decided(propose(6, alone, false), post(OTHER, OLD), answering(OTHER, FIRST)))
                .as("only now it is known that it stands beside it").isInstanceOf(Decision.Outdated.class);
        assertThat(decided(propose(5, alone, false), post(OTHER, OLD))).as("something else")
                .isInstanceOf(Decision.Accepted.class);
    }
}
