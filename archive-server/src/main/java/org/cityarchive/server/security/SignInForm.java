package org.cityarchive.server.security;

import java.time.Duration;
import java.util.Optional;

import org.cityarchive.server.people.City;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.ModelAndView;

/** The sign-in page: which ways in it shows, and what was wrong. */
final class SignInForm {
    private final City city;
    private final Passwords passwords;
    private final Ways ways;
    private final Duration idle;

    /**
     * Which ways in there are beside one-time codes, which always work.
     *
     * @param local by mail and password
     * @param single by the city's own sign-in
     */
    record Ways(boolean local, boolean single) {}

    /**
     * The form as typed, and what was wrong.
     *
     * @param who whom a code would sign in
     * @param wrong which form was wrong: "code", "password" or "single"
     * @param error in a sentence
     */
    record Typed(String code, String login, String then, @Nullable String who, @Nullable String wrong, @Nullable String error) {
        static Typed code(String code, String then) {
            return new Typed(code, "", then, null, null, null);
        }

        Typed of(String person) {
            return new Typed(code, login, then, person, wrong, error);
        }

        Typed wrong(String form, String sentence) {
            return new Typed(code, login, then, who, form, sentence);
        }
    }

    SignInForm(City city, Passwords passwords, Ways ways, Duration idle) {
        this.city = city;
        this.passwords = passwords;
        this.ways = ways;
        this.idle = idle;
    }

    boolean isLocal() {
        return ways.local();
    }

    ModelAndView page(Typed typed) {
        var page = new ModelAndView("people/sign-in");
        page.addObject("typed", typed);
        page.addObject("then", local(typed.then()).orElse(""));
        page.addObject("city", city.name());
        page.addObject("single", ways.single());
        // while nobody has a password the form for it would only mislead
        page.addObject("local", ways.local() && passwords.any());
        page.addObject("idle", words(idle));
        return page;
    }

    /** A place on this server; an address elsewhere would make the sign-in page a stepping stone for others. */
    static Optional<String> local(@Nullable String then) {
        return Optional.ofNullable(then)
                .filter(to -> to.matches("/[\\x21-\\x7e&&[^\\\\{}]]*") && !to.split("[?#]", 2)[0].matches(".*(//|/[.]).*"));
    }

    /** A duration as pages say it, in whole minutes or hours, rounded up. */
    static String words(Duration duration) {
        long minutes = Math.max(1, duration.plusSeconds(59).toMinutes());
        if (minutes % 60 == 0) {
            return minutes == 60 ? "1 hour" : minutes / 60 + " hours";
        }
        return minutes == 1 ? "1 minute" : minutes + " minutes";
    }
}
