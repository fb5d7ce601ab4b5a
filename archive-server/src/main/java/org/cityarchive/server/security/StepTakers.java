package org.cityarchive.server.security;

import java.util.Optional;
import java.util.Set;

import org.cityarchive.core.people.Role;

/**
 * Who takes the very step that a route stands for, as a feature's law and the city's profile say it. A route may be open to more roles, to
 * whom the law then names who can; a refusal at the door names those as well, and not all who may ask.
 */
@FunctionalInterface
public interface StepTakers {
    /** The roles that take this step; empty: it is no step of this feature, or whoever may ask takes it. */
    Optional<Set<Role>> of(String method, String path);
}
