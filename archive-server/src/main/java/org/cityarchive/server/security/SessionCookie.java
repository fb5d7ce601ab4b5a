package org.cityarchive.server.security;

import java.time.Duration;

import org.springframework.http.ResponseCookie;

/** The cookie that holds a session's secret: no script reads it and no other site sends it. */
final class SessionCookie {
    static final String NAME = "archive_session";

    private SessionCookie() {}

    static ResponseCookie of(String secret, Duration lifetime, boolean https) {
        // Lax, not Strict: a link in a mail must find the person signed in; writes are guarded by their own tokens
        return ResponseCookie.from(NAME, secret).httpOnly(true).secure(https).sameSite("Lax").path("/").maxAge(lifetime).build();
    }

    static ResponseCookie gone(boolean https) {
        return of("", Duration.ZERO, https);
    }
}
