package org.cityarchive.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.retention.RetentionFacts.CITY;
import static org.cityarchive.core.retention.RetentionFacts.COMPLAINT;
import static org.cityarchive.core.retention.RetentionFacts.MAX_THE_MANAGER;
import static org.cityarchive.core.retention.RetentionFacts.NOTICE;
import static org.cityarchive.core.retention.RetentionFacts.PROMOTION;
import static org.cityarchive.core.retention.RetentionFacts.ROUTINE;
import static org.cityarchive.core.retention.RetentionFacts.RUTH_THE_CLERK;
import static org.cityarchive.core.retention.RetentionFacts.WORDS;
import static org.cityarchive.core.retention.RetentionFacts.confirmed;
import static org.cityarchive.core.retention.RetentionFacts.edit;
import static org.cityarchive.core.retention.RetentionFacts.post;
import static org.cityarchive.core.retention.RetentionFacts.record;
import static org.cityarchive.core.retention.RetentionFacts.recorded;
import static org.cityarchive.core.retention.RetentionFacts.ruleFor;
import static org.cityarchive.core.retention.RetentionFacts.schedule;
import static org.cityarchive.core.retention.RetentionFacts.series;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.hold.HoldEvent.HoldPlaced;
import org.cityarchive.core.hold.HoldEvent.HoldReleased;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.retention.RetentionEvent.AuditReportReceived;
import org.cityarchive.core.retention.RetentionEvent.TriggerResolved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LAW.md C.6, examples 1 to 11; 12 to 14 need a disposition. */
class WorkedExamplesTest {
    private static final RecordId RECORD = record(1);
    private static final LocalDate TODAY = LocalDate.parse("2026-02-01");
    private static final HoldId HOLD = new HoldId(new UUID(4, 4));

    private static List<Obstacle> obstacles(Fact... facts) {
        return obstacles(TODAY, facts);
    }

    /** What stands in the record's way when every rule matches it and every hold covers it. */
    private static List<Obstacle> obstacles(LocalDate today, Fact... facts) {
        var now = RetentionNow.NONE;
        var record = RecordNow.UNKNOWN;
        for (var fact : recorded(facts)) {
            now = now.with(fact.fact());
            record = record.with(fact);
        }
        var evaluated = new Evaluated(RECORD, facts.length, List.of(),
                now.binding(today).stream().collect(Collectors.toMap(scope -> scope, _ -> true)),
                now.rules().stream().collect(Collectors.toMap(rule -> rule, _ -> true)));
        return now.obstacles(record, evaluated, today, CITY);
    }

    private static Optional<LocalDate> eligibleFrom(Fact... facts) {
        return Eligibility.from(LocalDate.MIN, obstacles(facts));
    }

    private static Fact[] routine(String period, Fact... more) {
        var facts = new ArrayList<Fact>(List.of(schedule(series(ROUTINE, period, Trigger.CREATION)), confirmed(ROUTINE),
                ruleFor(ROUTINE)));
        facts.addAll(List.of(more));
        return facts.toArray(Fact[]::new);
    }

    @ParameterizedTest(name = "example {0}")
    @CsvSource({"1, 2023-05-10T18:00:00Z, P3Y, 2026-05-10, 2026-05-11T06:00:00Z",
            "2, 2024-02-29T18:00:00Z, P3Y, 2027-02-28, 2027-03-01T07:00:00Z",
            "3, 2024-02-29T18:00:00Z, P4Y, 2028-02-29, 2028-03-01T07:00:00Z",
            "4, 2022-01-01T06:30:00Z, P3Y, 2024-12-31, 2025-01-01T07:00:00Z",
            "month end, 2024-10-31T18:00:00Z, P4M, 2025-02-28, 2025-03-01T07:00:00Z",
            "summer time begins, 2026-03-08T08:30:00Z, P1D, 2026-03-09, 2026-03-10T06:00:00Z",
            "summer time ends, 2025-11-01T18:00:00Z, P1D, 2025-11-02, 2025-11-03T07:00:00Z"})
    void keptThroughItsLastDayAndEligibleFromTheNext(String example, String createdAt, String period, LocalDate through,
            Instant from) {
        var obstacles = obstacles(routine(period, post(RECORD, createdAt)));
        assertThat(obstacles).as(example).containsExactly(new RetentionObstacle.Obliged(ROUTINE, through));
        assertThat(Eligibility.from(LocalDate.MIN, obstacles).map(day -> day.atStartOfDay(CITY).toInstant())).contains(from);
        assertThat(Eligibility.on(through, obstacles)).isInstanceOf(Eligibility.NotEligible.class);
        assertThat(Eligibility.on(through.plusDays(1), obstacles)).isInstanceOf(Eligibility.Eligible.class);
    }

