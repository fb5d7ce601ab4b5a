package org.cityarchive.server.security;

import java.time.Clock;
import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.People;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.people.SealedNames;
import org.cityarchive.server.security.SignInForm.Typed;
import org.cityarchive.server.security.SingleSignOn.Attempt;
import org.cityarchive.server.security.SingleSignOn.NotProven;
import org.cityarchive.server.security.SingleSignOn.Unanswered;
import org.cityarchive.server.security.TurnedAway.Why;
import org.cityarchive.server.web.NoSuch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Sign-in by the city's own sign-in: there, and back. */
@Controller
final class SingleSignOnPages {
    private static final Logger LOG = LoggerFactory.getLogger(SingleSignOnPages.class);
    private static final String COOKIE = "archive_single";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int LONGEST_THEN = 1_000;

    private final @Nullable SingleSignOn single;
    private final ClaimedRoles claimed;
    private final People people;
    private final PeopleInRoles roles;
    private final SealedNames names;
    private final PasswordPages steps;
    private final SignInForm form;
    private final TurnedAway turnedAway;
    private final Door door;
    private final Seals seals;
    private final Clock clock;

    SingleSignOnPages(SingleSignOnParts parts, People people, PeopleInRoles roles, SealedNames names, PasswordPages steps,
            SignInForm form, TurnedAway turnedAway, Door door, Seals seals, Clock clock) {
        this.single = parts.single();
        this.claimed = parts.claimed();
        this.people = people;
        this.roles = roles;
        this.names = names;
        this.steps = steps;
        this.form = form;
        this.turnedAway = turnedAway;
        this.door = door;
        this.seals = seals;
        this.clock = clock;
    }

    @GetMapping("/sign-in/single")
    ModelAndView there(@RequestParam(defaultValue = "") String then, HttpServletRequest request, HttpServletResponse response) {
        var attempt = Attempt.fresh();
        try {
            var address = issuer().begin(attempt);
            var text = String.join(" ", attempt.state(), attempt.nonce(), attempt.verifier(),
                    then.length() > LONGEST_THEN ? "" : then);
            Door.add(response, door.kept(COOKIE, seals.sign(COOKIE, text, clock.instant().plus(PATIENCE)), PATIENCE, request));
            return new ModelAndView("redirect:" + address);
        } catch (Unanswered e) {
            return unanswered(e, then, response);
        }
    }

    @GetMapping(SingleSignOn.BACK)
    ModelAndView back(@RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String error, HttpServletRequest request, HttpServletResponse response) {
        var issuer = issuer();
        var begun = Door.cookie(request, COOKIE).flatMap(value -> seals.open(COOKIE, value)).map(text -> text.split(" ", 4));
        Door.add(response, door.kept(COOKIE, "", Duration.ZERO, request));
        if (begun.isEmpty() || !begun.get()[0].equals(state)) {
            turnedAway.note(Why.SINGLE_SIGN_ON_VOUCHED_FOR_NOBODY, null, request.getRemoteAddr());
            return refused("This sign-in was not begun in this browser, or took too long. Begin again.", response);
        }
        var then = begun.get()[3];
        if (!error.isEmpty() || code.isEmpty()) {
            turnedAway.note(Why.SINGLE_SIGN_ON_VOUCHED_FOR_NOBODY, null, request.getRemoteAddr());
            return refused("The city's sign-in did not let you in. Begin again, or ask who runs it.", response);
        }
        try {
            var token = issuer.redeem(code, new Attempt(state, begun.get()[1], begun.get()[2]));
            if (people.isEmpty()) {
                return refused("This archive is empty. Its first administrator sets it up with the code that the server printed.",
                        response);
            }
            var person = claimed.person(token);
            if (claimed.apply(person, token).isEmpty()) {
                turnedAway.note(Why.NO_ROLE_HERE, roles.person(person).isEmpty() ? null : person, request.getRemoteAddr());
                return nobody(response);
            }
            return steps.next(person, then, "single sign-on", request, response);
        } catch (Unanswered e) {
            return unanswered(e, then, response);
        } catch (NotProven e) {
            turnedAway.note(Why.SINGLE_SIGN_ON_VOUCHED_FOR_NOBODY, null, request.getRemoteAddr());
            LOG.warn("the answer of the city's sign-in does not hold: {}", e.getMessage());
            return refused("The answer of the city's sign-in does not hold. Nobody was signed in. Begin again.", response);
        }
    }

    private SingleSignOn issuer() {
        if (single == null) {
            throw new NoSuch("This archive has no single sign-on.");
        }
        return single;
    }

    private ModelAndView unanswered(Unanswered why, String then, HttpServletResponse response) {
        LOG.warn("the city's sign-in does not answer: {}", String.valueOf(why.getCause()));
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        return form.page(Typed.code("", then).wrong("single",
                "The city's sign-in does not answer. Try again in a minute; a one-time code from the IT Director works meanwhile."));
    }

    private ModelAndView refused(String sentence, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form.page(Typed.code("", "").wrong("single", sentence));
    }

    /** Known to the city, but to nobody here: a page that says who can help. */
    private ModelAndView nobody(HttpServletResponse response) {
        response.setStatus(HttpStatus.FORBIDDEN.value());
        var administrators = roles.all().stream().filter(one -> one.role() == Role.IT_DIRECTOR)
                .flatMap(one -> names.of(one.person()).stream()).sorted().toList();
        return new ModelAndView("people/no-role").addObject("administrators", administrators);
    }
}
