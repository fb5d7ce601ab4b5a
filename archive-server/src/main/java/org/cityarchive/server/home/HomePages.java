package org.cityarchive.server.home;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.cityarchive.core.people.Actor;
import org.cityarchive.server.security.Grants;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.web.PageFrame;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page after sign-in: what needs whom, the loudest first. */
@Controller
final class HomePages {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("EEEE, MMMM d, uuuu", Locale.US);
    private static final List<String> NUMBERS = List.of("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight",
            "Nine");

    private final Looks looks;
    private final GoingLive goingLive;
    private final Months months;
    private final Newest newest;
    private final PageFrame frame;
    private final Projections projections;
    private final Positions positions;

    HomePages(Looks looks, GoingLive goingLive, Months months, Newest newest, PageFrame frame, Projections projections,
            Positions positions) {
        this.looks = looks;
        this.goingLive = goingLive;
        this.months = months;
        this.newest = newest;
        this.frame = frame;
        this.projections = projections;
        this.positions = positions;
    }

    /** What the archive wrote down, and who has read it. */
    record Kept(long facts, int readers, long reading) {}

    @GetMapping("/")
    String home(Actor actor, Model model) {
        var times = frame.times();
        var now = times.now().atZone(times.city());
        var found = looks.look(actor);
        model.addAttribute("greeting", greeting(now.getHour(), firstName()));
        model.addAttribute("today", TODAY.format(now));
        model.addAttribute("sentence", sentence(found));
        model.addAttribute("mayImport", Grants.IMPORTERS.contains(actor.role()));
        model.addAttribute("found", found);
        model.addAttribute("kept", kept());
        var steps = goingLive.steps();
        model.addAttribute("steps", steps);
        model.addAttribute("done", steps.stream().filter(GoingLive.Step::done).count());
        model.addAttribute("months", months.until(times.now(), times.city()));
        model.addAttribute("newest", newest.five());
        return "home/home";
    }

    private Kept kept() {
        var standings = projections.standings();
        return new Kept(positions.head().position(), standings.size(), standings.stream().filter(one -> one.lag() > 0).count());
    }

    private String firstName() {
        return frame.person().map(person -> person.name().strip().split("\\s+", 2)[0]).orElse("");
    }

    /** By the city's clock. */
    static String greeting(int hour, String name) {
        var time = hour < 5 || hour >= 18 ? "Good evening" : hour < 12 ? "Good morning" : "Good afternoon";
        return name.isBlank() ? time : time + ", " + name;
    }

    /** How much there is, and the loudest of it. */
    static String sentence(Looks.Found found) {
        int rows = found.rows().size();
        if (rows == 0) {
            return found.notCounted().isEmpty() ? "" : "Not everything could be counted.";
        }
        var number = rows < NUMBERS.size() ? NUMBERS.get(rows) : String.valueOf(rows);
        var first = found.rows().getFirst();
        var need = rows == 1 ? number + " thing needs you" : number + " things need you";
        return first.alarm() == NeedsYou.Alarm.LOST ? need + "; the first loses records until it is done." : need + ".";
    }
}
