package org.cityarchive.server.retention;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.retention.RetentionEvent.AuditReportReceived;
import org.cityarchive.core.retention.RetentionEvent.RuleAdopted;
import org.cityarchive.core.retention.RetentionEvent.RuleRetired;
import org.cityarchive.core.retention.RetentionEvent.ScheduleAdopted;
import org.cityarchive.core.retention.RetentionEvent.SeriesConfirmed;
import org.cityarchive.core.retention.RetentionNow;
import org.cityarchive.core.retention.ScheduleId;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.store.FactReader;

/** What was settled about retention for all records alike? Folded from the facts as they come, by the core's own functions. */
public final class ScheduleBook {
    private static final int PAGE = 1_000;
    /** What is shown with who and when; holds and profiles are folded in besides. */
    private static final Set<Class<? extends Fact>> TOLD = Set.of(ScheduleAdopted.class, SeriesConfirmed.class, RuleAdopted.class,
            RuleRetired.class, AuditReportReceived.class);

    private final FactReader reader;
    private Entries settled = new Entries(RetentionNow.NONE, List.of(), 0);

    public ScheduleBook(FactReader reader) {
        this.reader = reader;
    }

    /**
     * What was settled up to a position.
     *
     * @param told the facts of schedules, rules and audit reports behind it, oldest first
     */
    public record Entries(RetentionNow now, List<Recorded<?>> told, long upTo) {
        /** Who adopted a schedule, and when. */
        public Optional<Recorded<?>> adoption(ScheduleId schedule) {
            return told.stream()
                    .filter(one -> one.fact() instanceof ScheduleAdopted adopted && adopted.schedule().equals(schedule))
                    .findFirst();
        }

        /** Who confirmed a series of a schedule, and when. */
        public Optional<Recorded<?>> confirmation(ScheduleId schedule, SeriesCode series) {
            return told.stream().filter(one -> one.fact() instanceof SeriesConfirmed confirmed
                    && confirmed.schedule().equals(schedule) && confirmed.series().equals(series)).findFirst();
        }
    }

    /** As of the last fact there is. */
    public synchronized Entries now() {
        while (true) {
            var batch = reader.after(settled.upTo(), RetentionNow.READS, PAGE);
            var now = settled.now();
            var told = new ArrayList<>(settled.told());
            for (var fact : batch.facts()) {
                now = now.with(fact.fact());
                if (TOLD.contains(fact.fact().getClass())) {
                    told.add(fact);
                }
            }
            settled = new Entries(now, batch.facts().isEmpty() ? settled.told() : List.copyOf(told), batch.upTo());
            if (batch.upTo() >= batch.head()) {
                return settled;
            }
        }
    }
}