    private static Fact[] promotion(String createdAt) {
        return new Fact[]{schedule(series(PROMOTION, "P5Y", Trigger.FY_END_AUDITED)), confirmed(PROMOTION), ruleFor(PROMOTION),
                new AuditReportReceived(2025, LocalDate.parse("2026-03-12"), WORDS, RUTH_THE_CLERK), post(RECORD, createdAt)};
    }

    @Test
    void example5AFiscalYearsClockBeginsAtTheEndOfTheMonthOfItsAuditReport() {
        assertThat(obstacles(promotion("2025-07-01T05:30:00Z")))
                .containsExactly(new RetentionObstacle.Obliged(PROMOTION, LocalDate.parse("2031-03-31")));
        assertThat(eligibleFrom(promotion("2025-07-01T05:30:00Z"))).contains(LocalDate.parse("2031-04-01"));
    }

    @Test
    void example6AnHourLaterItIsTheNextFiscalYearWhoseReportIsMissing() {
        assertThat(obstacles(promotion("2025-07-01T06:30:00Z"))).containsExactly(
                new RetentionObstacle.TriggerUnresolved(PROMOTION, Trigger.FY_END_AUDITED, new FiscalYear(2026)));
        assertThat(eligibleFrom(promotion("2025-07-01T06:30:00Z"))).isEmpty();
    }

    private static Fact[] complaintToo(Fact... more) {
        var facts = new ArrayList<Fact>(List.of(schedule(series(ROUTINE, "P3Y", Trigger.CREATION),
                series(COMPLAINT, "P3Y", Trigger.CLOSED), series(NOTICE, "PERMANENT", Trigger.PERMANENT)),
                confirmed(ROUTINE), confirmed(COMPLAINT), confirmed(NOTICE), ruleFor(ROUTINE), ruleFor(COMPLAINT),
                post(RECORD, "2023-05-10T18:00:00Z"), closed("2024-01-15")));
        facts.addAll(List.of(more));
        return facts.toArray(Fact[]::new);
    }

    private static TriggerResolved closed(String on) {
        return new TriggerResolved(RECORD, Trigger.CLOSED, LocalDate.parse(on), WORDS, RUTH_THE_CLERK);
    }

    @Test
    void example7TheLongestOfSeveralSeriesWins() {
        assertThat(eligibleFrom(complaintToo())).contains(LocalDate.parse("2027-01-16"));
    }

    @Test
    void example8WhatIsPermanentNeverGoes() {
        assertThat(eligibleFrom(complaintToo(ruleFor(NOTICE)))).isEmpty();
        assertThat(obstacles(complaintToo(ruleFor(NOTICE)))).contains(new RetentionObstacle.KeptPermanently(NOTICE));
    }

    @Test
    void example9AnEditMovesTheRecordDate() {
        assertThat(eligibleFrom(routine("P3Y", post(RECORD, "2023-05-10T18:00:00Z"), edit(RECORD, "2023-08-01T18:00:00Z"))))
                .contains(LocalDate.parse("2026-08-02"));
    }

    @Test
    void anEditWithoutAPlatformTimeCountsFromWhenItWasSeen() {
        assertThat(eligibleFrom(routine("P3Y", post(RECORD, "2023-05-10T18:00:00Z"), edit(RECORD, null))))
                .contains(LocalDate.parse("2026-10-02"));
    }

