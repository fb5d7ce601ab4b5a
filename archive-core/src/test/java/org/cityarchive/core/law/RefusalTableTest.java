package org.cityarchive.core.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.cityarchive.core.law.RefusalTable.Row;
import org.cityarchive.core.retention.Obstacle;
import org.junit.jupiter.api.Test;

/**
 * Every no of the law stands in one table with the rule that says it, {@code deploy/refusals.md}: the table is written from the code by
 * {@code -Drefusals.write=true}, and a no that is not in it, or says something else there, breaks the build.
 */
class RefusalTableTest {
    @Test
    void everyRefusalSaysWhatWasNotDoneAndCitesItsRule() throws IOException {
        var refusals = RefusalTable.rows("org.cityarchive.core", Refusal.class);
        var obstacles = RefusalTable.rows("org.cityarchive.core", Obstacle.class);
        RefusalTable.saySomething(refusals);
        assertThat(obstacles).extracting(Row::name).doesNotHaveDuplicates();
        RefusalTable.holds("Refused", "", refusals);
        RefusalTable.holds("Why a record is not destroyed", "Each reason is shown, not the first only; after \"Kept: \".",
                obstacles);
    }
}
