package org.cityarchive.server.disposition;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cityarchive.core.law.Citation;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.RetentionObstacle;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is past its period on a day, over HTTP: due, or every reason why not. */
@RestController
@RequestMapping(DispositionController.PATH + "/due")
@Tag(name = "dispositions")
final class DueController {
    private final DueEntries due;
    private final BatchModel pages;
    private final AccountRegister accounts;

    DueController(DueEntries due, BatchModel pages, AccountRegister accounts) {
        this.due = due;
        this.pages = pages;
        this.accounts = accounts;
    }

    /** @param reason due, or the first reason of these records why they are not */
    record Part(String reason, String words, long count) {}

    /**
     * @param through last day on which it stands; null: only a deed ends it
     * @param hold id of the hold that stands in the way, where one does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Why(String name, String sentence, Citation citation, @Nullable LocalDate through, @Nullable UUID hold) {
        static Why of(Obstacle obstacle) {
            var hold = switch (obstacle) {
                case RetentionObstacle.Held held -> held.hold().value();
                case RetentionObstacle.CoolingOff cooling -> cooling.hold().value();
                default -> null;
            };
            return new Why(obstacle.name(), obstacle.sentence(), obstacle.citation(), obstacle.through().orElse(null), hold);
        }
    }

    /**
     * A record past its period.
     *
     * @param dated the record date
     * @param keptThrough last day on which a series keeps it; null: none says a day
     * @param due first day on which it is due; null: it is not, or is not yet checked
     * @param reasons every one why it is not due; null: it is, or is not yet checked
     * @param handOver whether a series of it says that it is handed over first
     * @param batch the open disposition on whose list it stands already
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Due(UUID record, @Nullable UUID account, LocalDate dated, List<String> series, @Nullable LocalDate keptThrough,
            @Nullable LocalDate due, @Nullable List<Why> reasons, boolean checked, boolean handOver, @Nullable UUID batch) {}

    /**
     * The list on a day.
     *
     * @param bar its counts add up to all that is past its period, whatever reason was asked for
     * @param within how many more are within their period, or kept for ever
     * @param waiting records that are not yet checked: they count as they stood before
     * @param next cursor of the next page; null on the last
     * @param total how many the list holds in all
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Answer(LocalDate on, List<Part> bar, long within, long waiting, List<Due> items, @Nullable String next, long total) {}

    @Operation(summary = "What is due on a day", description = "Records past their period on a day, the earliest period first:"
            + " since when each is due, or every reason why it is not, with its rule. Each record counts once in the bar.")
    @Parameter(name = "on", description = "a day in the city's zone, such as 2026-11-20; left out: today")
    @Parameter(name = "account", description = "handle or id of an account")
    @Parameter(name = "series", description = "code of a series")
    @Parameter(name = "year", description = "year of the record date")
    @Parameter(name = "reason", description = "due, or the first reason why not: hold, release-wait, request, trigger, series, offer, reply, unproven")
    @Parameter(name = "since", description = "a day: only what is due, and not before it")
    @Parameter(name = "limit", description = "1 to 1,000; left out: 50")
    @Parameter(name = "cursor", description = "next of the page before")
    @GetMapping
    Answer due(Parameters given) {
        given.only("on", "account", "series", "year", "reason", "since", "limit", "cursor");
        var asked = DueAsked.of(given, pages.today(), accounts.all());
        var read = due.read(asked, given.cursor().orElse(null), given.limit());
        var handedOver = pages.handedOver();
        return new Answer(asked.day(),
                DueWords.parts(read.bar()).stream().map(part -> new Part(part.reason(), part.kind().words(), part.count()))
                        .toList(),
                read.within(), read.waiting(), read.entries().stream().map(entry -> shown(entry, handedOver)).toList(),
                read.next(),
                read.total());
    }

    private static Due shown(DueEntries.Entry entry, Set<SeriesCode> handedOver) {
        var line = entry.line();
        var account = line.account();
        var batch = entry.batch();
        return new Due(line.record().value(), account == null ? null : account.value(), line.dated(),
                line.series().stream().map(SeriesCode::value).toList(), line.keptThrough(),
                entry.isDue() ? entry.since() : null,
                entry.reasons().isEmpty() ? null : entry.reasons().stream().map(Why::of).toList(), entry.isChecked(),
                line.series().stream().anyMatch(handedOver::contains),
                batch == null ? null : batch.disposition().value());
    }
}
