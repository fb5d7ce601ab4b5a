package org.cityarchive.server.policy;

import java.time.Instant;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.policy.Profile;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.SealedNames;
import org.cityarchive.server.policy.ProfileInForce.Choice;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The city: its name, its clock, and the profile whose rules hold. */
@Controller
final class CityPages {
    private static final String PATH = "/people/city";
    private static final int LONGEST = 120;
    private static final int LONGEST_REASON = 1_000;

    private final Choosing choosing;
    private final ProfileInForce profiles;
    private final City city;
    private final SealedNames names;

    CityPages(Choosing choosing, ProfileInForce profiles, City city, SealedNames names) {
        this.choosing = choosing;
        this.profiles = profiles;
        this.city = city;
        this.names = names;
    }

    /** The form as typed. */
    private record Typed(String name, String zone, String profile, String reason) {}

    /** A choice as the page tells it. */
    record Told(String title, Instant at, String by, String reason) {}

    @GetMapping(PATH)
    ModelAndView page(Actor actor) {
        return page(new Typed(city.name(), city.zone().getId(), profiles.now().profile().word(), ""), Map.of(), actor);
    }

    @PostMapping(PATH)
    ModelAndView change(@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String zone,
            @RequestParam(defaultValue = "") String profile, @RequestParam(defaultValue = "") String reason, Actor actor,
            HttpServletResponse response) {
        var typed = new Typed(name.strip(), zone.strip(), profile, reason.strip());
        var wanted = OfferedProfile.named(profile);
        boolean isNew = !wanted.equals(profiles.chosen());
        var errors = errors(typed, wanted, isNew);
        if (!errors.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(typed, errors, actor);
        }
        city.keep(new City.Named(typed.name(), ZoneId.of(typed.zone())));
        if (isNew) {
            choosing.choose(wanted.orElseThrow(), typed.reason(), actor);
        }
        return new ModelAndView("redirect:" + PATH);
    }

    private static Map<String, String> errors(Typed typed, Optional<Profile> profile, boolean isNew) {
        var errors = new LinkedHashMap<String, String>();
        if (typed.name().isEmpty() || typed.name().length() > LONGEST) {
            errors.put("name", "The city's name takes 1 to " + LONGEST + " characters.");
        }
        try {
            ZoneId.of(typed.zone());
        } catch (DateTimeException _) {
            errors.put("zone", "This is no time zone; one is America/Denver.");
        }
        if (profile.isEmpty()) {
            errors.put("profile", "Choose one of the profiles.");
        }
        if (isNew && (typed.reason().isEmpty() || typed.reason().length() > LONGEST_REASON)) {
            errors.put("reason",
                    "Another profile takes a reason of 1 to " + LONGEST_REASON + " characters: which act or whose word it is.");
        }
        return errors;
    }

    private ModelAndView page(Typed typed, Map<String, String> errors, Actor actor) {
        return new ModelAndView("policy/city").addObject("typed", typed).addObject("errors", errors)
                .addObject("mayChange", actor.role() == Role.IT_DIRECTOR)
                .addObject("now", ProfileLine.title(profiles.now().profile())).addObject("lines", ProfileLine.of(profiles.now()))
                .addObject("offered", OfferedProfile.ALL)
                .addObject("choices", told());
    }

    private List<Told> told() {
        return profiles.choices().stream()
                .map(choice -> new Told(ProfileLine.title(choice.profile()), choice.at(), name(choice), choice.reason()))
                .toList();
    }

    private String name(Choice choice) {
        try {
            return names.of(new PersonId(UUID.fromString(choice.by()))).orElse("a person without a name");
        } catch (IllegalArgumentException _) {
            return choice.by(); // a token or a program
        }
    }
}
