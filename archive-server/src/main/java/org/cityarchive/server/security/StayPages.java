package org.cityarchive.server.security;

import java.time.Duration;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** How long a session still lasts, asked by a page that stands open: it warns two minutes before the end (WCAG 2.2.1). */
@RestController
final class StayPages {
    /** Asking for it keeps no session alive. */
    static final String LEFT = "/sign-in/left";

    private final Sessions sessions;

    StayPages(Sessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping(LEFT)
    ResponseEntity<Map<String, Long>> left(HttpServletRequest request) {
        return answer(request);
    }

    /** Keeps the session alive, as any other request does. */
    @PostMapping("/sign-in/stay")
    ResponseEntity<Map<String, Long>> stay(HttpServletRequest request) {
        Door.cookie(request, SessionCookie.NAME).ifPresent(sessions::touch);
        return answer(request);
    }

    private ResponseEntity<Map<String, Long>> answer(HttpServletRequest request) {
        var left = Door.cookie(request, SessionCookie.NAME).map(sessions::left).orElse(Duration.ZERO);
        return ResponseEntity.ok(Map.of("seconds", left.toSeconds()));
    }
}
