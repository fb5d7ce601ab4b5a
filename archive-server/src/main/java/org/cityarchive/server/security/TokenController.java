package org.cityarchive.server.security;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.cityarchive.core.people.Actor;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.security.ApiTokens.ApiToken;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Page;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** API tokens: made, listed, taken back. */
@RestController
@RequestMapping("/api/v1/tokens")
final class TokenController {
    private final ApiTokens tokens;
    private final Duration life;
    private final AccessLog log;

    TokenController(ApiTokens tokens, Duration life, AccessLog log) {
        this.tokens = tokens;
        this.life = life;
        this.log = log;
    }

    /**
     * @param scope metrics, read, read+import or administer; null: what the role is mostly made for
     * @param expires how long it is good, such as P90D
     */
    record Wanted(@Nullable String name, @Nullable String role, @Nullable String scope, @Nullable String expires) {}

    /** @param token the secret, only in the answer that makes it */
    record Shown(UUID id, String name, String role, String scope, String madeBy, Instant madeAt, Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant usedAt, @Nullable String token) {
        static Shown of(ApiToken t, @Nullable String secret) {
            return new Shown(t.id(), t.name(), t.role().word(), t.scope().word(), t.madeBy(), t.madeAt(), t.expiresAt(),
                    t.revokedAt(), t.usedAt(),
                    secret);
        }
    }

    @PostMapping
    ResponseEntity<Shown> make(@RequestBody Wanted wanted, Actor by) {
        var role = Roles.find(text(wanted.role()))
                .orElseThrow(
                        () -> new BadParameter("role", "The role takes one such as clerk, it-director, auditor or adapter."));
        var scope = wanted.scope() == null
                ? Scope.usual(role)
                : Scope.find(wanted.scope())
                        .orElseThrow(() -> new BadParameter("scope",
                                "The scope takes one of metrics, read, read+import, administer."));
        var lasts = Optional.ofNullable(wanted.expires()).map(text -> Parameters.duration("expires", text)).orElse(life);
        try {
            var made = tokens.make(text(wanted.name()), role, scope, lasts, by.id());
            log.note(by, Note.token(made.token().id(), made.token().madeInWords()));
            return ResponseEntity.created(URI.create("/api/v1/tokens/" + made.token().id()))
                    .body(Shown.of(made.token(), made.secret()));
        } catch (IllegalArgumentException e) {
            var sentence = String.valueOf(e.getMessage());
            throw new BadParameter(sentence.startsWith("name") ? "name" : "expires", "The " + sentence + ".");
        }
    }

    @GetMapping
    Page<Shown> all(Parameters asked) {
        return Page.of(tokens.all().stream().map(token -> Shown.of(token, null)).toList(), token -> token.id().toString(), asked);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> revoke(@PathVariable String id, Actor by) {
        var token = Parameters.id("id", id);
        if (!tokens.revoke(token)) {
            throw new NoSuch("No token has this id.");
        }
        log.note(by, Note.token(token, "taken back"));
        return ResponseEntity.noContent().build();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
