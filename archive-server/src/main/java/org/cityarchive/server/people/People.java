package org.cityarchive.server.people;

import java.time.Duration;
import java.util.UUID;

import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PeopleCommand;
import org.cityarchive.core.people.PeopleCommand.AddFirstPerson;
import org.cityarchive.core.people.PeopleCommand.GrantRole;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.web.Refused;

/** Adds people and grants them roles; when it returns, they can sign in. */
public final class People {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Archive archive;
    private final Projections projections;
    private final SealedNames names;
    private final City city;

    public People(Archive archive, Projections projections, SealedNames names, City city) {
        this.archive = archive;
        this.projections = projections;
        this.names = names;
        this.city = city;
    }

    /** The first administrator of an empty archive. @throws Refused there is one already */
    public PersonId addFirst(String name) {
        var person = new PersonId(UUID.randomUUID());
        send(new AddFirstPerson(person, Role.IT_DIRECTOR), new Actor(person.toString(), Role.IT_DIRECTOR));
        names.keep(person, name);
        return person;
    }

    /** A person in a role; again changes nothing but the name. */
    public void add(PersonId person, String name, Role role, Actor by) {
        names.keep(person, name);
        send(new GrantRole(person, role), by);
    }

    private void send(PeopleCommand command, Actor by) {
        var role = by.role().word();
        var sent = archive.send(command, new Attribution(by.id(), role, UUID.randomUUID().toString(), null, city.zone().getId()));
        if (sent.decision() instanceof Decision.Refused refused) {
            throw new Refused(refused.refusal());
        }
        if (!projections.awaitPosition(PeopleInRoles.NAME, sent.position(), PATIENCE)) {
            throw new Failure.StoreBusy("people are not shown yet");
        }
    }
}
