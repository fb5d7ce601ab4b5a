package org.cityarchive.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.law.Given.given;
import static org.cityarchive.core.retention.RetentionFacts.ANA_THE_ATTORNEY;
import static org.cityarchive.core.retention.RetentionFacts.CITY;
import static org.cityarchive.core.retention.RetentionFacts.COMPLAINT;
import static org.cityarchive.core.retention.RetentionFacts.MAX_THE_MANAGER;
import static org.cityarchive.core.retention.RetentionFacts.NOTICE;
import static org.cityarchive.core.retention.RetentionFacts.ROUTINE;
import static org.cityarchive.core.retention.RetentionFacts.RUTH_THE_CLERK;
import static org.cityarchive.core.retention.RetentionFacts.SCHEDULE;
import static org.cityarchive.core.retention.RetentionFacts.WORDS;
import static org.cityarchive.core.retention.RetentionFacts.confirmed;
import static org.cityarchive.core.retention.RetentionFacts.edit;
import static org.cityarchive.core.retention.RetentionFacts.post;
import static org.cityarchive.core.retention.RetentionFacts.record;
import static org.cityarchive.core.retention.RetentionFacts.rule;
import static org.cityarchive.core.retention.RetentionFacts.ruleFor;
import static org.cityarchive.core.retention.RetentionFacts.schedule;
import static org.cityarchive.core.retention.RetentionFacts.series;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.cityarchive.core.account.AccountEvent.AccountOpened;
import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.hold.HoldEvent.HoldPlaced;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.hold.ScopeVersion;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.retention.RetentionCommand.AdoptRule;
import org.cityarchive.core.retention.RetentionCommand.AdoptSchedule;
import org.cityarchive.core.retention.RetentionCommand.ClassifyRecord;
import org.cityarchive.core.retention.RetentionCommand.ConfirmSeries;
import org.cityarchive.core.retention.RetentionCommand.EnterAuditReport;
import org.cityarchive.core.retention.RetentionCommand.ResolveTrigger;
import org.cityarchive.core.retention.RetentionCommand.RetireRule;
import org.cityarchive.core.retention.RetentionEvent.AuditReportReceived;
import org.cityarchive.core.retention.RetentionEvent.RecordClassified;
import org.cityarchive.core.retention.RetentionEvent.RuleAdopted;
import org.cityarchive.core.retention.RetentionEvent.RuleRetired;
import org.cityarchive.core.retention.RetentionEvent.ScheduleAdopted;
import org.cityarchive.core.retention.RetentionEvent.SeriesConfirmed;
import org.cityarchive.core.retention.RetentionEvent.TriggerResolved;
import org.junit.jupiter.api.Test;

class RetentionLawTest {
    private static final RetentionLaw LAW = new RetentionLaw();
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final Acting RUTH = new Acting(RUTH_THE_CLERK, Role.CLERK, TODAY);
    private static final Acting MAX = new Acting(MAX_THE_MANAGER, Role.MANAGER, TODAY);
    private static final Acting ANA = new Acting(ANA_THE_ATTORNEY, Role.ATTORNEY, TODAY);
    private static final RecordId RECORD = record(1);
    private static final UUID OTHER_WORDS = new UUID(9, 10);
    private static final Series THREE_YEARS = series(ROUTINE, "P3Y", Trigger.CREATION);
    private static final ScheduleAdopted ADOPTED = schedule(THREE_YEARS, series(COMPLAINT, "P3Y", Trigger.CLOSED));

    private static AdoptSchedule adopt(Acting by, Series... series) {
        return new AdoptSchedule(SCHEDULE, LocalDate.parse("2000-01-01"), List.of(series), WORDS, RUTH_THE_CLERK, by);
    }

    @Test
    void twoPeopleAdoptASchedule() {
        given(LAW).when(adopt(MAX, THREE_YEARS)).then(schedule(THREE_YEARS));
        given(LAW).when(adopt(RUTH, THREE_YEARS)).thenRefused(new RetentionRefusal.SecondPersonNeeded());
        given(LAW).when(adopt(ANA, THREE_YEARS)).thenRefused(new RetentionRefusal.NotInThisRole(Role.ATTORNEY));
        given(LAW, schedule(THREE_YEARS)).when(adopt(MAX, THREE_YEARS)).then();
    }

    @Test
    void aScheduleHasASeriesOnce() {
        given(LAW).when(adopt(MAX, THREE_YEARS, series(ROUTINE, "P5Y", Trigger.CREATION)))
                .thenRefused(new RetentionRefusal.SeriesTwice(ROUTINE));
    }

