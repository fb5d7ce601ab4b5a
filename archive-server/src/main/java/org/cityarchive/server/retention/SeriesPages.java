package org.cityarchive.server.retention;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.retention.SeriesReadings.Place;
import org.cityarchive.server.retention.Schedules.Shown;
import org.cityarchive.server.retention.Schedules.Vouched;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.web.Refusals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The series of the schedule in force, and the two steps by which each is confirmed. */
@Controller
@RequestMapping("/retention")
final class SeriesPages {
    private final Schedules schedules;
    private final Adopting adopting;
    private final SeriesCounts counts;
    private final Settlers settlers;
    private final Refusals refusals;

    SeriesPages(Schedules schedules, Adopting adopting, SeriesCounts counts, Settlers settlers, Refusals refusals) {
        this.schedules = schedules;
        this.adopting = adopting;
        this.counts = counts;
        this.settlers = settlers;
        this.refusals = refusals;
    }

    /**
     * A series as a row.
     *
     * @param records how many belong to it now
     */
    record Row(SeriesLine line, long records, String recordsHref, String href, @Nullable Vouched vouched) {}

    @GetMapping
    String overview(Actor actor, Model model) {
        var inForce = schedules.inForce(today());
        var counted = counts.now();
        model.addAttribute("s", inForce.orElse(null));
        model.addAttribute("rows", inForce.map(shown -> shown.lines().stream().map(line -> row(shown, line, counted)).toList())
                .orElse(List.of()));
        model.addAttribute("coming",
                schedules.all(today()).stream().filter(one -> one.standing() == Schedules.Standing.COMING).toList());
        model.addAttribute("counted", counted);
        settlers.may(Settlers.SCHEDULES, actor, model);
        return "retention/series";
    }

    private Row row(Shown shown, SeriesLine line, SeriesCounts.Counted counted) {
        return new Row(line, counted.of(line.series().code()), SeriesCounts.href(line.series().code()),
                "/retention/series/" + shown.id() + "/" + line.code(), shown.vouched(line));
    }

    /** A series by its code alone, as what is left of a destroyed record names it: in force, else as the last schedule had it. */
    @GetMapping("/series/{code}")
    String named(@PathVariable String code) {
        var series = Typed.code(code, "code");
        var shown = schedules.inForce(today()).filter(one -> one.line(series).isPresent())
                .or(() -> schedules.all(today()).stream().filter(one -> one.line(series).isPresent()).findFirst())
                .orElseThrow(() -> new NoSuch("No schedule has a series " + series + "."));
        return "redirect:/retention/series/" + shown.id() + "/" + series;
    }

    @GetMapping("/series/{schedule}/{code}")
    String one(@PathVariable String schedule, @PathVariable String code, Actor actor, Model model) {
        return one(schedule, code, null, actor, model);
    }

    private String one(String schedule, String code, @Nullable Trouble trouble, Actor actor, Model model) {
        var shown = schedules.of(Typed.schedule(schedule), today());
        var series = Typed.code(code, "code");
        var line = shown.line(series)
                .orElseThrow(() -> new NoSuch("This schedule has no series " + series + "."));
        var me = settlers.me(actor);
        var vouched = shown.vouched(line);
        model.addAttribute("s", shown).addAttribute("row", row(shown, line, counts.now()));
        model.addAttribute("readByMe", vouched != null && vouched.reader().toString().equals(me));
        settlers.second(vouched == null ? shown.drafter() : vouched.reader(), model);
        model.addAttribute("versions", schedules.all(today()).stream().filter(one -> one.line(series).isPresent()).toList());
        model.addAttribute("wrong", trouble).addAttribute("typed", trouble == null ? Map.of() : trouble.typed());
        settlers.may(Settlers.SCHEDULES, actor, model);
        return "retention/one-series";
    }

    /** Somebody read it in the state's schedule. */
    @PostMapping("/series/{schedule}/{code}/reading")
    String read(@PathVariable String schedule, @PathVariable String code, Parameters given, Actor actor,
            HttpServletResponse response, Model model) {
        var typed = Typed.of(given, "version", "item", "page");
        return doing(schedule, code, typed, () -> adopting.read(Typed.schedule(schedule), series(code),
                place(typed), actor), actor, response, model);
    }

    static Place place(Map<String, String> typed) {
        return new Place(Typed.line(typed.get("version"), "version", "The version of the state’s schedule"),
                Typed.line(typed.get("item"), "item", "The item number"), Typed.line(typed.get("page"), "page", "The page"));
    }

    /** The second person confirms it. */
    @PostMapping("/series/{schedule}/{code}/confirmation")
    String confirm(@PathVariable String schedule, @PathVariable String code, Actor actor, HttpServletResponse response,
            Model model) {
        return doing(schedule, code, Map.of(), () -> adopting.confirm(Typed.schedule(schedule), series(code), actor), actor,
                response, model);
    }

    private String doing(String schedule, String code, Map<String, String> typed, Runnable act, Actor actor,
            HttpServletResponse response, Model model) {
        return Trouble.orAgain(() -> {
            act.run();
            return "redirect:/retention/series/" + Typed.schedule(schedule) + "/" + series(code);
        }, typed, refusals, response, trouble -> one(schedule, code, trouble, actor, model));
    }

    private static SeriesCode series(String code) {
        return Typed.code(code, "code");
    }

    private LocalDate today() {
        return settlers.acts().today();
    }
}
