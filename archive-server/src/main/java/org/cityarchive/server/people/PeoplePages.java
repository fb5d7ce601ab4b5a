package org.cityarchive.server.people;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.web.Refusals;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who may act here, as pages: the list by role, and a new person's way in. */
@Controller
@RequestMapping("/people")
final class PeoplePages {
    private final Directory directory;
    private final Joining joining;
    private final ShownOnce shown;
    private final Refusals refusals;

    PeoplePages(Directory directory, Joining joining, ShownOnce shown, Refusals refusals) {
        this.directory = directory;
        this.joining = joining;
        this.shown = shown;
        this.refusals = refusals;
    }

    /** The form as typed. The person's id is made with the form: sent twice, it adds one person. */
    record Typed(String person, String name, String mail, String role, String until) {}

    @GetMapping
    String list(Parameters asked, Actor actor, Model model) {
        asked.only("on", "asOf", "knownAt");
        var day = day(asked);
        var rows = directory.rows(day);
        model.addAttribute("rows", rows).addAttribute("people", rows.stream().map(Directory.Row::person).distinct().count())
                .addAttribute("without", day == null ? directory.without() : List.of())
                .addAttribute("day", day).addAttribute("dayWords", Directory.until(day));
        who(actor, model);
        return "people/people";
    }

    private @Nullable LocalDate day(Parameters asked) {
        var day = asked.text("on").map(text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw new BadParameter("on", "The parameter on takes a day such as 2026-11-03.");
            }
        });
        return day.filter(d -> d.isBefore(directory.today())).orElse(null);
    }

    @GetMapping("/add")
    String form(Actor actor, Model model) {
        return form(new Typed(UUID.randomUUID().toString(), "", "", Role.CLERK.word(), ""), null, actor, model);
    }

    @PostMapping
    String add(@RequestParam Map<String, String> form, Actor actor, HttpServletResponse response, Model model) {
        var typed = new Typed(form.getOrDefault("person", ""), form.getOrDefault("name", ""), form.getOrDefault("mail", ""),
                form.getOrDefault("role", ""), form.getOrDefault("until", ""));
        try {
            var person = new PersonId(Parameters.id("person", typed.person()));
            var made = joining.join(person, typed, actor);
            var key = shown.keep(actor, List.of(made.link().toString(), made.words()));
            return "redirect:/people/" + person + "?done=added&shown=" + key;
        } catch (Refused refused) {
            refusals.note(refused.refusal());
            response.setStatus(HttpStatus.CONFLICT.value());
            return form(typed, Wrong.of(refused), actor, model);
        } catch (BadParameter bad) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(typed, Wrong.of(bad), actor, model);
        }
    }

    private String form(Typed typed, @Nullable Wrong wrong, Actor actor, Model model) {
        model.addAttribute("typed", typed).addAttribute("wrong", wrong).addAttribute("roles", PersonForm.roles())
                .addAttribute("today", directory.today()).addAttribute("mailed", joining.isMailed());
        who(actor, model);
        return "people/add";
    }

    private void who(Actor actor, Model model) {
        model.addAttribute("may", actor.role() == Role.IT_DIRECTOR).addAttribute("who", directory.administrators());
    }
}
