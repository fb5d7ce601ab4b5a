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
import static org.cityarchive.core.disposition.DispositionFacts.destroy;
import static org.cityarchive.core.disposition.DispositionFacts.facts;
import static org.cityarchive.core.disposition.DispositionFacts.propose;
import static org.cityarchive.core.disposition.DispositionFacts.proposed;
import static org.cityarchive.core.law.Given.given;
import static org.cityarchive.core.retention.RetentionFacts.CITY;
import static org.cityarchive.core.retention.RetentionFacts.WORDS;
import static org.cityarchive.core.retention.RetentionFacts.answering;
import static org.cityarchive.core.retention.RetentionFacts.comment;
import static org.cityarchive.core.retention.RetentionFacts.post;
import static org.cityarchive.core.retention.RetentionFacts.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionCommand.ApproveDisposition;
import org.cityarchive.core.disposition.DispositionEvent.Because;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.junit.jupiter.api.Test;

/** Sources can say that records answer each other: they go together, or stay together, and no list waits for them for ever. */
class AnsweringEachOtherTest {
    private static final RecordId ONE = record(11);
    private static final RecordId OTHER = record(12);
    private static final RecordId THIRD = record(13);

    private static Fact[] told(Fact... more) {
        var told = new ArrayList<>(List.of(facts(post(ONE, OLD), post(OTHER, OLD), proposed(ONE, OTHER), SUBMITTED,
                answering(ONE, OTHER), answering(OTHER, ONE))));
        told.addAll(List.of(more));
        return told.toArray(Fact[]::new);
    }

    private static Candidate one(boolean held, Candidate... replies) {
        return candidate(ONE, List.of(OTHER, ONE), held, replies);
    }

    private static Candidate other(boolean held, Candidate... replies) {
        return candidate(OTHER, List.of(ONE, OTHER), held, replies);
    }

    /** Each as it is prepared: with the other, behind which it would come itself again. */
    private static List<Candidate> both(boolean oneHeld, boolean otherHeld) {
        return List.of(one(oneHeld, other(otherHeld)), other(otherHeld, one(oneHeld)));
    }

    private static ApproveDisposition approve(List<Candidate> candidates, List<JudgedPart> parts) {
        return new ApproveDisposition(BATCH, candidates, parts, WORDS, null, TODAY, CITY, MAX);
    }

    private static List<RecordId> destroyed(Decision decision) {
        return those(decision, fact -> fact instanceof RecordDestroyed gone ? List.of(gone.record()) : List.of());
    }

    private static <T> List<T> those(Decision decision, Function<Fact, List<T>> which) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted) decision).facts().stream().flatMap(fact -> which.apply(fact).stream()).toList();
    }

    @Test
    void whatIsApprovedInPartsIsApprovedAtOnceAndCarriedOut() {
        var both = both(false, false);
        var parts = both.stream().map(one -> JudgedPart.of(List.of(one), 100, TODAY)).toList();
        given(LAW, told()).when(approve(List.of(), parts)).then(APPROVED);
        given(LAW, told()).when(approve(both, List.of())).then(APPROVED);
        assertThat(destroyed(given(LAW, told(APPROVED)).when(destroy(both.toArray(Candidate[]::new))).decision()))
                .containsExactly(ONE, OTHER);
    }

    @Test
    void theyGoInDifferentGroupsToo() {
        var first = given(LAW, told(APPROVED)).when(destroy(both(false, false).getFirst())).decision();
        assertThat(destroyed(first)).containsExactly(ONE);
        var then = told(APPROVED, ((Decision.Accepted) first).facts().getFirst());
        assertThat(destroyed(given(LAW, then).when(destroy(other(false))).decision())).containsExactly(OTHER);
    }

    @Test
    void whatKeepsOneKeepsTheOther() {
        var decision = given(LAW, told(HELD, APPROVED)).when(destroy(both(false, true).toArray(Candidate[]::new))).decision();
        assertThat(decision).isEqualTo(Decision.Accepted.of(new RecordExcepted(BATCH, ONE, Because.REPLY_KEPT, null),
                new RecordExcepted(BATCH, OTHER, Because.HELD, null)));
    }

    @Test
    void whatAnswersOneOfThemKeepsBoth() {
        var third = candidate(THIRD, List.of(ONE, OTHER), true);
        var decision = given(LAW, told(HELD, comment(THIRD, ONE, OLD), APPROVED))
                .when(destroy(one(false, other(false), third), other(false, one(false, third)))).decision();
        assertThat(those(decision, fact -> fact instanceof RecordExcepted kept ? List.of(kept.because()) : List.of()))
                .containsExactly(Because.REPLY_KEPT, Because.REPLY_KEPT);
    }

    @Test
    void oneThatWasPreparedWithoutTheOtherIsPreparedAgain() {
        for (var without : Arrays.asList(one(false), other(false, one(false, candidate(THIRD, List.of(), false))))) {
            var decision = given(LAW, told(comment(THIRD, OTHER, OLD), APPROVED)).when(destroy(without)).decision();
            assertThat(decision).isInstanceOf(Decision.Outdated.class);
        }
    }

    @Test
    void theyMayBeProposedAndOneThatAnswersItselfToo() {
        var itself = record(14);
        var told = facts(post(ONE, OLD), post(OTHER, OLD), answering(ONE, OTHER), answering(OTHER, ONE), post(itself, OLD),
                answering(itself, itself));
        var propose = propose(one(false, other(false)), other(false, one(false)), candidate(itself, List.of(itself), false));
        given(LAW, told).when(propose).then(proposed(ONE, OTHER, itself));
    }
}
