package org.cityarchive.server.people;

import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.NoSuch;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where the link leads that went to a new work mail. Opening it alone changes nothing: mail programs open links, too. */
@Controller
final class MailConfirmPages {
    private final MailChanges changes;
    private final AccessLog log;

    MailConfirmPages(MailChanges changes, AccessLog log) {
        this.changes = changes;
        this.log = log;
    }

    @GetMapping(MailChanges.PATH)
    ModelAndView page(@RequestParam(defaultValue = "") String code, Actor actor) {
        return page(code, null, actor);
    }

    @PostMapping(MailChanges.PATH + "/confirm")
    ModelAndView confirm(@RequestParam(defaultValue = "") String code, Actor actor, HttpServletResponse response) {
        String why;
        try {
            if (changes.confirm(person(actor), code).isPresent()) {
                log.note(actor, Note.waysIn(person(actor), "work mail changed and confirmed"));
                return new ModelAndView("redirect:" + OwnPages.PATH + "?done=mail-confirmed");
            }
            why = "This link is not good, or no longer. Type the address again on your page, and a new link goes there.";
        } catch (BadParameter taken) {
            why = taken.why();
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(code, new Wrong(why, null, null), actor);
    }

    private ModelAndView page(String code, @Nullable Wrong wrong, Actor actor) {
        return new ModelAndView("people/mail").addObject("code", code).addObject("wrong", wrong).addObject("waiting",
                changes.waiting(person(actor)).orElse(null));
    }

    private static PersonId person(Actor actor) {
        try {
            return new PersonId(UUID.fromString(actor.id()));
        } catch (IllegalArgumentException _) {
            throw new NoSuch("A token has no work mail.");
        }
    }
}
