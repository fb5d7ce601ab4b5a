package org.cityarchive.server.security;

import java.util.Set;

import org.cityarchive.core.people.Role;

/**
 * Who may use a route.
 *
 * @param method HTTP method
 * @param pattern path, as Spring's path patterns spell it
 * @param roles none: everyone, signed in or not
 */
public record Grant(String method, String pattern, Set<Role> roles) {

    /** Whether no sign-in is needed. */
    public boolean isOpen() {
        return roles.isEmpty();
    }
}
