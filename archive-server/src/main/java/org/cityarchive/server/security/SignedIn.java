package org.cityarchive.server.security;

import java.util.List;

import org.cityarchive.core.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** An actor, as Spring Security passes it on. */
public final class SignedIn extends AbstractAuthenticationToken {
    private final transient Actor actor;

    public SignedIn(Actor actor) {
        this(actor, List.of(new SimpleGrantedAuthority("ROLE_" + actor.role().name())));
    }

    private SignedIn(Actor actor, List<SimpleGrantedAuthority> authorities) {
        super(authorities);
        this.actor = actor;
        setAuthenticated(true);
    }

    /** An actor whose token does not go as far as what it asks for. */
    static SignedIn beyondScope(Actor actor) {
        return new SignedIn(actor, List.of());
    }

    public Actor actor() {
        return actor;
    }

    /**
     * Who asks in this thread.
     *
     * @throws IllegalStateException nobody does: the route is open to everyone, or it is no request
     */
    public static Actor now() {
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (signedIn != null && signedIn.getPrincipal() instanceof Actor actor) {
            return actor;
        }
        throw new IllegalStateException("nobody is known to ask here");
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return actor;
    }

    @Override
    public String getName() {
        return actor.id();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn that && actor.equals(that.actor);
    }

    @Override
    public int hashCode() {
        return actor.hashCode();
    }
}
