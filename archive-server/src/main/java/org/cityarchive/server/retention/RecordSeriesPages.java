package org.cityarchive.server.retention;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.retention.Trigger;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.web.Refusals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** One record's retention: every reason why it is not due, the clerk's exception, and the dates that start its clocks. */
@Controller
@RequestMapping("/retention/records/{id}")
final class RecordSeriesPages {
    private final RecordStandings standings;
    private final Classifying classifying;
    private final DateBook dates;
    private final Schedules schedules;
    private final RecordLines lines;
    private final RetentionWords words;
    private final Settlers settlers;
    private final Refusals refusals;

    RecordSeriesPages(RecordStandings standings, Classifying classifying, DateBook dates, Schedules schedules, RecordLines lines,
            RetentionWords words, Settlers settlers, Refusals refusals) {
        this.standings = standings;
        this.classifying = classifying;
        this.dates = dates;
        this.schedules = schedules;
        this.lines = lines;
        this.words = words;
        this.settlers = settlers;
        this.refusals = refusals;
    }

    /** A date that was entered. */
    record Entered(String trigger, String on) {}

    @GetMapping
    String one(@PathVariable String id, Actor actor, Model model) {
        return one(id, null, actor, model);
    }

    private String one(String id, @Nullable Trouble trouble, Actor actor, Model model) {
        var record = record(id);
        var found = standings.of(record);
        if (found.isEmpty()) {
            return "redirect:/record/" + record; // which tells of one that was destroyed, and of none
        }
        var stands = found.get();
        model.addAttribute("stands", stands).addAttribute("id", record.toString());
        model.addAttribute("line", lines.of(List.of(record)).stream().findFirst().orElse(null));
        model.addAttribute("reason", stands.record().exception().map(one -> words.of(one.words()).getOrDefault("reason", ""))
                .orElse(""));
        model.addAttribute("entered", stands.record().entered().entrySet().stream()
                .map(one -> new Entered(InWords.trigger(one.getKey()), InWords.day(one.getValue()))).toList());
        model.addAttribute("series",
                schedules.inForce(settlers.acts().today()).map(Schedules.Shown::lines).orElse(List.of()));
        model.addAttribute("triggers", Arrays.stream(Trigger.values()).filter(Trigger::isOfTheRecord).toList());
        model.addAttribute("today", settlers.acts().today());
        model.addAttribute("wrong", trouble).addAttribute("typed", trouble == null ? Map.of() : trouble.typed());
        settlers.may(Settlers.RULES, actor, model);
        return "retention/record";
    }

    /** The clerk's exception, or its end. */
    @PostMapping("/exception")
    String except(@PathVariable String id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var typed = Typed.of(given, "why");
        return doing(id, typed, () -> {
            var codes = given.all("series").stream().map(code -> Typed.code(code, "series")).toList();
            classifying.except(record(id), codes, Typed.text(typed.get("why"), "why", "The reason"), actor);
        }, actor, response, model);
    }

    /** A date of this record. */
    @PostMapping("/date")
    String date(@PathVariable String id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var typed = Typed.of(given, "trigger", "on", "source");
        return doing(id, typed, () -> dates.resolve(record(id),
                given.word("trigger", Trigger.class).orElseThrow(
                        () -> new BadParameter("trigger", "Say what happened on that day.")),
                Typed.day(typed.get("on"), "on", "The day"), Typed.text(typed.get("source"), "source", "The source"), actor),
                actor, response, model);
    }

    private String doing(String id, Map<String, String> typed, Runnable act, Actor actor, HttpServletResponse response,
            Model model) {
        return Trouble.orAgain(() -> {
            act.run();
            return "redirect:/retention/records/" + record(id);
        }, typed, refusals, response, trouble -> one(id, trouble, actor, model));
    }

    private static RecordId record(String id) {
        return new RecordId(Parameters.id("id", id));
    }
}
