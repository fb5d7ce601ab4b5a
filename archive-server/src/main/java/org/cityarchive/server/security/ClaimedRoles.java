package org.cityarchive.server.security;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.People;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** Makes what the city's sign-in says of a person into facts: known from the first time, in the roles that the claim names each time. */
final class ClaimedRoles {
    private static final Actor BY = new Actor("single-sign-on", Role.IT_DIRECTOR);

    private final Mapping mapping;
    private final People people;
    private final PeopleInRoles roles;
    private final Seals seals;

    /**
     * Where in the token roles stand, and which of ours each is.
     *
     * @param claim its name; dots lead into objects ({@code realm_access.roles})
     * @param roles our role by the issuer's word
     */
    record Mapping(String claim, Map<String, Role> roles) {}

    ClaimedRoles(Mapping mapping, People people, PeopleInRoles roles, Seals seals) {
        this.mapping = mapping;
        this.people = people;
        this.roles = roles;
        this.seals = seals;
    }

    /** The person of this token; the same at every sign-in, and nothing of the token can be read from the id. */
    PersonId person(Jwt token) {
        var digest = ByteBuffer.wrap(seals.digest("single.person", token.getIssuer() + " " + token.getSubject()));
        return new PersonId(new UUID(digest.getLong(), digest.getLong()));
    }

    /**
     * Grants what the claim says and takes back what it says no longer.
     *
     * @return the roles that it says; none: nobody of ours
     */
    Set<Role> apply(PersonId person, Jwt token) {
        var claimed = claimed(token.getClaims());
        try {
            claimed.stream().filter(role -> !roles.mayAct(person, role)).forEach(role -> grant(person, role, token));
        } catch (Refused _) {
            return Set.of(); // was removed here: the claim alone brings nobody back
        }
        roles.all().stream().filter(one -> one.person().equals(person) && !claimed.contains(one.role())).forEach(one -> {
            try {
                people.revoke(person, one.role(), BY);
            } catch (Refused _) {
                // the last administrator keeps the role until there is another: nobody could grant it again
            }
        });
        return claimed;
    }

    private void grant(PersonId person, Role role, Jwt token) {
        if (roles.person(person).isEmpty()) {
            var name = Optional.ofNullable(token.getClaimAsString("name"))
                    .or(() -> Optional.ofNullable(token.getClaimAsString("email"))).orElse("a person of the city's sign-in");
            people.add(person, shortened(name), role, BY);
        } else {
            people.grant(person, role, null, BY);
        }
    }

    /** Our roles for the issuer's words; a word that is not mapped is no role. */
    Set<Role> claimed(Map<String, Object> claims) {
        @Nullable
        Object at = claims;
        for (var step : mapping.claim().split("\\.", -1)) {
            at = at instanceof Map<?, ?> object ? object.get(step) : null;
        }
        var found = new LinkedHashSet<Role>();
        var words = at instanceof Collection<?> several
                ? List.copyOf(several)
                : at instanceof String one ? List.of(one) : List.of();
        words.forEach(word -> Optional.ofNullable(mapping.roles().get(String.valueOf(word))).ifPresent(found::add));
        return found;
    }

    private static String shortened(String name) {
        return name.length() > 120 ? name.substring(0, 120) : name;
    }
}
