package org.cityarchive.core.retention;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.cityarchive.core.law.Fact;
import org.cityarchive.core.retention.RetentionEvent.AuditReportReceived;
import org.cityarchive.core.retention.RetentionEvent.RuleAdopted;
import org.cityarchive.core.retention.RetentionEvent.RuleRetired;
import org.cityarchive.core.retention.RetentionEvent.ScheduleAdopted;
import org.cityarchive.core.retention.RetentionEvent.SeriesConfirmed;

/**
 * The schedules, confirmations, rules and audit reports that the facts tell of: what is true for all records alike.
 *
 * @param adopted in the order of adoption
 * @param confirmed which series of which schedule two people vouched for
 * @param rules those that match, each in its last wording
 * @param retired rules that match nothing any more; they do not come back
 * @param audited by fiscal year, when the report was received
 */
public record SchedulesNow(List<ScheduleAdopted> adopted, Set<Confirmed> confirmed, SortedMap<RuleId, RuleAdopted> rules,
        Set<RuleId> retired, Map<FiscalYear, LocalDate> audited) {
    public static final SchedulesNow NONE = new SchedulesNow(List.of(), Set.of(), new TreeMap<>(), Set.of(), Map.of());

    /** A series as one schedule has it. */
    public record Confirmed(ScheduleId schedule, SeriesCode series) {}

    /** With one more fact; facts of other kinds change nothing. */
    public SchedulesNow with(Fact fact) {
        return switch (fact) {
            case ScheduleAdopted schedule -> {
                var all = new ArrayList<>(adopted);
                all.add(schedule);
                yield new SchedulesNow(List.copyOf(all), confirmed, rules, retired, audited);
            }
            case SeriesConfirmed series -> {
                var all = new HashSet<>(confirmed);
                all.add(new Confirmed(series.schedule(), series.series()));
                yield new SchedulesNow(adopted, Set.copyOf(all), rules, retired, audited);
            }
            case RuleAdopted rule -> {
                var all = new TreeMap<>(rules);
                all.put(rule.rule(), rule);
                yield new SchedulesNow(adopted, confirmed, all, retired, audited);
            }
            case RuleRetired rule -> {
                var all = new TreeMap<>(rules);
                all.remove(rule.rule());
                var gone = new HashSet<>(retired);
                gone.add(rule.rule());
                yield new SchedulesNow(adopted, confirmed, all, Set.copyOf(gone), audited);
            }
            case AuditReportReceived report -> {
                var all = new HashMap<>(audited);
                all.put(new FiscalYear(report.fiscalYear()), report.receivedOn());
                yield new SchedulesNow(adopted, confirmed, rules, retired, Map.copyOf(all));
            }
            default -> this;
        };
    }

    /**
     * Every wording of a series that counts on a day, newest last. More than one: the longer obligation applies, until a clerk confirms
     * which one governs older records (LAW.md C.9).
     */
    public List<Series> wordings(SeriesCode code, LocalDate day) {
        return inForce(day).stream().flatMap(s -> s.series().stream()).filter(s -> s.code().equals(code)).toList();
    }

    /** Whether the schedule that is newest on the day has the series. */
    public boolean isInForce(SeriesCode code, LocalDate day) {
        return wording(code, day).isPresent();
    }

    /** The series as the schedule has it that is newest on the day. */
    public Optional<Series> wording(SeriesCode code, LocalDate day) {
        return newest(day).stream().flatMap(s -> s.series().stream()).filter(s -> s.code().equals(code)).findFirst();
    }

    /** Whether two people vouched for the series as the schedule that is newest on the day has it. */
    public boolean isConfirmed(SeriesCode code, LocalDate day) {
        return newest(day).map(s -> confirmed.contains(new Confirmed(s.schedule(), code))).orElse(false);
    }

    /** The schedule that began last, up to the day; of two that began on one day the one adopted later. */
    public Optional<ScheduleAdopted> newest(LocalDate day) {
        return inForce(day).stream().reduce((a, b) -> b.effectiveFrom().isBefore(a.effectiveFrom()) ? a : b);
    }

    private List<ScheduleAdopted> inForce(LocalDate day) {
        return adopted.stream().filter(s -> !s.effectiveFrom().isAfter(day)).toList();
    }

    /** The trigger date of what belongs to a fiscal year: the last day of the month in which its audit report came (LAW.md M-23). */
    public Optional<LocalDate> auditTriggerOf(FiscalYear year) {
        return Optional.ofNullable(audited.get(year)).map(received -> YearMonth.from(received).atEndOfMonth());
    }
}
