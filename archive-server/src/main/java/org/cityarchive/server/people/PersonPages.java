package org.cityarchive.server.people;

import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.security.Roles;
import org.cityarchive.server.security.Sessions;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.web.Refusals;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One person: roles with their dates, ways in, and the acts of who administers. */
@Controller
@RequestMapping("/people/{id}")
final class PersonPages {
    private static final Set<Role> SEE_SESSIONS = Set.of(Role.IT_DIRECTOR, Role.AUDITOR);

    private final Directory directory;
    private final People people;
    private final Invitations invitations;
    private final ShownOnce shown;
    private final MailChanges changes;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final Refusals refusals;
    private final AccessLog log;

    PersonPages(Directory directory, People people, Invitations invitations, ShownOnce shown, MailChanges changes,
            Sessions sessions,
            ApiTokens tokens, Refusals refusals, AccessLog log) {
        this.directory = directory;
        this.people = people;
        this.invitations = invitations;
        this.shown = shown;
        this.changes = changes;
        this.sessions = sessions;
        this.tokens = tokens;
        this.refusals = refusals;
        this.log = log;
    }

    @GetMapping
    String one(@PathVariable String id, Parameters asked, Actor actor, Model model) {
        model.addAttribute("done", asked.text("done").orElse("")).addAttribute("shown",
                asked.text("shown").map(key -> shown.take(actor, key)).orElse(List.of()));
        return page(person(id), null, actor, model);
    }

    @PostMapping("/roles")
    String grant(@PathVariable String id, @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String until, Actor actor, HttpServletResponse response, Model model) {
        return after(id, "granted", actor, response, model,
                () -> people.grant(person(id), PersonForm.role(role), PersonForm.until(until), actor));
    }

    @PostMapping("/roles/{role}/end")
    String revoke(@PathVariable String id, @PathVariable String role, Actor actor, HttpServletResponse response, Model model) {
        return after(id, "revoked", actor, response, model, () -> people.revoke(person(id), PersonForm.role(role), actor));
    }

    @PostMapping("/remove")
    String remove(@PathVariable String id, Actor actor, HttpServletResponse response, Model model) {
        return after(id, "removed", actor, response, model, () -> people.remove(person(id), actor));
    }

    @PostMapping("/sessions/end")
    String endSessions(@PathVariable String id, Actor actor, HttpServletResponse response, Model model) {
        return after(id, "sessions-ended", actor, response, model, () -> {
            sessions.endAll(person(id));
            log.note(actor, Note.waysIn(person(id), "all sessions ended"));
        });
    }

    @PostMapping("/invitations")
    String invite(@PathVariable String id, @RequestParam(defaultValue = "") String role, Actor actor,
            HttpServletResponse response,
            Model model) {
        var person = person(id);
        var asked = PersonForm.role(role);
        if (found(person).roles().stream().noneMatch(held -> held.held() && held.role() == asked)) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(person, new Wrong("Not made: the person does not have this role now.", null, "invite-role"), actor,
                    model);
        }
        var made = invitations.make(person, asked);
        log.note(actor, Note.waysIn(person, "a way in as " + Roles.title(asked) + " made, those before taken back"));
        return "redirect:/people/" + person + "?done=invited&shown="
                + shown.keep(actor, List.of(made.link().toString(), made.words()));
    }

    /** Another work mail, typed by who administers; its person confirms it. */
    @PostMapping("/mail")
    String mail(@PathVariable String id, @RequestParam(defaultValue = "") String mail, Actor actor, HttpServletResponse response,
            Model model) {
        if (found(person(id)).isGone()) {
            throw new NoSuch("This person was removed; no mail goes there any more.");
        }
        try {
            var asked = changes.ask(person(id), mail);
            log.note(actor, Note.waysIn(person(id), asked.noted()));
            return "redirect:/people/" + id + "?done=" + asked.word();
        } catch (BadParameter bad) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("typedMail", mail);
            return page(person(id), Wrong.of(bad), actor, model);
        }
    }

    private String after(String id, String done, Actor actor, HttpServletResponse response, Model model, Runnable act) {
        try {
            act.run();
            return "redirect:/people/" + id + "?done=" + done;
        } catch (Refused refused) {
            refusals.note(refused.refusal());
            response.setStatus(HttpStatus.CONFLICT.value());
            return page(person(id), Wrong.of(refused), actor, model);
        } catch (BadParameter bad) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(person(id), Wrong.of(bad), actor, model);
        }
    }

    private String page(PersonId id, @Nullable Wrong wrong, Actor actor, Model model) {
        var person = found(id);
        boolean self = actor.id().equals(id.toString());
        boolean sees = self || SEE_SESSIONS.contains(actor.role());
        model.addAttribute("whom", person).addAttribute("waiting", changes.waiting(id).orElse(null)).addAttribute("wrong", wrong)
                .addAttribute("self", self)
                .addAttribute("roles", PersonForm.roles()).addAttribute("today", directory.today())
                .addAttribute("may", actor.role() == Role.IT_DIRECTOR).addAttribute("who", directory.administrators())
                .addAttribute("sees", sees).addAttribute("sessions", sees ? sessions.of(id, "") : List.of())
                .addAttribute("tokens", tokens.all().stream().filter(token -> token.madeBy().equals(id.toString())).toList());
        return "people/person";
    }

    private Directory.Person found(PersonId id) {
        return directory.person(id).orElseThrow(() -> new NoSuch("No person has this id."));
    }

    private static PersonId person(String id) {
        return new PersonId(Parameters.id("id", id));
    }
}
