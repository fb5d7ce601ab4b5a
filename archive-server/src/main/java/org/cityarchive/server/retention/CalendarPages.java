package org.cityarchive.server.retention;

import org.cityarchive.core.people.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What comes due in the next five years. */
@Controller
final class CalendarPages {
    private final DueCalendar calendar;
    private final Settlers settlers;

    CalendarPages(DueCalendar calendar, Settlers settlers) {
        this.calendar = calendar;
        this.settlers = settlers;
    }

    @GetMapping("/retention/calendar")
    String calendar(Actor actor, Model model) {
        model.addAttribute("years", calendar.years()).addAttribute("today", settlers.acts().today());
        settlers.may(Settlers.RULES, actor, model);
        return "retention/calendar";
    }
}
