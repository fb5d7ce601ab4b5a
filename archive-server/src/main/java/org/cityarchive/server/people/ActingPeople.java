package org.cityarchive.server.people;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.web.Refused;

/** Who takes a step that the law counts by person: the same person behind a token as at a page, on the city's day. */
public final class ActingPeople {
    private final ApiTokens tokens;
    private final PeopleInRoles people;
    private final City city;

    public ActingPeople(ApiTokens tokens, PeopleInRoles people, City city) {
        this.tokens = tokens;
        this.people = people;
        this.city = city;
    }

    /** The actor as a person. Tokens that no person made, in a shell on the machine itself, are all one: whoever has the shell. */
    public Acting of(Actor by) {
        var behind = tokens.personBehind(by.id());
        var person = id(behind).orElseGet(() -> UUID.nameUUIDFromBytes(behind.getBytes(StandardCharsets.UTF_8)));
        return new Acting(new PersonId(person), by.role(), people.today());
    }

    /**
     * For a step of which the law asks two people.
     *
     * @throws Refused no person stands behind the token that acts
     */
    public void requirePerson(Actor by) {
        if (id(tokens.personBehind(by.id())).isEmpty()) {
            throw new Refused(new NobodyBehind());
        }
    }

    /** What stands beside each fact that this act leads to. */
    public Attribution attribution(Actor by) {
        return attribution(by, UUID.randomUUID().toString());
    }

    /** @param job what all facts of it share */
    public Attribution attribution(Actor by, String job) {
        return new Attribution(by.id(), by.role().word(), job, null, city.zone().getId());
    }

    private static Optional<UUID> id(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
