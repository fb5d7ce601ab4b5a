package org.cityarchive.core.retention;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Command;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.PersonId;

/** What may be asked about schedules, rules and the classification of records. Words are ids of sealed text. */
public sealed interface RetentionCommand extends Command {
    /** How many records are confirmed at once at most. */
    int MOST = 500;

    Acting by();

    /**
     * Let a drafted schedule count from a day on; adopted already, it changes nothing.
     *
     * @param draftedBy the other person
     */
    record AdoptSchedule(ScheduleId schedule, LocalDate effectiveFrom, List<Series> series, UUID words, PersonId draftedBy,
            Acting by) implements RetentionCommand {}

    /**
     * Vouch that a series says what the state's schedule says; confirmed already, it changes nothing.
     *
     * @param readBy the other person, who read the schedule's text
     */
    record ConfirmSeries(ScheduleId schedule, SeriesCode series, UUID words, PersonId readBy, Acting by)
            implements
                RetentionCommand {}

    /**
     * Adopt a rule, or a new wording of one.
     *
     * @param number the wording's, one more than the last; 1 for a new rule
     * @param previewed how many records the preview said it matches
     * @param previewedAt the store's position of the preview
     */
    record AdoptRule(RuleId rule, int number, SeriesCode series, UUID words, long previewed, long previewedAt, Acting by)
            implements
                RetentionCommand {}

    /** Let a rule match nothing any more; retired already, it changes nothing. */
    record RetireRule(RuleId rule, UUID words, Acting by) implements RetentionCommand {}

    /**
     * Make an exception of one record, or end one.
     *
     * @param series none: the rules count again
     * @param city the zone in which law is counted
     */
    record ClassifyRecord(Evaluated evaluated, List<SeriesCode> series, UUID words, ZoneId city, Acting by)
            implements
                RetentionCommand {
        public RecordId record() {
            return evaluated.record();
        }
    }

    /**
     * Confirm that a wording of a rule classifies these records rightly; what was confirmed before changes nothing.
     *
     * @param batch names what is confirmed at once
     * @param classified at most {@link #MOST}
     */
    record ConfirmClassifications(UUID batch, RuleVersion rule, List<Evaluated> classified, Acting by)
            implements
                RetentionCommand {}

    /** Enter the date that starts a record's clock. */
    record ResolveTrigger(RecordId record, Trigger trigger, LocalDate on, UUID words, Acting by) implements RetentionCommand {}

    /** Enter when the audit report of a fiscal year was received. */
    record EnterAuditReport(FiscalYear year, LocalDate receivedOn, UUID words, Acting by) implements RetentionCommand {}
}
