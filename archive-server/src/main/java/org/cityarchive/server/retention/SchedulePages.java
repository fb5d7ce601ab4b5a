package org.cityarchive.server.retention;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.retention.Series.Action;
import org.cityarchive.core.retention.Series.Subcommittee;
import org.cityarchive.core.retention.Trigger;
import org.cityarchive.server.capture.Multipart;
import org.cityarchive.server.retention.Schedules.Shown;
import org.cityarchive.server.retention.SeriesLine.WrongLineException;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.web.Refusals;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Schedules as pages: all there are, drafts to be edited, their comparison, and the two steps of an adoption. */
@Controller
@RequestMapping("/retention/schedules")
final class SchedulePages {
    private static final int LONGEST_FILE = 8_000_000;

    private final Schedules schedules;
    private final Adopting adopting;
    private final Settlers settlers;
    private final Refusals refusals;

    SchedulePages(Schedules schedules, Adopting adopting, Settlers settlers, Refusals refusals) {
        this.schedules = schedules;
        this.adopting = adopting;
        this.settlers = settlers;
        this.refusals = refusals;
    }

    /** A form of a draft: what it was typed with, and how often the draft was changed then. */
    private record Form(String id, Map<String, String> typed, @Nullable Long seen) {}

    @GetMapping
    String all(Actor actor, Model model) {
        return all(null, List.of(), actor, model);
    }

    private String all(@Nullable Trouble trouble, List<SeriesCsv.Wrong> wrong, Actor actor, Model model) {
        model.addAttribute("schedules", schedules.all(today())).addAttribute("wrongLines", wrong);
        model.addAttribute("fresh", UUID.randomUUID().toString()).addAttribute("tomorrow", today().plusDays(1));
        may(trouble, actor, model);
        return "retention/schedules";
    }

