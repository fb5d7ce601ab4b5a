package org.cityarchive.core.disposition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The central promise, walked: captures, edits, holds, scope changes, releases, rules, requests and dispositions in any order, each prepared,
 * decided and committed at different moments. {@code -Dwalk.steps=1000000} walks as far as the issue asks.
 */
class NothingHeldIsDestroyedTest {
    private static final int STEPS = Integer.getInteger("walk.steps", 40_000);
    private static final int A_LIFE = 1_000;
    private static final long SEED = Long.getLong("walk.seed", 20_261_121);

    @Test
    void noRecordThatAnyHoldCoversAtItsCommitIsDestroyed() {
        int destructions = 0;
        int keptBack = 0;
        int collisions = 0;
        for (int life = 0; life < STEPS / A_LIFE; life++) {
            var walk = new Walk(SEED + life);
            for (int step = 0; step < A_LIFE; step++) {
                walk.step();
                assertThat(walk.town.wrongs()).as("seed %d, step %d", SEED + life, step).isEmpty();
            }
            destructions += walk.town.destructions();
            keptBack += walk.town.keptBack();
            collisions += walk.collisions;
        }
        System.out.printf("%d steps from seed %d: %d destroyed, %d kept back at the last moment, %d commits refused%n", STEPS,
                SEED,
                destructions, keptBack, collisions);
        assertThat(destructions).as("walks that destroy nothing prove nothing").isGreaterThan(STEPS / 1_000);
        assertThat(keptBack).isGreaterThan(STEPS / 10_000);
        assertThat(collisions).isPositive();
    }
}
