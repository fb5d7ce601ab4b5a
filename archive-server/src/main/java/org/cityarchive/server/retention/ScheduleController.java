package org.cityarchive.server.retention;

import java.util.Locale;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.retention.Schedules.Shown;
import org.cityarchive.server.retention.Schedules.Vouched;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Page;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Schedules over the API: the same steps, by the same two people. */
@RestController
@Tag(name = "schedules")
@RequestMapping("/api/v1/schedules")
final class ScheduleController {
    private final Schedules schedules;
    private final Adopting adopting;
    private final RetentionActs acts;

    ScheduleController(Schedules schedules, Adopting adopting, RetentionActs acts) {
        this.schedules = schedules;
        this.adopting = adopting;
        this.acts = acts;
    }

    /**
     * A draft to begin.
     *
     * @param table its series, as the table for spreadsheets that the page takes; null: those of the schedule in force
     */
    record Wanted(@Nullable String name, @Nullable String effectiveFrom, @Nullable String table) {}

    /** Where somebody read a series in the state's schedule. */
    record WantedReading(@Nullable String version, @Nullable String item, @Nullable String page) {}

    /** @param confirmed whether two people vouched for it */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShownSeries(String code, String title, String schedule, String version, String period, String trigger, String action,
            String subcommittee, String note, boolean confirmed, @Nullable String item, @Nullable String page,
            @Nullable String readBy, @Nullable String confirmedBy) {
        static ShownSeries of(SeriesLine line, @Nullable Vouched vouched) {
            var series = line.series();
            return new ShownSeries(line.code(), line.title(), line.schedule(), line.version(), series.period().toString(),
                    series.trigger().name(), series.action().name(), series.subcommittee().name(), line.note(),
                    vouched != null && vouched.isConfirmed(), vouched == null ? null : vouched.place().item(),
                    vouched == null ? null : vouched.place().page(), vouched == null ? null : vouched.readBy(),
                    vouched == null ? null : vouched.confirmedBy());
        }
    }

    /** @param state open, proposed, coming, in-force or before */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Told(UUID id, String name, LocalDate effectiveFrom, String state, String draftedBy, @Nullable String adoptedBy,
            @Nullable Instant adoptedAt, List<ShownSeries> series) {
        static Told of(Shown shown) {
            return new Told(shown.id().value(), shown.name(), shown.effectiveFrom(),
                    shown.standing().name().toLowerCase(Locale.ROOT).replace('_', '-'), shown.draftedBy(),
                    shown.adoptedBy(), shown.adoptedAt(),
                    shown.lines().stream().map(line -> ShownSeries.of(line, shown.vouched(line))).toList());
        }
    }

    @GetMapping
    Page<Told> all(Parameters asked) {
        asked.only("limit", "cursor");
        return Page.of(schedules.all(acts.today()).stream().map(Told::of).toList(), one -> one.id().toString(), asked);
    }

    @GetMapping("/{id}")
    Told one(@PathVariable String id) {
        return Told.of(schedules.of(Typed.schedule(id), acts.today()));
    }

    /** Begins a draft; wrong lines are all named, and nothing half goes in. */
    @PostMapping
    ResponseEntity<Told> begin(@RequestBody Wanted wanted,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String repeatKey, Actor by) {
        var table = wanted.table();
        var lines = new ArrayList<SeriesLine>();
        if (table == null) {
            schedules.inForce(acts.today()).map(Shown::lines).ifPresent(lines::addAll);
        } else {
            var read = SeriesCsv.read(table);
            if (!read.wrong().isEmpty()) {
                throw new BadParameter("table", String.join(" ",
                        read.wrong().stream().map(one -> "Line " + one.number() + ": " + one.sentence()).toList()));
            }
            lines.addAll(read.lines());
        }
        var name = Typed.line(wanted.name(), "name", "The name");
        var from = Typed.day(wanted.effectiveFrom(), "effectiveFrom", "The first day");
        var draft = adopting.begin(Typed.schedule(RepeatKey.id("schedule", by, repeatKey).toString()), name, from, lines, by);
        if (!draft.name().equals(name) || !draft.effectiveFrom().equals(from)) {
            throw RepeatKey.usedForAnother();
        }
        return ResponseEntity.created(URI.create("/api/v1/schedules/" + draft.id())).body(one(draft.id().toString()));
    }

    /** Puts a series into a draft, or takes the place of the one of its code. */
    @PostMapping("/{id}/series")
    Told put(@PathVariable String id, @RequestBody Map<String, String> columns, Actor by) {
        var named = new HashMap<>(columns);
        named.computeIfAbsent("schedule_version", _ -> columns.getOrDefault("version", ""));
        named.computeIfAbsent("source_note", _ -> columns.getOrDefault("note", ""));
        adopting.put(Typed.schedule(id), null, SchedulePages.line(named), by);
        return one(id);
    }

    /** The first person's step. */
    @PostMapping("/{id}/proposal")
    Told propose(@PathVariable String id, Actor by) {
        adopting.propose(Typed.schedule(id), null, by);
        return one(id);
    }

    /** Takes the proposal back. */
    @PostMapping("/{id}/reopening")
    Told reopen(@PathVariable String id, Actor by) {
        adopting.reopen(Typed.schedule(id), null, by);
        return one(id);
    }

    /** The second person's step; again changes nothing. */
    @PostMapping("/{id}/adoption")
    Told adopt(@PathVariable String id, Actor by) {
        adopting.adopt(Typed.schedule(id), null, by);
        return one(id);
    }

    /** Says where a series was read. */
    @PostMapping("/{id}/series/{code}/reading")
    Told read(@PathVariable String id, @PathVariable String code, @RequestBody WantedReading wanted, Actor by) {
        var typed = new HashMap<String, String>();
        typed.put("version", wanted.version() == null ? "" : wanted.version());
        typed.put("item", wanted.item() == null ? "" : wanted.item());
        typed.put("page", wanted.page() == null ? "" : wanted.page());
        adopting.read(Typed.schedule(id), Typed.code(code, "code"), SeriesPages.place(typed), by);
        return one(id);
    }

    /** The second person confirms it; again changes nothing. */
    @PostMapping("/{id}/series/{code}/confirmation")
    Told confirm(@PathVariable String id, @PathVariable String code, Actor by) {
        adopting.confirm(Typed.schedule(id), Typed.code(code, "code"), by);
        return one(id);
    }
}
