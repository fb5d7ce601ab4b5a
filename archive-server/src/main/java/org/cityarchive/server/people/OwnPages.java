package org.cityarchive.server.people;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.security.Door;
import org.cityarchive.server.security.OwnKeys;
import org.cityarchive.server.security.Roles;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own page: password, second factor, sessions. Nobody else sees it, and nobody does these things for another. */
@Controller
@RequestMapping(OwnPages.PATH)
final class OwnPages {
    static final String PATH = "/people/me";

    private final Directory directory;
    private final OwnKeys keys;
    private final Door door;
    private final ShownOnce shown;
    private final MailChanges changes;
    private final AccessLog log;

    OwnPages(Directory directory, OwnKeys keys, Door door, ShownOnce shown, MailChanges changes, AccessLog log) {
        this.directory = directory;
        this.keys = keys;
        this.door = door;
        this.shown = shown;
        this.changes = changes;
        this.log = log;
    }

    @GetMapping
    String page(Parameters asked, Actor actor, HttpServletRequest request, Model model) {
        model.addAttribute("done", asked.text("done").orElse("")).addAttribute("codes",
                asked.text("shown").map(key -> shown.take(actor, key)).orElse(List.of()));
        return page(null, asked.flag("second"), actor, request, model);
    }

    @PostMapping("/password")
    String password(@RequestParam(defaultValue = "") String current, @RequestParam(defaultValue = "") String password,
            Actor actor, HttpServletRequest request, HttpServletResponse response, Model model) {
        var me = me(actor);
        var wrong = keys.change(me.id(), me.name(), current, password);
        if (wrong.isPresent()) {
            return wrong(wrong.get().sentence(), wrong.get().field(), false, actor, request, response, model);
        }
        noted(actor, "password changed, other sessions ended");
        door.renew(me.id(), actor.role(), "new password", request, response);
        return "redirect:" + PATH + "?done=password";
    }

    /** Another work mail, for who proves to be the person: it is a way in. */
    @PostMapping("/mail")
    String mail(@RequestParam(defaultValue = "") String mail, @RequestParam(defaultValue = "") String proof, Actor actor,
            HttpServletRequest request, HttpServletResponse response, Model model) {
        model.addAttribute("typedMail", mail);
        if (!keys.isPassword(me(actor).id(), proof)) {
            return wrong("This is not your present password. Nothing was changed.", "proof", false, actor, request, response,
                    model);
        }
        try {
            var asked = changes.ask(me(actor).id(), mail);
            noted(actor, asked.noted());
            return "redirect:" + PATH + "?done=" + asked.word();
        } catch (BadParameter bad) {
            return wrong(bad.why(), "mail", false, actor, request, response, model);
        }
    }

    /** Begins: the page then shows the secret for the app. */
    @PostMapping("/second")
    String begin(Actor actor) {
        keys.offer(me(actor).id(), me(actor).name());
        return "redirect:" + PATH + "?second=true";
    }

    @PostMapping("/second/confirm")
    String confirm(@RequestParam(defaultValue = "") String code, Actor actor, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        var codes = keys.confirm(me(actor).id(), code);
        if (codes.isEmpty()) {
            return wrong("This code is not right. The app shows a new one every 30 seconds.", "code", true, actor, request,
                    response, model);
        }
        noted(actor, "second factor turned on");
        return "redirect:" + PATH + "?done=second-on&shown=" + shown.keep(actor, codes);
    }

    @PostMapping("/second/codes")
    String codes(@RequestParam(defaultValue = "") String code, Actor actor, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        var codes = keys.freshCodes(me(actor).id(), code);
        if (codes.isEmpty()) {
            return wrong("This code is not right. Nothing was changed.", "code", false, actor, request, response, model);
        }
        noted(actor, "recovery codes made anew");
        return "redirect:" + PATH + "?done=codes&shown=" + shown.keep(actor, codes);
    }

    @PostMapping("/second/off")
    String off(@RequestParam(defaultValue = "") String code, Actor actor, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        if (!keys.off(me(actor).id(), code)) {
            return wrong("This code is not right. The second factor stays on.", "code", false, actor, request, response, model);
        }
        noted(actor, "second factor turned off");
        return "redirect:" + PATH + "?done=second-off";
    }

    @PostMapping("/sessions/{id}/end")
    String end(@PathVariable String id, Actor actor) {
        keys.sessions().end(me(actor).id(), Parameters.id("id", id));
        noted(actor, "one session ended");
        return "redirect:" + PATH + "?done=session-ended";
    }

    @PostMapping("/sessions/end")
    String endOthers(Actor actor, HttpServletRequest request) {
        keys.sessions().endOthers(me(actor).id(), OwnKeys.session(request));
        noted(actor, "all other sessions ended");
        return "redirect:" + PATH + "?done=others-ended";
    }

    private void noted(Actor actor, String what) {
        log.note(actor, Note.waysIn(me(actor).id(), what));
    }

    private String wrong(String sentence, String field, boolean second, Actor actor, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(new Wrong(sentence, null, field), second, actor, request, model);
    }

    private String page(@Nullable Wrong wrong, boolean second, Actor actor, HttpServletRequest request, Model model) {
        var me = me(actor);
        model.addAttribute("me", me).addAttribute("waiting", changes.waiting(me.id()).orElse(null)).addAttribute("wrong", wrong)
                .addAttribute("role", Roles.title(actor.role()))
                .addAttribute("sessions", keys.sessions().of(me.id(), OwnKeys.session(request)))
                .addAttribute("hasPassword", keys.hasPassword(me.id())).addAttribute("shortest", keys.shortestPassword())
                .addAttribute("secondOn", keys.isSecondOn(me.id())).addAttribute("codesLeft", keys.codesLeft(me.id()));
        if (second) {
            keys.offer(me.id(), me.name()).ifPresent(offer -> model.addAttribute("offer", offer));
        }
        return "people/own";
    }

    /** A token has no own page: it is nobody. */
    private Directory.Person me(Actor actor) {
        return Optional.of(actor.id()).filter(id -> id.matches("[0-9a-f-]{36}")).map(id -> new PersonId(UUID.fromString(id)))
                .flatMap(directory::person).orElseThrow(() -> new NoSuch("A token has no page of its own."));
    }
}
