package org.cityarchive.server.people;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;

/** The people of the example city; none of them lives. */
public final class SamplePeople {
    private static final String CITY = "Cottonwood Bend";
    private static final int AUDIT_MONTHS = 6;
    private static final Actor BY = new Actor("sample", Role.IT_DIRECTOR);

    private record SamplePerson(String name, Role role) {
        /** The same at every start, so that nobody is added twice. */
        PersonId id() {
            return new PersonId(UUID.nameUUIDFromBytes(("sample person " + name).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static final List<SamplePerson> PEOPLE = List.of(new SamplePerson("Ruth Haugen", Role.CLERK),
            new SamplePerson("Daniel Okafor", Role.ATTORNEY), new SamplePerson("Ellen Tafoya", Role.MANAGER),
            new SamplePerson("Marcus Lindqvist", Role.IT_DIRECTOR), new SamplePerson("Priya Raman", Role.COMMUNICATIONS_MANAGER),
            new SamplePerson("Walter Brandt", Role.AUDITOR));

    private SamplePeople() {}

    /** Adds them all; again changes nothing. */
    public static void moveIn(People people, City city) {
        city.keep(new City.Named(CITY, city.zone()));
        var lastDay = people.today().plusMonths(AUDIT_MONTHS);
        PEOPLE.forEach(person -> people.add(person.id(), person.name(), person.role(),
                person.role() == Role.AUDITOR ? lastDay : null, BY));
    }
}
