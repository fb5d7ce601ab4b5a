package org.cityarchive.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.cityarchive.core.retention.RetentionPeriod;
import org.cityarchive.core.retention.Series;
import org.cityarchive.core.retention.Series.Action;
import org.cityarchive.core.retention.Series.Subcommittee;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.core.retention.Trigger;
import org.cityarchive.server.capture.WordDiff;
import org.cityarchive.server.retention.ScheduleComparison.Became;
import org.junit.jupiter.api.Test;

/** Whatever differs between two versions of a series is marked, and nothing else. */
class ScheduleComparisonTest {
    private static SeriesLine line(String title, Subcommittee subcommittee) {
        return new SeriesLine(new Series(new SeriesCode("S1-CORR"), RetentionPeriod.parse("P3Y"), Trigger.CREATION,
                Action.DESTROY, subcommittee), title, "Schedule 1", "2017-08", "item 4");
    }

    private static ScheduleComparison.Line compared(SeriesLine now, SeriesLine then) {
        return ScheduleComparison.of(List.of(now), List.of(then)).lines().getFirst();
    }

    @Test
    void aChangedTitleIsMarkedByItsWords() {
        var line = compared(line("Routine letters", Subcommittee.REQUIRED), line("Routine messages", Subcommittee.REQUIRED));
        assertThat(line.became()).isEqualTo(Became.CHANGED);
        assertThat(line.isRenamed()).isTrue();
        assertThat(line.title().pieces()).extracting(WordDiff.Piece::text).containsExactly("Routine ", "letters", "messages");
        assertThat(List.of(line.keeps(), line.action(), line.agreed(), line.note())).allMatch(WordDiff::isEmpty);
    }

    @Test
    void aChangedWordOnTheSubcommitteeIsMarked() {
        var line = compared(line("Routine", Subcommittee.UNKNOWN), line("Routine", Subcommittee.EXEMPT));
        assertThat(line.became()).isEqualTo(Became.CHANGED);
        assertThat(line.isRenamed()).isFalse();
        assertThat(line.agreed().isEmpty()).isFalse();
    }

    @Test
    void theSameIsNotMarkedAndANewOneIsNotCalledRenamed() {
        assertThat(compared(line("Routine", Subcommittee.EXEMPT), line("Routine", Subcommittee.EXEMPT)).isRenamed()).isFalse();
        var added = ScheduleComparison.of(List.of(), List.of(line("Routine", Subcommittee.EXEMPT))).lines().getFirst();
        assertThat(added.became()).isEqualTo(Became.ADDED);
        assertThat(added.isRenamed()).isFalse();
    }
}
