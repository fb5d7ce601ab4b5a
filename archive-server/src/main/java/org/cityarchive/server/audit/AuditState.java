package org.cityarchive.server.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An audit, as it stands.
 *
 * @param number counted from 1
 * @param daily the city's day, of one that began by itself; null: somebody asked
 * @param actor who asked
 * @param upTo the last position that is compared
 * @param comparison under way; null: none yet, or all done
 * @param reached how far that one is, of {@code reach}
 * @param tallies what each comparison that began came to
 * @param marked rows beside the facts that have their marks
 * @param reason why it failed
 */
public record AuditState(UUID id, long number, Stage stage, @Nullable LocalDate daily, String actor, String role, long upTo,
        long commits, @Nullable Comparison comparison, String place, long reached, long reach, Map<Comparison, Tally> tallies,
        long marked, @Nullable String reason, Instant createdAt, @Nullable Instant startedAt, @Nullable Instant finishedAt) {

    /** Where an audit is in its life. */
    public enum Stage {
        QUEUED, RUNNING, DONE, FAILED
    }

    /** Things looked at. */
    public long looked() {
        return tallies.values().stream().mapToLong(Tally::looked).sum();
    }

    /** What did not agree. */
    public long differences() {
        return tallies.values().stream().mapToLong(Tally::differences).sum();
    }

    /** Whether all was compared and agrees. */
    public boolean agrees() {
        return stage == Stage.DONE && differences() == 0;
    }

    /** Whether it is still to end. */
    public boolean isOpen() {
        return stage == Stage.QUEUED || stage == Stage.RUNNING;
    }

    /** What one comparison came to; nothing where it did not begin. */
    public Tally tally(Comparison of) {
        return tallies.getOrDefault(of, Tally.NONE);
    }
}