    @Test
    void twoPeopleVouchForASeries() {
        given(LAW, ADOPTED).when(new ConfirmSeries(SCHEDULE, ROUTINE, WORDS, RUTH_THE_CLERK, MAX))
                .then(new SeriesConfirmed(SCHEDULE, ROUTINE, WORDS, RUTH_THE_CLERK, MAX_THE_MANAGER));
        given(LAW, ADOPTED).when(new ConfirmSeries(SCHEDULE, ROUTINE, WORDS, MAX_THE_MANAGER, MAX))
                .thenRefused(new RetentionRefusal.SecondPersonNeeded());
        given(LAW, ADOPTED).when(new ConfirmSeries(SCHEDULE, NOTICE, WORDS, RUTH_THE_CLERK, MAX))
                .thenRefused(new RetentionRefusal.UnknownSeries(NOTICE));
        given(LAW, ADOPTED, confirmed(ROUTINE)).when(new ConfirmSeries(SCHEDULE, ROUTINE, WORDS, RUTH_THE_CLERK, MAX)).then();
    }

    private static AdoptRule adopt(int number, UUID words, Acting by) {
        return new AdoptRule(rule(ROUTINE), number, ROUTINE, words, 42, 7, by);
    }

    @Test
    void theClerkAdoptsARuleWordingByWording() {
        given(LAW, ADOPTED).when(adopt(1, WORDS, RUTH))
                .then(new RuleAdopted(rule(ROUTINE), 1, ROUTINE, WORDS, RUTH_THE_CLERK, 42, 7));
        given(LAW, ADOPTED, ruleFor(ROUTINE)).when(adopt(2, OTHER_WORDS, RUTH))
                .then(new RuleAdopted(rule(ROUTINE), 2, ROUTINE, OTHER_WORDS, RUTH_THE_CLERK, 42, 7));
        given(LAW, ADOPTED, ruleFor(ROUTINE)).when(adopt(1, OTHER_WORDS, RUTH))
                .thenRefused(new RetentionRefusal.RuleChanged(rule(ROUTINE), 2));
        given(LAW, ADOPTED, ruleFor(ROUTINE)).when(adopt(1, WORDS, RUTH)).then();
        given(LAW, ADOPTED).when(adopt(1, WORDS, MAX)).thenRefused(new RetentionRefusal.NotInThisRole(Role.MANAGER));
        given(LAW).when(adopt(1, WORDS, RUTH)).thenRefused(new RetentionRefusal.UnknownSeries(ROUTINE));
    }

    @Test
    void aRetiredRuleDoesNotComeBack() {
        var retired = new RuleRetired(rule(ROUTINE), WORDS, RUTH_THE_CLERK);
        given(LAW, ADOPTED, ruleFor(ROUTINE)).when(new RetireRule(rule(ROUTINE), WORDS, RUTH)).then(retired);
        given(LAW, ADOPTED, ruleFor(ROUTINE), retired).when(new RetireRule(rule(ROUTINE), WORDS, RUTH)).then();
        given(LAW, ADOPTED, ruleFor(ROUTINE), retired).when(adopt(1, OTHER_WORDS, RUTH))
                .thenRefused(new RetentionRefusal.RuleIsRetired(rule(ROUTINE)));
    }

    private static ClassifyRecord classify(long readAt, Map<ScopeVersion, Boolean> scopes, SeriesCode... series) {
        return new ClassifyRecord(
                new Evaluated(RECORD, readAt, List.of(), scopes, Map.of(new RuleVersion(rule(ROUTINE), 1), true)),
                List.of(series), WORDS, CITY, RUTH);
    }

    @Test
    void aClerkMakesAnExceptionOfOneRecord() {
        given(LAW, ADOPTED, ruleFor(ROUTINE), post(RECORD, null)).when(classify(3, Map.of(), COMPLAINT))
                .then(new RecordClassified(RECORD, List.of(COMPLAINT), WORDS, RUTH_THE_CLERK));
        given(LAW, ADOPTED, ruleFor(ROUTINE)).when(classify(2, Map.of(), COMPLAINT))
                .thenRefused(new RetentionRefusal.UnknownRecord(RECORD));
        given(LAW, ADOPTED, ruleFor(ROUTINE), post(RECORD, null)).when(classify(3, Map.of(), NOTICE))
                .thenRefused(new RetentionRefusal.UnknownSeries(NOTICE));
    }

