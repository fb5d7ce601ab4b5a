package org.cityarchive.server.people;

import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PeopleCommand;
import org.cityarchive.core.people.PeopleCommand.AddFirstPerson;
import org.cityarchive.core.people.PeopleCommand.AddPerson;
import org.cityarchive.core.people.PeopleCommand.Asking;
import org.cityarchive.core.people.PeopleCommand.GrantRole;
import org.cityarchive.core.people.PeopleCommand.RemovePerson;
import org.cityarchive.core.people.PeopleCommand.RevokeRole;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;

/** Adds people, grants and takes back roles, lets people go; when it returns, all that follows from it holds. */
public final class People {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Archive archive;
    private final Projections projections;
    private final FactReader facts;
    private final PeopleInRoles roles;
    private final SealedNames names;
    private final City city;
    private final UnaryOperator<String> behind;
    private final Doors doors;

    /** @param behind the person who made the token that acts; any other actor is itself */
    public People(Archive archive, Projections projections, FactReader facts, PeopleInRoles roles, SealedNames names, City city,
            UnaryOperator<String> behind, Doors doors) {
        this.archive = archive;
        this.projections = projections;
        this.facts = facts;
        this.roles = roles;
        this.names = names;
        this.city = city;
        this.behind = behind;
        this.doors = doors;
    }

    /**
     * The first administrator of an empty archive.
     *
     * @throws Refused there is one already
     */
    public PersonId addFirst(String name) {
        var person = new PersonId(UUID.randomUUID());
        sendNamed(new AddFirstPerson(person, Role.IT_DIRECTOR), person, name,
                new Actor(person.toString(), Role.IT_DIRECTOR));
        return person;
    }

    /** A person in a role without end; again changes nothing but the name. */
    public void add(PersonId person, String name, Role role, Actor by) {
        add(person, name, role, null, by);
    }

    /**
     * A person in a first role; again changes nothing but the name.
     *
     * @param until last day; null: no end
     * @throws Refused the law says no; then no name is kept either
     */
    public void add(PersonId person, String name, Role role, @Nullable LocalDate until, Actor by) {
        sendNamed(new AddPerson(person, role, until, asking(by)), person, name, by);
    }

    /**
     * Grants a role, or changes its last day.
     *
     * @param until last day; null: no end
     * @throws Refused the law says no
     */
    public void grant(PersonId person, Role role, @Nullable LocalDate until, Actor by) {
        send(new GrantRole(person, role, until, asking(by)), by);
    }

    /**
     * Takes a role back; sessions in it end.
     *
     * @throws Refused the law says no
     */
    public void revoke(PersonId person, Role role, Actor by) {
        send(new RevokeRole(person, role, asking(by)), by);
    }

    /**
     * Lets a person go; sessions and tokens end.
     *
     * @throws Refused the law says no
     */
    public void remove(PersonId person, Actor by) {
        send(new RemovePerson(person, asking(by)), by);
        doors.shut(person);
    }

    /** Whether nobody was ever added: asked of all facts there are, also just after a start. */
    public boolean isEmpty() {
        await(facts.head());
        return roles.persons().isEmpty();
    }

    /** The name first: nobody acts here without one. */
    private void sendNamed(PeopleCommand command, PersonId person, String name, Actor by) {
        boolean isNew = names.of(person).isEmpty();
        names.keep(person, name);
        try {
            send(command, by);
        } catch (Refused refused) {
            if (isNew) {
                names.forget(person);
            }
            throw refused;
        }
    }

    /** The city's day. */
    public LocalDate today() {
        return roles.today();
    }

    private Asking asking(Actor by) {
        return new Asking(behind.apply(by.id()), roles.today());
    }

    private void send(PeopleCommand command, Actor by) {
        var role = by.role().word();
        var sent = archive.send(command, new Attribution(by.id(), role, UUID.randomUUID().toString(), null, city.zone().getId()));
        if (sent.decision() instanceof Decision.Refused refused) {
            throw new Refused(refused.refusal());
        }
        await(sent.position());
    }

    private void await(long position) {
        if (!projections.awaitPosition(PeopleInRoles.NAME, position, PATIENCE)) {
            throw new Failure.StoreBusy("people are not shown yet");
        }
    }
}
