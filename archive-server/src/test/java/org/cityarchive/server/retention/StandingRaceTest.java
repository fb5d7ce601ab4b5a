package org.cityarchive.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.server.retention.KeptQueries.Mark;
import org.junit.jupiter.api.Test;

/** A standing is computed with all marks that it waits for, also where it waited already when the last of them came. */
class StandingRaceTest {

    @Test
    void aMarkThatIsNotCommittedYetKeepsItsRecordWaiting() throws Exception {
        try (var town = new JudgedTown().marking()) {
            town.say(List.of(new JudgedTown.Said("p0", null, "Pool hours", Instant.parse("2020-03-01T18:00:00Z"))));
            town.settleDown();
            RecordId record = town.store.record("p0");
            try (var before = town.store.database.connections().getConnection();
                    var marking = town.store.database.connections().getConnection()) {
                new MarkRows(before).anew(Set.of(record));
                marking.setAutoCommit(false);
                new MarkRows(marking).add(new Mark(true, UUID.randomUUID(), 1), List.of(record));
                assertThat(town.rows.step()).as("computed without the mark").isFalse();
                marking.commit();
                assertThat(town.rows.waiting()).isEqualTo(1);
                assertThat(town.rows.step()).isTrue();
                assertThat(town.rows.waiting()).isZero();
            }
        }
    }
}
