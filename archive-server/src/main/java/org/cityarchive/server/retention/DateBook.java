package org.cityarchive.server.retention;

import java.util.Locale;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.retention.FiscalYear;
import org.cityarchive.core.retention.RetentionCommand.EnterAuditReport;
import org.cityarchive.core.retention.RetentionCommand.ResolveTrigger;
import org.cityarchive.core.retention.RetentionEvent.AuditReportReceived;
import org.cityarchive.core.retention.Trigger;
import org.cityarchive.server.people.ActorNames;
import org.cityarchive.server.web.BadParameter;
import org.jspecify.annotations.Nullable;

/** Which dates start clocks: audit reports of whole years, and what was entered for single records; each with its source. */
final class DateBook {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    private final ScheduleBook book;
    private final RetentionWords words;
    private final ActorNames names;
    private final RetentionActs acts;

    DateBook(ScheduleBook book, RetentionWords words, ActorNames names, RetentionActs acts) {
        this.book = book;
        this.words = words;
        this.names = names;
        this.acts = acts;
    }

    /**
     * An audit report as it was entered.
     *
     * @param source where the date is said
     * @param counts whether it is the last one entered for its year
     */
    record Report(FiscalYear year, LocalDate receivedOn, String source, String by, Instant at, boolean counts) {}

    /** All that were entered, the newest year first; of one year the last entered first. */
    List<Report> reports() {
        var known = names.now();
        var settled = book.now();
        var last = settled.now().schedules().audited();
        var reports = new ArrayList<Report>();
        for (var one : settled.told().reversed()) {
            if (one.fact() instanceof AuditReportReceived report) {
                var year = new FiscalYear(report.fiscalYear());
                boolean first = reports.stream().noneMatch(other -> other.year().equals(year));
                reports.add(new Report(year, report.receivedOn(), words.of(report.words()).getOrDefault("source", ""),
                        known.of(report.enteredBy().toString()), one.at(),
                        first && report.receivedOn().equals(last.get(year))));
            }
        }
        reports.sort(Comparator.comparingInt((Report report) -> report.year().year()).reversed());
        return List.copyOf(reports);
    }

    /** Enters when a report came; sent again it changes nothing. */
    void enterReport(FiscalYear year, LocalDate receivedOn, String source, Actor by) {
        if (receivedOn.equals(book.now().now().schedules().audited().get(year))) {
            return;
        }
        var said = words.keep(Map.of("source", source));
        acts.send(acting -> new EnterAuditReport(year, receivedOn, said, acting), by);
    }

    /** Enters the date that starts the clock of one record. */
    void resolve(RecordId record, Trigger trigger, LocalDate on, String source, Actor by) {
        var said = words.keep(Map.of("source", source));
        acts.send(acting -> new ResolveTrigger(record, trigger, on, said, acting), by);
    }

    /** A fiscal year as typed: 2025 or FY2025. */
    static FiscalYear year(@Nullable String text) {
        var typed = text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
        var digits = typed.startsWith("FY") ? typed.substring(2) : typed;
        int year = digits.matches("[0-9]{4}") ? Integer.parseInt(digits) : 0;
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new BadParameter("year", "The fiscal year is the year in which it ends, such as 2025.");
        }
        return new FiscalYear(year);
    }
}