    @Test
    void withoutAnyPlatformTimeTheDayOfCaptureCounts() {
        assertThat(eligibleFrom(routine("P3Y", post(RECORD, null)))).contains(LocalDate.parse("2026-10-02"));
        var date = RecordDate.of(List.of(post(RECORD, null)), CITY);
        assertThat(date.basis()).isEqualTo(RecordDate.Basis.CAPTURE);
    }

    @Test
    void example10AReleasedHoldCoolsOffBeforeTheNormalRulesCountAgain() {
        var placed = new HoldPlaced(HOLD, WORDS, WORDS, RetentionFacts.ANA_THE_ATTORNEY);
        var released = new HoldReleased(HOLD, WORDS, List.of(1), LocalDate.parse("2026-09-15"), 30, MAX_THE_MANAGER);
        var free = LocalDate.parse("2026-10-16");
        var facts = routine("P3Y", post(RECORD, "2023-05-10T18:00:00Z"), placed, released);
        assertThat(Eligibility.from(LocalDate.MIN, obstacles(LocalDate.parse("2026-09-20"), facts))).contains(free);
        assertThat(Eligibility.on(free.minusDays(1), obstacles(free.minusDays(1), facts)))
                .isEqualTo(new Eligibility.NotEligible(List.of(new RetentionObstacle.CoolingOff(HOLD, free.minusDays(1)))));
        assertThat(Eligibility.on(free, obstacles(free, facts))).isInstanceOf(Eligibility.Eligible.class);
        assertThat(eligibleFrom(routine("P3Y", post(RECORD, "2023-05-10T18:00:00Z"), placed))).isEmpty();
    }

    @Test
    void example11AnUnconfirmedSeriesLetsNothingGo() {
        var facts = new Fact[]{schedule(series(ROUTINE, "P3Y", Trigger.CREATION)), ruleFor(ROUTINE),
                post(RECORD, "2023-05-10T18:00:00Z")};
        assertThat(obstacles(facts)).contains(new RetentionObstacle.SeriesUnconfirmed(ROUTINE));
        assertThat(eligibleFrom(facts)).isEmpty();
        assertThat(new RetentionObstacle.SeriesUnconfirmed(ROUTINE).sentence()).contains("series not confirmed");
    }

    @Test
    void withoutARuleItIsUnclassifiedAndKept() {
        assertThat(obstacles(schedule(series(ROUTINE, "P3Y", Trigger.CREATION)), confirmed(ROUTINE),
                post(RECORD, "2023-05-10T18:00:00Z"))).containsExactly(new RetentionObstacle.Unclassified());
    }

    @Test
    void whileTwoSchedulesCountTheLongerObligationApplies() {
        var longer = new RetentionEvent.ScheduleAdopted(new ScheduleId(new UUID(9, 2)), LocalDate.parse("2025-01-01"),
                List.of(series(ROUTINE, "P2Y", Trigger.CREATION)), WORDS, RUTH_THE_CLERK, MAX_THE_MANAGER);
        var confirmed = new RetentionEvent.SeriesConfirmed(longer.schedule(), ROUTINE, WORDS, RUTH_THE_CLERK, MAX_THE_MANAGER);
        assertThat(eligibleFrom(routine("P3Y", post(RECORD, "2023-05-10T18:00:00Z"), longer, confirmed)))
                .contains(LocalDate.parse("2026-05-11"));
        assertThat(obstacles(routine("P3Y", post(RECORD, "2023-05-10T18:00:00Z"), longer)))
                .as("the newest one is not confirmed").contains(new RetentionObstacle.SeriesUnconfirmed(ROUTINE));
    }

    @Test
    void aMatterClosedBeforeTheRecordWasMadeShortensNothing() {
        assertThat(Obligation.of(series(COMPLAINT, "P3Y", Trigger.CLOSED),
                RecordDate.of(List.of(post(RECORD, "2023-05-10T18:00:00Z")), CITY),
                Map.of(Trigger.CLOSED, LocalDate.parse("2020-01-01")), SchedulesNow.NONE))
                .isEqualTo(new Obligation.Through(COMPLAINT, LocalDate.parse("2026-05-10")));
    }
}
