package org.cityarchive.server.retention;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.core.retention.Trigger;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One record's retention over the API: how it stands and why, the clerk's exception, and the dates that start its clocks. */
@RestController
@Tag(name = "standing")
@RequestMapping("/api/v1/records/{id}")
final class RecordSeriesController {
    private final RecordStandings standings;
    private final Classifying classifying;
    private final DateBook dates;
    private final RetentionWords words;

    RecordSeriesController(RecordStandings standings, Classifying classifying, DateBook dates, RetentionWords words) {
        this.standings = standings;
        this.classifying = classifying;
        this.dates = dates;
        this.words = words;
    }

    /** @param through such as "Nov 20, 2027", "for ever" or "not set: the date is missing" */
    record Kept(String code, String title, String keeps, String trigger, String through, String then, boolean confirmed,
            List<String> rules) {}

    /** @param series none: an exception that was ended */
    record Excepted(List<String> series, String reason) {}

    record Entered(String trigger, LocalDate on) {}

    /**
     * How a record stands today.
     *
     * @param series the longest first
     * @param why everything that stands in the way of its end; none: it is due
     * @param dueOn first day on which nothing would stand in the way, as far as is known
     * @param exception the clerk's own word on its series
     * @param dates that were entered for this record
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Told(String record, List<Kept> series, boolean due, List<RecordStandings.Why> why, @Nullable LocalDate dueOn,
            @Nullable Excepted exception, List<Entered> dates) {}

    /**
     * An exception.
     *
     * @param series codes; an empty list ends the exception, and the rules count again
     */
    record Classified(@Nullable List<String> series, @Nullable String reason) {}

    /**
     * A date of this record.
     *
     * @param trigger what happened on that day: closed, superseded or event
     * @param source where that is said
     */
    record Dated(@Nullable String trigger, @Nullable String on, @Nullable String source) {}

    @Operation(summary = "How a record stands with the schedule", description = "Its series and their rules, how long each keeps it, and every reason why it is not due.")
    @GetMapping("/standing")
    Told one(@PathVariable String id) {
        var record = record(id);
        var stands = standings.of(record).orElseThrow(() -> new NoSuch("No record has this id, or it was destroyed."));
        var exception = stands.record().exception()
                .map(one -> new Excepted(one.series().stream().map(SeriesCode::value).toList(),
                        words.of(one.words()).getOrDefault("reason", "")))
                .orElse(null);
        return new Told(record.toString(), stands.series().stream().map(RecordSeriesController::kept).toList(), stands.isDue(),
                stands.why(), stands.dueOn(), exception, stands.record().entered().entrySet().stream()
                        .map(one -> new Entered(word(one.getKey()), one.getValue())).toList());
    }

    private static Kept kept(RecordStandings.InSeries one) {
        return new Kept(one.code(), one.title(), one.keeps(), one.trigger(), one.through(), one.then(), one.confirmed(),
                one.rules().stream().map(RecordStandings.ByRule::name).toList());
    }

    @Operation(summary = "Make an exception of a record, or end one", description = "The clerk's own word on its series, with the reason (LAW C.2). Under a hold it may add series, not take one away.")
    @PostMapping("/exception")
    Told except(@PathVariable String id, @RequestBody Classified exception, Actor by) {
        var series = exception.series();
        if (series == null) {
            throw new BadParameter("series", "Name the series, or an empty list to end the exception.");
        }
        classifying.except(record(id), series.stream().map(code -> Typed.code(code, "series")).toList(),
                Typed.text(exception.reason(), "reason", "The reason"), by);
        return one(id);
    }

    @Operation(summary = "Enter a date that starts a record's clock", description = "When its matter was closed, its next version took effect, or a named event happened.")
    @PostMapping("/dates")
    Told date(@PathVariable String id, @RequestBody Dated date, Actor by) {
        dates.resolve(record(id), trigger(date.trigger()), Typed.day(date.on(), "on", "The day"),
                Typed.text(date.source(), "source", "The source"), by);
        return one(id);
    }

    private static Trigger trigger(@Nullable String text) {
        var word = text == null ? "" : text.strip();
        return Arrays.stream(Trigger.values()).filter(one -> word(one).equals(word)).findFirst()
                .orElseThrow(() -> new BadParameter("trigger", "The trigger takes one of: " + Arrays.stream(Trigger.values())
                        .filter(Trigger::isOfTheRecord).map(RecordSeriesController::word).collect(Collectors.joining(", "))
                        + "."));
    }

    private static String word(Trigger trigger) {
        return trigger.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static RecordId record(String id) {
        return new RecordId(Parameters.id("id", id));
    }
}
