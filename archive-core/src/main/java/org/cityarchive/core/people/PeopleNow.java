package org.cityarchive.core.people;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.cityarchive.core.people.PeopleEvent.RoleGranted;
import org.cityarchive.core.people.PeopleEvent.RoleRevoked;
import org.jspecify.annotations.Nullable;

/**
 * Everybody's roles, as the facts read so far leave them.
 *
 * @param roles the roles of everybody who was not removed
 * @param gone who was removed
 */
record PeopleNow(Map<PersonId, Map<Role, Held>> roles, Set<PersonId> gone) {
    static final PeopleNow NOBODY = new PeopleNow(Map.of(), Set.of());

    /** @param until the last day; null: no end */
    record Held(@Nullable LocalDate until) {
        boolean isOn(LocalDate day) {
            return until == null || !day.isAfter(until);
        }
    }

    PeopleNow added(PersonId person) {
        return with(person, roles.getOrDefault(person, Map.of()));
    }

    PeopleNow granted(RoleGranted granted) {
        var held = new HashMap<>(roles.getOrDefault(granted.person(), Map.of()));
        held.put(granted.role(), new Held(granted.until()));
        return with(granted.person(), held);
    }

    PeopleNow revoked(RoleRevoked revoked) {
        var held = new HashMap<>(roles.getOrDefault(revoked.person(), Map.of()));
        held.remove(revoked.role());
        return with(revoked.person(), held);
    }

    PeopleNow removed(PersonId person) {
        var left = new HashMap<>(roles);
        left.remove(person);
        var all = new HashSet<>(gone);
        all.add(person);
        return new PeopleNow(Map.copyOf(left), Set.copyOf(all));
    }

    /** Whether nobody was ever added. */
    boolean isEmpty() {
        return roles.isEmpty() && gone.isEmpty();
    }

    boolean isThere(PersonId person) {
        return roles.containsKey(person);
    }

    boolean isGone(PersonId person) {
        return gone.contains(person);
    }

    Optional<Held> held(PersonId person, Role role) {
        return Optional.ofNullable(roles.getOrDefault(person, Map.of()).get(role));
    }

    /** Whether without this person nobody would administer the archive for good: one whose role ends on a day is none to rely on. */
    boolean isLastAdministrator(PersonId person) {
        return administersForGood(person)
                && roles.keySet().stream().noneMatch(other -> !other.equals(person) && administersForGood(other));
    }

    private boolean administersForGood(PersonId person) {
        return held(person, Role.IT_DIRECTOR).filter(held -> held.until() == null).isPresent();
    }

    private PeopleNow with(PersonId person, Map<Role, Held> held) {
        var all = new HashMap<>(roles);
        all.put(person, Map.copyOf(held));
        return new PeopleNow(Map.copyOf(all), gone);
    }
}
