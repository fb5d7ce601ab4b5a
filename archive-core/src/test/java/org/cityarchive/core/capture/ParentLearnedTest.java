package org.cityarchive.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.cityarchive.core.capture.CaptureChannel.Outcome;
import org.cityarchive.core.capture.CaptureEvent.CommentCaptured;
import org.cityarchive.core.capture.CaptureEvent.MessageCaptured;
import org.cityarchive.core.capture.CaptureEvent.ParentLearned;
import org.cityarchive.core.capture.CaptureEvent.SightingCaptured;
import org.cityarchive.core.capture.CaptureLaw.Judgement;
import org.cityarchive.core.capture.CaptureRecords.Offered;
import org.cityarchive.core.capture.CaptureRecords.Sealed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a record answers is told by a fact, once, whenever it is first seen. */
class ParentLearnedTest {
    private static final RecordId RECORD = new RecordId(new UUID(7, 7));
    private static final RecordId PARENT = new RecordId(new UUID(7, 6));
    private static final RecordId ANOTHER = new RecordId(new UUID(7, 5));
    private final List<CaptureEvent> told = new ArrayList<>();
    private RecordStanding standing = RecordStanding.UNKNOWN;

    private Judgement see(Kind kind, int second, @Nullable RecordId parent) {
        var sighting = new Sighting(Lives.START.plusSeconds(second), null, "poll", State.PRESENT, null);
        var shown = Prints.of(new byte[32], new TreeMap<>(Map.of("text", "A")));
        var offered = new Offered(RECORD, new Origin(Lives.ACCOUNT, "facebook", kind, null), parent, parent != null, sighting,
                shown, null, new TreeMap<>(), null);
        int number = new Judging(standing, offered).judge().number();
        var sealed = offered.with(new Sealed(number, Judging.UNSEALED, 1, List.of(), List.of()));
        var judgement = new Judging(standing, number > 0 ? sealed : offered).judge();
        judgement.facts().forEach(fact -> standing = standing.after(fact));
        judgement.kept().forEach(
                row -> standing = row instanceof Sighted sighted ? standing.with(sighted, null) : standing);
        told.addAll(judgement.facts());
        return judgement;
    }

    @Test
    void aMessageTellsWhatItAnswers() {
        see(Kind.MESSAGE, 1, PARENT);
        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).isInstanceOf(MessageCaptured.class);
        assertThat(told.getLast()).isInstanceOfSatisfying(ParentLearned.class, learned -> {
            assertThat(learned.parent()).isEqualTo(PARENT);
            assertThat(learned.parentAssumed()).isTrue();
        });
    }

    @Test
    void aCommentTellsItWithItsFirstWords() {
        see(Kind.COMMENT, 1, PARENT);
        see(Kind.COMMENT, 2, PARENT);
        assertThat(told).singleElement().isInstanceOfSatisfying(CommentCaptured.class,
                captured -> assertThat(captured.parent()).isEqualTo(PARENT));
    }

    @Test
    void whatWasFirstSeenWithoutTellsItWhenItIsSeenWith() {
        see(Kind.COMMENT, 1, null);
        var learned = see(Kind.COMMENT, 2, PARENT);
        assertThat(learned.outcome()).isEqualTo(Outcome.OTHER_FACTS);
        assertThat(learned.number()).as("the words that say it are sealed").isEqualTo(2);
        assertThat(learned.facts()).extracting(Object::getClass)
                .containsExactly(SightingCaptured.class, ParentLearned.class);
        assertThat(see(Kind.COMMENT, 3, ANOTHER).facts()).as("the first that said it stands").isEmpty();
    }

    @Test
    void theSameSightingOfAnOlderArchiveTellsItYet() { // a message whose parent no fact told: its file, read again, does
        see(Kind.MESSAGE, 1, null);
        var again = see(Kind.MESSAGE, 1, PARENT);
        assertThat(again.number()).isZero();
        assertThat(again.facts()).singleElement().isInstanceOf(ParentLearned.class);
        assertThat(again.kept()).isEmpty();
        assertThat(see(Kind.MESSAGE, 1, PARENT).outcome()).isEqualTo(Outcome.UNCHANGED);
    }
}
