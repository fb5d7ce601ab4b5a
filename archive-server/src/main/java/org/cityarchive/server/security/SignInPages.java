package org.cityarchive.server.security;

import org.cityarchive.server.people.City;
import org.cityarchive.server.people.SealedNames;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.server.security.SignInCodes.PersonsSession;
import org.cityarchive.server.security.SignInCodes.SetUp;
import org.cityarchive.server.web.TooManyTries;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.WebUtils;

/** Sign-in and sign-out. A code is used by sending the form, never by opening its link: mail scanners open links. */
@Controller
final class SignInPages {
    private final SignInCodes codes;
    private final Sessions sessions;
    private final SealedNames names;
    private final Tries tries;
    private final City city;

    SignInPages(SignInCodes codes, Sessions sessions, SealedNames names, Tries tries, City city) {
        this.codes = codes;
        this.sessions = sessions;
        this.names = names;
        this.tries = tries;
        this.city = city;
    }

    @GetMapping("/sign-in")
    ModelAndView page(@RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String then,
            HttpServletRequest request) {
        var page = page(code, then);
        if (!code.isEmpty() && tries.mayTry(request.getRemoteAddr())) {
            switch (codes.look(code).orElse(null)) {
                case PersonsSession session ->
                    page.addObject("who", names.of(session.person()).orElse("") + ", " + Roles.title(session.role()));
                case SetUp _ -> {
                    return new ModelAndView(
                            "redirect:" + UriComponentsBuilder.fromPath("/set-up").queryParam("code", "{code}").build(code));
                }
                case null -> tries.wrong(request.getRemoteAddr());
            }
        }
        return page;
    }

    @PostMapping("/sign-in")
    ModelAndView signIn(@RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String then,
            HttpServletRequest request, HttpServletResponse response) {
        var from = request.getRemoteAddr();
        if (!tries.mayTry(from)) {
            throw new TooManyTries(Tries.WINDOW);
        }
        if (codes.use(code).orElse(null) instanceof PersonsSession session) {
            begin(session, request, response);
            return new ModelAndView("redirect:" + local(then).orElse("/"));
        }
        tries.wrong(from);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        var page = page(code, then);
        page.addObject("error", "This code is not good, or no longer. Each works once; a restart of the server prints new ones.");
        return page;
    }

    @PostMapping("/sign-out")
    String signOut(HttpServletRequest request, HttpServletResponse response) {
        var cookie = WebUtils.getCookie(request, SessionCookie.NAME);
        if (cookie != null) {
            sessions.end(cookie.getValue());
        }
        response.addHeader(HttpHeaders.SET_COOKIE, SessionCookie.gone(request.isSecure()).toString());
        return "redirect:/sign-in";
    }

    void begin(PersonsSession session, HttpServletRequest request, HttpServletResponse response) {
        var secret = sessions.begin(session.person(), session.role(), Device.words(request.getHeader(HttpHeaders.USER_AGENT)));
        response.addHeader(HttpHeaders.SET_COOKIE, SessionCookie.of(secret, sessions.lifetime(), request.isSecure()).toString());
    }

    private ModelAndView page(String code, String then) {
        var page = new ModelAndView("people/sign-in");
        page.addObject("code", code);
        page.addObject("then", local(then).orElse(""));
        page.addObject("city", city.name());
        return page;
    }

    /** A place on this server; an address elsewhere would make the sign-in page a stepping stone for others. */
    static Optional<String> local(@Nullable String then) {
        return Optional.ofNullable(then).filter(to -> to.matches("/[\\x21-\\x7e&&[^\\\\{}]]*") && !to.startsWith("//"));
    }
}
