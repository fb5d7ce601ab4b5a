package org.cityarchive.server.security;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.AccessLog.Note;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.web.util.WebUtils;

/** Begins and ends sessions. Each begins with a secret of its own and a new form token: what was known before it is worth nothing in it. */
public final class Door {
    private static final String DEVICE = "archive_device_";
    private static final String DEVICE_PURPOSE = "device";
    private static final Duration DEVICE_LIFE = Duration.ofDays(180);
    private static final int NAME_BYTES = 6;

    private final Sessions sessions;
    private final CsrfTokenRepository formTokens;
    private final AccessLog log;
    private final Seals seals;
    private final Clock clock;
    private final boolean https;

    Door(Sessions sessions, CsrfTokenRepository formTokens, AccessLog log, Seals seals, Clock clock, @Nullable URI publicUrl) {
        this.sessions = sessions;
        this.formTokens = formTokens;
        this.log = log;
        this.seals = seals;
        this.clock = clock;
        this.https = isHttps(publicUrl);
    }

    static boolean isHttps(@Nullable URI publicUrl) {
        return publicUrl != null && "https".equals(publicUrl.getScheme());
    }

    /**
     * Begins a session in place of the one that the browser may have had.
     *
     * @param how the person came in, for the access log: "password", "one-time code"
     */
    public void begin(PersonId person, Role role, String how, HttpServletRequest request, HttpServletResponse response) {
        cookie(request, SessionCookie.NAME).ifPresent(sessions::end);
        var secret = sessions.begin(person, role, Device.words(request.getHeader(HttpHeaders.USER_AGENT)));
        add(response, SessionCookie.of(secret, sessions.lifetime(), isHttps(request)));
        formTokens.saveToken(formTokens.generateToken(request), request, response);
        knowDevice(person, request, response);
        log.note(new Actor(person.toString(), role), new Note(Act.SIGN_IN, "session", how));
    }

    /** After a new password or second factor: ends all sessions of the person everywhere, and begins this one anew. */
    public void renew(PersonId person, Role role, String why, HttpServletRequest request, HttpServletResponse response) {
        sessions.endAll(person);
        begin(person, role, why, request, response);
    }

    /** Ends the browser's session. */
    void end(@Nullable Actor actor, HttpServletRequest request, HttpServletResponse response) {
        cookie(request, SessionCookie.NAME).ifPresent(sessions::end);
        add(response, SessionCookie.gone(isHttps(request)));
        formTokens.saveToken(null, request, response);
        if (actor != null) {
            log.note(actor, new Note(Act.SIGN_OUT, "session", ""));
        }
    }

    /** The name of this browser, when the person has signed in with it before: it need not wait for what others tried. */
    Optional<String> knownDevice(PersonId person, HttpServletRequest request) {
        return cookie(request, deviceCookie(person)).flatMap(value -> seals.open(DEVICE_PURPOSE, value))
                .filter(text -> text.startsWith(person + " "));
    }

    private void knowDevice(PersonId person, HttpServletRequest request, HttpServletResponse response) {
        var device = knownDevice(person, request).orElseGet(() -> person + " " + Secret.token(""));
        add(response, kept(deviceCookie(person), seals.sign(DEVICE_PURPOSE, device, clock.instant().plus(DEVICE_LIFE)),
                DEVICE_LIFE, request));
    }

    private String deviceCookie(PersonId person) {
        return DEVICE + HexFormat.of().formatHex(seals.digest("device.name", person.toString()), 0, NAME_BYTES);
    }

    /** A cookie of the sign-in pages alone. Lax: single sign-on comes back from elsewhere. */
    ResponseCookie kept(String name, String value, Duration life, HttpServletRequest request) {
        return ResponseCookie.from(name, value).httpOnly(true).secure(isHttps(request)).sameSite("Lax").path("/sign-in")
                .maxAge(life).build();
    }

    static Optional<String> cookie(HttpServletRequest request, String name) {
        return Optional.ofNullable(WebUtils.getCookie(request, name)).map(Cookie::getValue).filter(value -> !value.isEmpty());
    }

    static void add(HttpServletResponse response, ResponseCookie cookie) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private boolean isHttps(HttpServletRequest request) {
        return https || request.isSecure();
    }
}
