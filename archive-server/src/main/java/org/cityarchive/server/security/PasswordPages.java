package org.cityarchive.server.security;

import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.people.PeopleInRoles.InRole;
import org.cityarchive.server.security.LoginTries.Standing;
import org.cityarchive.server.security.SignInForm.Typed;
import org.cityarchive.server.security.TurnedAway.Why;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.TooManyTries;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Sign-in by mail and password, then the second factor, then the role where a person has several. */
@Controller
final class PasswordPages {
    private static final String PENDING = "archive_pending";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LONGEST_THEN = 1_000;
    private static final String WRONG = "That password does not match this name, or nobody has the name. ";
    private static final String OTHER_WAYS = " A browser that you have signed in with before need not wait, and your IT Director can make"
            + " you a one-time code.";

    private final Logins logins;
    private final Passwords passwords;
    private final SecondFactor secondFactor;
    private final PeopleInRoles roles;
    private final LoginTries loginTries;
    private final Tries tries;
    private final TurnedAway turnedAway;
    private final SignInForm form;
    private final Door door;
    private final Seals seals;
    private final Clock clock;

    PasswordPages(Logins logins, Passwords passwords, SecondFactor secondFactor, PeopleInRoles roles, LoginTries loginTries,
            Tries tries, TurnedAway turnedAway, SignInForm form, Door door, Seals seals, Clock clock) {
        this.logins = logins;
        this.passwords = passwords;
        this.secondFactor = secondFactor;
        this.roles = roles;
        this.loginTries = loginTries;
        this.tries = tries;
        this.turnedAway = turnedAway;
        this.form = form;
        this.door = door;
        this.seals = seals;
        this.clock = clock;
    }

    /** Who proved the first step how, and wants to go where. */
    private record Pending(PersonId person, String how, String then) {}

    /** At whose door somebody stands, as far as a name tells, and from where. */
    private record From(@Nullable PersonId person, String address) {}

    @PostMapping("/sign-in/password")
    ModelAndView password(@RequestParam(defaultValue = "") String login, @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String then, HttpServletRequest request, HttpServletResponse response) {
        if (!form.isLocal()) {
            throw new NoSuch("Passwords are switched off here. Use the city's sign-in.");
        }
        var typed = new Typed("", login, then, null, null, null);
        var person = logins.personOf(login).filter(p -> !rolesOf(p).isEmpty());
        var device = person.flatMap(p -> door.knownDevice(p, request));
        var key = device.orElseGet(() -> "login " + HexFormat.of().formatHex(logins.digest(login)));
        var from = new From(person.orElse(null), request.getRemoteAddr());
        if (device.isEmpty() && !tries.mayTry(request.getRemoteAddr())) {
            away(Why.TOO_MANY_TRIES, from);
            throw new TooManyTries(Tries.WINDOW);
        }
        var wait = loginTries.mustWait(key);
        if (wait.isPresent()) {
            away(Why.MUST_WAIT_AFTER_WRONG_PASSWORDS, from);
            return mustWait(typed, wait.get(), response);
        }
        var standing = loginTries.begin(key);
        if (!passwords.matches(person.orElse(null), password)) {
            tries.wrong(request.getRemoteAddr());
            away(standing.left() == 0 ? Why.WAIT_BEGAN_AFTER_WRONG_PASSWORDS : Why.WRONG_PASSWORD, from);
            return wrong(typed, standing, response);
        }
        loginTries.right(key);
        return next(person.orElseThrow(), then, "password", request, response);
    }

    /** After the first step: in, or to what is still to be proved or chosen. */
    ModelAndView next(PersonId person, String then, String how, HttpServletRequest request, HttpServletResponse response) {
        var pending = new Pending(person, how, then.length() > LONGEST_THEN ? "" : then); // a browser drops a cookie of over 4 KB
        var mayBe = rolesOf(pending.person());
        if (mayBe.size() == 1 && !secondFactor.isOn(pending.person())) {
            return enter(pending, mayBe.getFirst(), how, request, response);
        }
        var text = String.join("|", person.toString(), passwords.stamp(person), how, pending.then());
        Door.add(response, door.kept(PENDING, seals.sign(PENDING, text, clock.instant().plus(PATIENCE)), PATIENCE, request));
        return new ModelAndView("redirect:/sign-in/second");
    }

    @GetMapping("/sign-in/second")
    ModelAndView second(HttpServletRequest request) {
        return pending(request).map(pending -> page(pending, "", null)).orElseGet(() -> new ModelAndView("redirect:/sign-in"));
    }

