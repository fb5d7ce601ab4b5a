package org.cityarchive.server.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.SealedNames;
import org.cityarchive.server.security.SignInCodes.Invitation;
import org.cityarchive.server.security.SignInCodes.PersonsSession;
import org.cityarchive.server.security.SignInCodes.SetUp;
import org.cityarchive.server.security.SignInForm.Typed;
import org.cityarchive.server.security.TurnedAway.Why;
import org.cityarchive.server.web.TooManyTries;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** Sign-in by a one-time code, and sign-out. A code is used by sending the form, never by opening its link: mail scanners open links. */
@Controller
final class SignInPages {
    private final SignInCodes codes;
    private final SealedNames names;
    private final Tries tries;
    private final TurnedAway turnedAway;
    private final SignInForm form;
    private final Door door;

    SignInPages(SignInCodes codes, SealedNames names, Tries tries, TurnedAway turnedAway, SignInForm form, Door door) {
        this.codes = codes;
        this.names = names;
        this.tries = tries;
        this.turnedAway = turnedAway;
        this.form = form;
        this.door = door;
    }

    @GetMapping("/sign-in")
    ModelAndView page(@RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String then,
            HttpServletRequest request) {
        var typed = Typed.code(code, then);
        if (!code.isEmpty()) {
            switch (codes.look(code).orElse(null)) {
                case PersonsSession session -> typed = typed.of(who(session.person(), session.role()));
                case Invitation invited -> typed = typed.of(who(invited.person(), invited.role()));
                case SetUp _ -> {
                    return new ModelAndView(
                            "redirect:" + UriComponentsBuilder.fromPath("/set-up").queryParam("code", "{code}").build(code));
                }
                case null -> {
                    tries.wrong(request.getRemoteAddr());
                    turnedAway.note(Why.WRONG_ONE_TIME_CODE, null, request.getRemoteAddr());
                }
            }
        }
        return form.page(typed);
    }

    private String who(PersonId person, Role role) {
        return names.of(person).orElse("") + ", " + Roles.title(role);
    }

    /** A good code always opens, whatever was tried from the same address before: 80 bits of chance need no rest between tries. */
    @PostMapping("/sign-in")
    ModelAndView signIn(@RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String then,
            HttpServletRequest request, HttpServletResponse response) {
        switch (codes.use(code).orElse(null)) {
            case PersonsSession session -> {
                door.begin(session.person(), session.role(), "one-time code", request, response);
                return new ModelAndView("redirect:" + SignInForm.local(then).orElse("/"));
            }
            case Invitation invited -> {
                door.begin(invited.person(), invited.role(), "invitation", request, response);
                return new ModelAndView("redirect:" + (form.isLocal() ? FirstEntryPages.PATH : "/"));
            }
            case SetUp _ -> { // used up here it would be lost, but a start prints another
                return new ModelAndView("redirect:/set-up");
            }
            case null -> {
                return wrong(Typed.code(code, then), request, response);
            }
        }
    }

    private ModelAndView wrong(Typed typed, HttpServletRequest request, HttpServletResponse response) {
        if (!tries.mayTry(request.getRemoteAddr())) {
            turnedAway.note(Why.TOO_MANY_TRIES, null, request.getRemoteAddr());
            throw new TooManyTries(Tries.WINDOW);
        }
        tries.wrong(request.getRemoteAddr());
        turnedAway.note(Why.WRONG_ONE_TIME_CODE, null, request.getRemoteAddr());
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form.page(typed.wrong("code",
                "This code is not good, or no longer. Each works once; a restart of the server prints new ones."));
    }

    @PostMapping("/sign-out")
    String signOut(Authentication signedIn, HttpServletRequest request, HttpServletResponse response) {
        door.end(signedIn instanceof SignedIn known ? known.actor() : null, request, response);
        return "redirect:/sign-in";
    }
}
