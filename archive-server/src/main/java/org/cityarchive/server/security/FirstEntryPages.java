package org.cityarchive.server.security;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.SealedNames;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.web.NoSuch;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The first entry of a person: the name and password to sign in by from now on. */
@Controller
final class FirstEntryPages {
    static final String PATH = "/sign-in/first";
    private static final int LONGEST_LOGIN = 254; // RFC 5321: the longest mail address

    private final Logins logins;
    private final Passwords passwords;
    private final SealedNames names;
    private final City city;
    private final Door door;
    private final AccessLog log;

    FirstEntryPages(Logins logins, Passwords passwords, SealedNames names, City city, Door door, AccessLog log) {
        this.logins = logins;
        this.passwords = passwords;
        this.names = names;
        this.city = city;
        this.door = door;
        this.log = log;
    }

    @GetMapping(PATH)
    ModelAndView page(Actor actor) {
        return passwords.has(person(actor)) ? new ModelAndView("redirect:/") : page(person(actor), "", Map.of());
    }

    /** Only where there is no password yet: whoever has one changes it on the own page, which asks for it. */
    @PostMapping(PATH)
    ModelAndView choose(@RequestParam(defaultValue = "") String login, @RequestParam(defaultValue = "") String password,
            Actor actor, HttpServletRequest request, HttpServletResponse response) {
        var person = person(actor);
        if (passwords.has(person)) {
            return new ModelAndView("redirect:/");
        }
        var name = login.strip();
        var errors = errors(person, name, password);
        if (errors.isEmpty() && !logins.has(person) && !logins.set(person, name)) {
            errors.put("login", "This name is taken. Use your own work e-mail.");
        }
        if (!errors.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(person, name, errors);
        }
        passwords.choose(person, password, words(person, name)).ifPresent(_ -> {
            throw new IllegalStateException("was good a moment ago");
        });
        log.note(actor, Note.waysIn(person, "first password set"));
        door.renew(person, actor.role(), "first password", request, response);
        return new ModelAndView("redirect:/");
    }

    private Map<String, String> errors(PersonId person, String login, String password) {
        var errors = new LinkedHashMap<String, String>();
        if (!logins.has(person)
                && (login.length() < 3 || login.length() > LONGEST_LOGIN || login.chars().anyMatch(c -> c <= ' '))) {
            errors.put("login", "A work e-mail or user name takes 3 to " + LONGEST_LOGIN + " characters without blanks.");
        }
        PasswordRule.refusal(password, words(person, login)).ifPresent(why -> errors.put("password", why));
        return errors;
    }

    private List<String> words(PersonId person, String login) {
        return List.of(names.of(person).orElse(""), city.name(), login);
    }

    private static PersonId person(Actor actor) {
        try {
            return new PersonId(UUID.fromString(actor.id()));
        } catch (IllegalArgumentException _) {
            throw new NoSuch("A token has no password. Sign in yourself.");
        }
    }

    private ModelAndView page(PersonId person, String login, Map<String, String> errors) {
        return new ModelAndView("people/first").addObject("login", login).addObject("errors", errors)
                .addObject("known", logins.has(person))
                .addObject("shortest", PasswordRule.SHORTEST);
    }
}
