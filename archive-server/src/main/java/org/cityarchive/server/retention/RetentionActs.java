package org.cityarchive.server.retention;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Archive.Sent;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.retention.RetentionCommand;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.web.NotGranted;
import org.cityarchive.server.web.Refused;

/** Sends what people decide about retention to the law. */
final class RetentionActs {
    private static final int TRIES = 5;

    private final Archive archive;
    private final PeopleInRoles people;
    private final UnaryOperator<String> behind;
    private final City city;

    /** @param behind the person who made the token that acts; any other actor is itself */
    RetentionActs(Archive archive, PeopleInRoles people, UnaryOperator<String> behind, City city) {
        this.archive = archive;
        this.people = people;
        this.behind = behind;
        this.city = city;
    }

    /** The city's day. */
    LocalDate today() {
        return people.today();
    }

    /** The zone in which law is counted. */
    ZoneId zone() {
        return city.zone();
    }

    /**
     * The person who acts, also by a token.
     *
     * @throws NotGranted no person stands behind the token
     */
    Acting acting(Actor by) {
        try {
            return new Acting(new PersonId(UUID.fromString(behind.apply(by.id()))), by.role(), people.today());
        } catch (IllegalArgumentException _) {
            throw new NotGranted("Not done: this token was made by no person, and what is settled about retention is settled by"
                    + " people. Sign in, or let a person make the token.");
        }
    }

    /**
     * Sends a command; what became outdated while it was prepared is prepared again.
     *
     * @throws Refused the law says no
     */
    Sent send(Function<Acting, ? extends RetentionCommand> command, Actor by) {
        var acting = acting(by);
        for (int i = 0; i < TRIES; i++) {
            var sent = archive.send(command.apply(acting),
                    new Attribution(by.id(), by.role().word(), UUID.randomUUID().toString(), null, city.zone().getId()));
            switch (sent.decision()) {
                case Decision.Refused(var refusal) -> throw new Refused(refusal);
                case Decision.Accepted _ -> {
                    return sent;
                }
                case Decision.Outdated _ -> { // what it stands on moved: once more, from the present
                }
            }
        }
        throw new Failure.StoreBusy("rules, holds or wordings change faster than this can be prepared");
    }
}
