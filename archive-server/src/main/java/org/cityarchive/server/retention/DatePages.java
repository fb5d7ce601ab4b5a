package org.cityarchive.server.retention;

import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.web.Refusals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The dates that start clocks: which are missing, for how many records, and which were entered. */
@Controller
@RequestMapping("/retention/dates")
final class DatePages {
    private final DateBook dates;
    private final MissingDates missing;
    private final Settlers settlers;
    private final Refusals refusals;

    DatePages(DateBook dates, MissingDates missing, Settlers settlers, Refusals refusals) {
        this.dates = dates;
        this.missing = missing;
        this.settlers = settlers;
        this.refusals = refusals;
    }

    @GetMapping
    String all(Parameters given, Actor actor, Model model) {
        return all(given.text("year").map(year -> Map.of("year", year)).orElse(Map.of()), null, actor, model);
    }

    private String all(Map<String, String> typed, @Nullable Trouble trouble, Actor actor, Model model) {
        List<MissingDates.Task> tasks = missing.tasks();
        model.addAttribute("tasks", tasks).addAttribute("reports", dates.reports());
        model.addAttribute("wrong", trouble).addAttribute("typed", typed).addAttribute("today", settlers.acts().today());
        settlers.may(Settlers.RULES, actor, model);
        return "retention/dates";
    }

    /** The audit report of a fiscal year came. */
    @PostMapping("/reports")
    String report(Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var typed = Typed.of(given, "year", "received", "source");
        return Trouble.orAgain(() -> {
            dates.enterReport(DateBook.year(typed.get("year")),
                    Typed.day(typed.get("received"), "received", "The day on which it came"),
                    Typed.text(typed.get("source"), "source", "The source"), actor);
            return "redirect:/retention/dates";
        }, typed, refusals, response, trouble -> all(typed, trouble, actor, model));
    }
}