    @PostMapping("/sign-in/second")
    ModelAndView second(@RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String role,
            HttpServletRequest request, HttpServletResponse response) {
        var pending = pending(request).orElse(null);
        if (pending == null) {
            return new ModelAndView("redirect:/sign-in");
        }
        var mayBe = rolesOf(pending.person());
        var from = new From(pending.person(), request.getRemoteAddr());
        var wanted = mayBe.size() == 1 ? mayBe.getFirst() : Roles.find(role).filter(mayBe::contains).orElse(null);
        if (wanted == null) {
            away(Why.ROLE_OF_SOMEBODY_ELSE, from);
            return refuse(page(pending, role, "Choose one of your roles."), response);
        }
        boolean twice = secondFactor.isOn(pending.person());
        if (twice) {
            var refused = refused(pending, code, page(pending, role, null), from, request, response);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        return enter(pending, wanted, pending.how() + (twice ? " and second factor" : ""), request, response);
    }

    /** The page that asks once more, where the code is not good; empty where it is. */
    private Optional<ModelAndView> refused(Pending pending, String code, ModelAndView page, From from, HttpServletRequest request,
            HttpServletResponse response) {
        var key = "second " + door.knownDevice(pending.person(), request).orElse(pending.person().toString());
        var wait = loginTries.mustWait(key);
        if (wait.isPresent()) {
            away(Why.MUST_WAIT_AFTER_WRONG_SECOND_FACTORS, from);
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.get().toSeconds()));
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            return Optional.of(page.addObject("error",
                    "Too many wrong codes. Wait " + SignInForm.words(wait.get()) + "." + OTHER_WAYS));
        }
        var standing = loginTries.begin(key);
        if (!secondFactor.use(pending.person(), code)) {
            away(standing.left() == 0 ? Why.WAIT_BEGAN_AFTER_WRONG_SECOND_FACTORS : Why.WRONG_SECOND_FACTOR, from);
            return Optional.of(refuse(page.addObject("error",
                    "This code is not good, or was used before. " + triesLeft(standing)), response));
        }
        loginTries.right(key);
        return Optional.empty();
    }

    private void away(Why why, From from) {
        turnedAway.note(why, from.person(), from.address());
    }

    private ModelAndView enter(Pending pending, Role role, String how, HttpServletRequest request, HttpServletResponse response) {
        door.begin(pending.person(), role, how, request, response);
        Door.add(response, door.kept(PENDING, "", Duration.ZERO, request));
        return new ModelAndView("redirect:" + SignInForm.local(pending.then()).orElse("/"));
    }

    /** What was begun in this browser, unless the password was changed since. */
    private Optional<Pending> pending(HttpServletRequest request) {
        return Door.cookie(request, PENDING).flatMap(value -> seals.open(PENDING, value)).map(text -> text.split("\\|", 4))
                .filter(parts -> passwords.stamp(person(parts)).equals(parts[1]))
                .map(parts -> new Pending(person(parts), parts[2], parts[3]))
                .filter(pending -> !rolesOf(pending.person()).isEmpty());
    }

    private static PersonId person(String[] parts) {
        return new PersonId(UUID.fromString(parts[0]));
    }

    private List<Role> rolesOf(PersonId person) {
        return roles.all().stream().filter(one -> one.person().equals(person)).map(InRole::role).toList();
    }

    private ModelAndView page(Pending pending, String role, @Nullable String error) {
        var page = new ModelAndView("people/second");
        page.addObject("asksCode", secondFactor.isOn(pending.person()));
        page.addObject("roles", rolesOf(pending.person()).stream().map(r -> new Choice(r.word(), Roles.title(r))).toList());
        page.addObject("role", role);
        return page.addObject("error", error);
    }

    /** A role to choose. */
    record Choice(String word, String title) {}

    private ModelAndView wrong(Typed typed, Standing standing, HttpServletResponse response) {
        if (standing.left() == 0) {
            return mustWait(typed, standing.pause(), response);
        }
        return refuse(form.page(typed.wrong("password", WRONG + triesLeft(standing))), response);
    }

    private ModelAndView mustWait(Typed typed, Duration wait, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        return form.page(
                typed.wrong("password", "Too many wrong tries for this name. Wait " + SignInForm.words(wait) + "." + OTHER_WAYS));
    }

    private static ModelAndView refuse(ModelAndView page, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page;
    }

    private static String triesLeft(Standing standing) {
        var wait = SignInForm.words(standing.pause());
        return switch (standing.left()) {
            case 0 -> "Now there is a wait of " + wait + ".";
            case 1 -> "1 more try, then a wait of " + wait + ".";
            default -> standing.left() + " more tries, then a wait of " + wait + ".";
        };
    }
}
