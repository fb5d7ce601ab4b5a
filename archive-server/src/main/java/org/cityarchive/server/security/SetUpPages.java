package org.cityarchive.server.security;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PeopleRefusal.AlreadySetUp;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.People;
import org.cityarchive.server.policy.Choosing;
import org.cityarchive.server.policy.OfferedProfile;
import org.cityarchive.server.security.SignInCodes.SetUp;
import org.cityarchive.server.security.TurnedAway.Why;
import org.cityarchive.server.web.Refused;
import org.cityarchive.server.web.TooManyTries;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The set-up of an empty archive: who administers it, and which city it is. */
@Controller
final class SetUpPages {
    private static final int LONGEST = 120;
    private static final String REASON = "Chosen in set-up.";

    private final SignInCodes codes;
    private final People people;
    private final City city;
    private final Choosing choosing;
    private final Tries tries;
    private final TurnedAway turnedAway;
    private final SignInForm form;
    private final Door door;

    SetUpPages(SignInCodes codes, People people, City city, Choosing choosing, Tries tries, TurnedAway turnedAway,
            SignInForm form,
            Door door) {
        this.codes = codes;
        this.people = people;
        this.city = city;
        this.choosing = choosing;
        this.tries = tries;
        this.turnedAway = turnedAway;
        this.form = form;
        this.door = door;
    }

    /** The form as sent. */
    private record Answers(String code, String name, String cityName, String zone, String profile) {}

    @GetMapping("/set-up")
    ModelAndView page(@RequestParam(defaultValue = "") String code) {
        return people.isEmpty()
                ? page(new Answers(code, "", city.name(), city.zone().getId(), ""), Map.of())
                : new ModelAndView("redirect:/sign-in");
    }

    @PostMapping("/set-up")
    ModelAndView setUp(@RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String cityName, @RequestParam(defaultValue = "") String zone,
            @RequestParam(defaultValue = "") String profile, HttpServletRequest request, HttpServletResponse response) {
        if (!people.isEmpty()) {
            throw new Refused(new AlreadySetUp());
        }
        if (!tries.mayTry(request.getRemoteAddr())) {
            turnedAway.note(Why.TOO_MANY_TRIES, null, request.getRemoteAddr());
            throw new TooManyTries(Tries.WINDOW);
        }
        var answers = new Answers(code, name.strip(), cityName.strip(), zone.strip(), profile);
        var errors = errors(answers);
        if (errors.isEmpty() && !(codes.use(code).orElse(null) instanceof SetUp)) {
            tries.wrong(request.getRemoteAddr());
            turnedAway.note(Why.WRONG_SET_UP_CODE, null, request.getRemoteAddr());
            errors.put("code", "This code is not good, or no longer. A restart of the server prints a new one.");
        }
        if (!errors.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(answers, errors);
        }
        city.keep(new City.Named(answers.cityName(), ZoneId.of(answers.zone())));
        var person = people.addFirst(answers.name());
        choosing.choose(OfferedProfile.named(profile).orElseThrow(), REASON, new Actor(person.toString(), Role.IT_DIRECTOR));
        door.begin(person, Role.IT_DIRECTOR, "set-up", request, response);
        return new ModelAndView("redirect:" + (form.isLocal() ? FirstEntryPages.PATH : "/"));
    }

    private static Map<String, String> errors(Answers answers) {
        var errors = new LinkedHashMap<String, String>();
        if (answers.name().isEmpty() || answers.name().length() > LONGEST) {
            errors.put("name", "Your name takes 1 to " + LONGEST + " characters.");
        }
        if (answers.cityName().isEmpty() || answers.cityName().length() > LONGEST) {
            errors.put("cityName", "The city's name takes 1 to " + LONGEST + " characters.");
        }
        try {
            ZoneId.of(answers.zone());
        } catch (DateTimeException e) {
            errors.put("zone", "This is no time zone; one is America/Denver.");
        }
        if (OfferedProfile.named(answers.profile()).isEmpty()) {
            errors.put("profile", "Choose the profile whose rules hold. It can be changed later.");
        }
        return errors;
    }

    private static ModelAndView page(Answers answers, Map<String, String> errors) {
        return new ModelAndView("people/set-up").addObject("answers", answers).addObject("offered", OfferedProfile.ALL)
                .addObject("errors", errors);
    }
}
