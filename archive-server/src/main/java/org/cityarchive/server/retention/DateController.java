package org.cityarchive.server.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.web.Page;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Audit reports over the API. The same date of the same year again changes nothing: no Idempotency-Key is needed. */
@RestController
@Tag(name = "audit-reports")
@RequestMapping("/api/v1/audit-reports")
final class DateController {
    private final DateBook dates;

    DateController(DateBook dates) {
        this.dates = dates;
    }

    /**
     * A report that came.
     *
     * @param year the fiscal year, by the year in which it ends
     * @param receivedOn city day
     * @param source the letter or file that says so
     */
    record Wanted(@Nullable String year, @Nullable String receivedOn, @Nullable String source) {}

    /** @param counts whether it is the last one entered for its year */
    record Told(int year, LocalDate receivedOn, String source, String enteredBy, Instant enteredAt, boolean counts) {
        static Told of(DateBook.Report report) {
            return new Told(report.year().year(), report.receivedOn(), report.source(), report.by(), report.at(),
                    report.counts());
        }
    }

    @GetMapping
    Page<Told> all(Parameters asked) {
        asked.only("limit", "cursor");
        return Page.of(told(), one -> one.year() + "." + one.enteredAt(), asked);
    }

    /** Enters when a report came. */
    @PostMapping
    List<Told> enter(@RequestBody Wanted wanted, Actor by) {
        dates.enterReport(DateBook.year(wanted.year()),
                Typed.day(wanted.receivedOn(), "receivedOn", "The day on which it came"),
                Typed.text(wanted.source(), "source", "The source"), by);
        return told();
    }

    private List<Told> told() {
        return dates.reports().stream().map(Told::of).toList();
    }
}