    @Test
    void anExceptionPreparedBeforeAnAccountCameIntoTheRegisterIsPreparedAgain() { // a scope may ask whose words an author's are
        var opened = new AccountOpened(new AccountId(new UUID(3, 3)), "x", "Parks", null, Via.IMPORT, false);
        assertThat(given(LAW, ADOPTED, ruleFor(ROUTINE), post(RECORD, null), opened).when(classify(3, Map.of(), COMPLAINT))
                .decision()).isInstanceOf(Decision.Outdated.class);
        given(LAW, ADOPTED, ruleFor(ROUTINE), post(RECORD, null), opened).when(classify(4, Map.of(), COMPLAINT))
                .then(new RecordClassified(RECORD, List.of(COMPLAINT), WORDS, RUTH_THE_CLERK));
    }

    @Test
    void anExceptionPreparedBeforeAnEditOrAHoldIsPreparedAgain() {
        assertThat(given(LAW, ADOPTED, ruleFor(ROUTINE), post(RECORD, null), edit(RECORD, null))
                .when(classify(3, Map.of(), COMPLAINT)).decision()).isInstanceOf(Decision.Outdated.class);
        assertThat(given(LAW, ADOPTED, ruleFor(ROUTINE), post(RECORD, null), held()).when(classify(4, Map.of(), COMPLAINT))
                .decision()).isInstanceOf(Decision.Outdated.class);
    }

    private static HoldPlaced held() {
        return new HoldPlaced(new HoldId(new UUID(4, 4)), WORDS, WORDS, ANA_THE_ATTORNEY);
    }

    @Test
    void underAHoldAnExceptionAddsButTakesNothingAway() { // LAW C.7
        var covered = Map.of(new ScopeVersion(new HoldId(new UUID(4, 4)), 1), true);
        given(LAW, ADOPTED, ruleFor(ROUTINE), post(RECORD, null), held()).when(classify(3, covered, COMPLAINT))
                .thenRefused(new RetentionRefusal.HoldInForce(RECORD));
        given(LAW, ADOPTED, ruleFor(ROUTINE), post(RECORD, null), held()).when(classify(3, covered, ROUTINE, COMPLAINT))
                .then(new RecordClassified(RECORD, List.of(ROUTINE, COMPLAINT), WORDS, RUTH_THE_CLERK));
        var free = Map.of(new ScopeVersion(new HoldId(new UUID(4, 4)), 1), false);
        given(LAW, ADOPTED, ruleFor(ROUTINE), post(RECORD, null), held()).when(classify(3, free, COMPLAINT))
                .then(new RecordClassified(RECORD, List.of(COMPLAINT), WORDS, RUTH_THE_CLERK));
    }

    @Test
    void aDateThatStartsAClockIsOfThePast() {
        given(LAW, post(RECORD, null)).when(new ResolveTrigger(RECORD, Trigger.CLOSED, TODAY, WORDS, RUTH))
                .then(new TriggerResolved(RECORD, Trigger.CLOSED, TODAY, WORDS, RUTH_THE_CLERK));
        given(LAW, post(RECORD, null)).when(new ResolveTrigger(RECORD, Trigger.CLOSED, TODAY.plusDays(1), WORDS, RUTH))
                .thenRefused(new RetentionRefusal.InTheFuture(TODAY.plusDays(1)));
        given(LAW, post(RECORD, null)).when(new ResolveTrigger(RECORD, Trigger.FY_END_AUDITED, TODAY, WORDS, RUTH))
                .thenRefused(new RetentionRefusal.NotOfTheRecord(Trigger.FY_END_AUDITED));
        given(LAW).when(new ResolveTrigger(RECORD, Trigger.CLOSED, TODAY, WORDS, RUTH))
                .thenRefused(new RetentionRefusal.UnknownRecord(RECORD));
    }

    @Test
    void anAuditReportComesAfterItsYear() {
        var received = LocalDate.parse("2025-02-14");
        given(LAW).when(new EnterAuditReport(new FiscalYear(2024), received, WORDS, RUTH))
                .then(new AuditReportReceived(2024, received, WORDS, RUTH_THE_CLERK));
        given(LAW).when(new EnterAuditReport(new FiscalYear(2025), received, WORDS, RUTH))
                .thenRefused(new RetentionRefusal.BeforeTheYearEnds(new FiscalYear(2025)));
    }
}
