package org.cityarchive.server.people;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.security.ApiTokens;

/** Who takes a step that the law counts by person: the same person behind a token as at a page, on the city's day. */
public final class ActingPeople {
    private static final String TOKEN = "token:";

    private final ApiTokens tokens;
    private final PeopleInRoles people;
    private final City city;

    public ActingPeople(ApiTokens tokens, PeopleInRoles people, City city) {
        this.tokens = tokens;
        this.people = people;
        this.city = city;
    }

    /** The actor as a person. A token that nobody registered made, in a shell on the machine itself, counts for itself. */
    public Acting of(Actor by) {
        var behind = tokens.personBehind(by.id());
        var person = id(behind).or(() -> by.id().startsWith(TOKEN) ? id(by.id().substring(TOKEN.length())) : Optional.empty())
                .orElseGet(() -> UUID.nameUUIDFromBytes(by.id().getBytes(StandardCharsets.UTF_8)));
        return new Acting(new PersonId(person), by.role(), people.today());
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