    /** A table as a file or as typed becomes a draft, whole or not at all; without one, the schedule in force is taken as it is. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String begin(HttpServletRequest request, Actor actor, HttpServletResponse response, Model model) throws IOException {
        var typed = new HashMap<String, String>();
        var form = Multipart.of(request.getContentType(), request.getInputStream());
        for (var part = form.next(); part.isPresent(); part = form.next()) {
            typed.put(part.get().name(), part.get().text(LONGEST_FILE).strip());
        }
        var table = typed.getOrDefault("file", "").isEmpty() ? typed.getOrDefault("table", "") : typed.getOrDefault("file", "");
        var read = table.isEmpty() ? null : SeriesCsv.read(table);
        if (read != null && !read.wrong().isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return all(new Trouble(
                    read.wrong().size() == 1
                            ? "1 line is wrong, named below."
                            : read.wrong().size() + " lines are wrong, named below.",
                    null, "table", typed), read.wrong(), actor, model);
        }
        return Trouble.orAgain(() -> {
            var lines = read != null ? read.lines() : schedules.inForce(today()).map(Shown::lines).orElse(List.of());
            var draft = adopting.begin(Typed.schedule(Typed.fresh(typed.get("id")).toString()),
                    Typed.line(typed.get("name"), "name", "The name"), Typed.day(typed.get("from"), "from", "The first day"),
                    lines,
                    actor);
            return to(draft.id().toString());
        }, typed, refusals, response, trouble -> all(trouble, List.of(), actor, model));
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Parameters given, Actor actor, Model model) {
        return one(id, given.text("edit").orElse(null), null, actor, model);
    }

    private String one(String id, @Nullable String edit, @Nullable Trouble trouble, Actor actor, Model model) {
        var shown = schedules.of(Typed.schedule(id), today());
        model.addAttribute("s", shown).addAttribute("triggers", Trigger.values()).addAttribute("actions", Action.values());
        model.addAttribute("subcommittees", Subcommittee.values());
        var line = shown.lines().stream().filter(one -> one.code().equals(edit)).findFirst();
        model.addAttribute("edited", line.orElse(null));
        model.addAttribute("fields", trouble != null && trouble.typed().containsKey("code")
                ? trouble.typed()
                : line.map(SeriesLine::columns).map(HashMap::new).orElseGet(HashMap::new));
        model.addAttribute("others", schedules.all(today()).stream().filter(one -> !one.id().equals(shown.id())).toList());
        settlers.second(shown.drafter(), model);
        model.addAttribute("mine", shown.drafter().toString().equals(settlers.me(actor)));
        may(trouble, actor, model);
        return "retention/schedule";
    }

    /** The same table as a file. */
    @GetMapping(path = "/{id}/table", produces = "text/csv")
    void table(@PathVariable String id, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"schedule-" + Typed.schedule(id) + ".csv\"");
        response.getOutputStream().write(SeriesCsv.write(schedules.of(Typed.schedule(id), today()).lines()).getBytes(UTF_8));
    }

    @GetMapping("/{id}/differences")
    String differences(@PathVariable String id, Parameters given, Actor actor, Model model) {
        var then = schedules.of(Typed.schedule(id), today());
        var others = schedules.all(today()).stream().filter(one -> !one.id().equals(then.id())).toList();
        var with = given.text("with").map(Typed::schedule).map(other -> schedules.of(other, today()))
                .or(() -> schedules.inForce(today()).filter(one -> !one.id().equals(then.id())))
                .or(() -> others.stream().findFirst()).orElse(then);
        model.addAttribute("s", then).addAttribute("with", with).addAttribute("others", others);
        model.addAttribute("compared", ScheduleComparison.of(with.lines(), then.lines()));
        may(null, actor, model);
        return "retention/differences";
    }

    @PostMapping("/{id}/name")
    String name(@PathVariable String id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var form = form(id, given, "name", "from");
        return doing(form, () -> adopting.name(Typed.schedule(id), form.seen(),
                Typed.line(form.typed().get("name"), "name", "The name"),
                Typed.day(form.typed().get("from"), "from", "The first day"), actor), actor, response, model);
    }

    @PostMapping("/{id}/series")
    String put(@PathVariable String id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var form = form(id, given, "code", "title", "schedule", "schedule_version", "period", "trigger", "action", "subcommittee",
                "source_note");
        return doing(form, () -> adopting.put(Typed.schedule(id), form.seen(), line(form.typed()), actor), actor, response,
                model);
    }

    @PostMapping("/{id}/series/remove")
    String remove(@PathVariable String id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var form = form(id, given, "series");
        return doing(form,
                () -> adopting.remove(Typed.schedule(id), form.seen(), Typed.code(form.typed().get("series"), "series"),
                        actor),
                actor, response, model);
    }

    @PostMapping("/{id}/proposal")
    String propose(@PathVariable String id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var form = form(id, given);
        return doing(form, () -> adopting.propose(Typed.schedule(id), form.seen(), actor), actor, response, model);
    }

    @PostMapping("/{id}/reopening")
    String reopen(@PathVariable String id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var form = form(id, given);
        return doing(form, () -> adopting.reopen(Typed.schedule(id), form.seen(), actor), actor, response, model);
    }

    @PostMapping("/{id}/adoption")
    String adopt(@PathVariable String id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var form = form(id, given);
        return doing(form, () -> adopting.adopt(Typed.schedule(id), form.seen(), actor), actor, response, model);
    }

    @PostMapping("/{id}/drop")
    String drop(@PathVariable String id, Actor actor, HttpServletResponse response, Model model) {
        return Trouble.orAgain(() -> {
            adopting.drop(Typed.schedule(id), actor);
            return "redirect:/retention/schedules";
        }, Map.of(), refusals, response, trouble -> one(id, null, trouble, actor, model));
    }

    private String doing(Form form, Runnable act, Actor actor, HttpServletResponse response, Model model) {
        return Trouble.orAgain(() -> {
            act.run();
            return to(form.id());
        }, form.typed(), refusals, response, trouble -> one(form.id(), form.typed().get("code"), trouble, actor, model));
    }

    private static Form form(String id, Parameters given, String... names) {
        return new Form(id, Typed.of(given, names), Typed.seen(given));
    }

    static SeriesLine line(Map<String, String> columns) {
        try {
            return SeriesLine.read(columns);
        } catch (WrongLineException e) {
            throw new BadParameter(e.column(), e.sentence());
        }
    }

    private static String to(String id) {
        return "redirect:/retention/schedules/" + id;
    }

    private LocalDate today() {
        return settlers.acts().today();
    }

    private void may(@Nullable Trouble trouble, Actor actor, Model model) {
        settlers.may(Settlers.SCHEDULES, actor, model);
        model.addAttribute("wrong", trouble).addAttribute("typed", trouble == null ? Map.of() : trouble.typed());
        model.addAttribute("me", settlers.me(actor));
    }
}
