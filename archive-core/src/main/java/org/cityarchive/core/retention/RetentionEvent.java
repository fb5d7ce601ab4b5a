package org.cityarchive.core.retention;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.people.PersonId;

/** What people settled about how long records are kept. Words lie sealed beside; a fact holds their id only. */
public sealed interface RetentionEvent extends Fact {

    /**
     * From a day on this schedule counts, beside the earlier ones: until the clerk says which governs older records, the longer applies
     * (LAW.md C.9).
     *
     * @param effectiveFrom city day
     * @param series every series it has, by code
     * @param words id of the sealed titles, schedules, citations and notes
     * @param draftedBy the first of the two people
     * @param adoptedBy the second
     */
    @Event(namespace = "retention", name = "ScheduleAdopted", version = "1")
    record ScheduleAdopted(@EventTag(key = "schedule") ScheduleId schedule, LocalDate effectiveFrom, List<Series> series,
            UUID words, PersonId draftedBy, PersonId adoptedBy) implements RetentionEvent {
        public ScheduleAdopted {
            series = List.copyOf(series);
        }
    }

    /**
     * Two people vouch that the series says what the state's schedule says.
     *
     * @param words id of the sealed version, number and page of the schedule that was read
     * @param readBy who read the schedule's text
     * @param confirmedBy the second person
     */
    @Event(namespace = "retention", name = "SeriesConfirmed", version = "1")
    record SeriesConfirmed(@EventTag(key = "schedule") ScheduleId schedule, @EventTag(key = "series") SeriesCode series,
            UUID words,
            PersonId readBy, PersonId confirmedBy) implements RetentionEvent {}

    /**
     * What the rule's query matches, now and later, belongs to the series: adopting it is the person's confirmation of what it matches
     * (LAW.md C.2).
     *
     * @param words id of the sealed query and reason
     * @param previewed how many records it matched when the person looked
     * @param previewedAt the store's position then
     */
    @Event(namespace = "retention", name = "RuleAdopted", version = "1")
    record RuleAdopted(@EventTag(key = "rule") RuleId rule, int number, SeriesCode series, UUID words, PersonId adoptedBy,
            long previewed, long previewedAt) implements RetentionEvent {
        public RuleVersion version() {
            return new RuleVersion(rule, number);
        }
    }

    /** From now on the rule matches nothing. */
    @Event(namespace = "retention", name = "RuleRetired", version = "1")
    record RuleRetired(@EventTag(key = "rule") RuleId rule, UUID words, PersonId retiredBy) implements RetentionEvent {}

    /**
     * A clerk's exception: this record belongs to these series, whatever the rules say.
     *
     * @param series none: the exception ends, and the rules count again
     * @param words id of the sealed reason
     */
    @Event(namespace = "retention", name = "RecordClassified", version = "1")
    record RecordClassified(@EventTag(key = "record") RecordId record, List<SeriesCode> series, UUID words, PersonId classifiedBy)
            implements
                RetentionEvent {
        public RecordClassified {
            series = List.copyOf(series);
        }
    }

    /**
     * A person looked at what a rule's wording matches, this record among it, and says that it is so; where the profile asks for it, nothing
     * is due before.
     *
     * @param rule and number: the wording by which it was classified
     * @param batch names what was confirmed at once
     */
    @Event(namespace = "retention", name = "ClassificationConfirmed", version = "1")
    record ClassificationConfirmed(@EventTag(key = "record") RecordId record, @EventTag(key = "rule") RuleId rule, int number,
            UUID batch, PersonId confirmedBy) implements RetentionEvent {
        public RuleVersion version() {
            return new RuleVersion(rule, number);
        }
    }

    /**
     * The date that starts the clock of a record was entered; one entered later takes its place.
     *
     * @param on city day
     * @param words id of the sealed source
     */
    @Event(namespace = "retention", name = "TriggerResolved", version = "1")
    record TriggerResolved(@EventTag(key = "record") RecordId record, Trigger trigger, LocalDate on, UUID words,
            PersonId resolvedBy)
            implements
                RetentionEvent {}

    /**
     * The final audit report of a fiscal year was received; one entered later takes its place.
     *
     * @param fiscalYear the year in which it ends
     * @param receivedOn city day
     * @param words id of the sealed source
     */
    @Event(namespace = "retention", name = "AuditReportReceived", version = "1")
    record AuditReportReceived(@EventTag(key = "fiscal-year") int fiscalYear, LocalDate receivedOn, UUID words,
            PersonId enteredBy)
            implements
                RetentionEvent {}
}
