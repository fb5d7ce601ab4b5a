package org.cityarchive.core.people;

import static org.cityarchive.core.law.Given.given;

import java.util.UUID;

import org.cityarchive.core.people.PeopleCommand.AddFirstPerson;
import org.cityarchive.core.people.PeopleCommand.GrantRole;
import org.cityarchive.core.people.PeopleEvent.PersonAdded;
import org.cityarchive.core.people.PeopleEvent.RoleGranted;
import org.cityarchive.core.people.PeopleRefusal.AlreadySetUp;
import org.cityarchive.core.people.PeopleRefusal.NotForPeople;
import org.junit.jupiter.api.Test;

class PeopleLawTest {
    private static final PeopleLaw LAW = new PeopleLaw();
    private static final PersonId RUTH = new PersonId(new UUID(0, 1));
    private static final PersonId OTHER = new PersonId(new UUID(0, 2));

    @Test
    void theFirstPersonIsAddedInARole() {
        given(LAW).when(new AddFirstPerson(RUTH, Role.IT_DIRECTOR)).then(new PersonAdded(RUTH),
                new RoleGranted(RUTH, Role.IT_DIRECTOR));
    }

    @Test
    void anArchiveIsSetUpOnce() {
        given(LAW, new PersonAdded(RUTH), new RoleGranted(RUTH, Role.IT_DIRECTOR))
                .when(new AddFirstPerson(OTHER, Role.IT_DIRECTOR))
                .thenRefused(new AlreadySetUp());
    }

    @Test
    void theSameSetUpAgainChangesNothing() {
        given(LAW, new PersonAdded(RUTH), new RoleGranted(RUTH, Role.IT_DIRECTOR))
                .when(new AddFirstPerson(RUTH, Role.IT_DIRECTOR)).then();
    }

    @Test
    void aFurtherRoleDoesNotAddThePersonAgain() {
        given(LAW, new PersonAdded(RUTH), new RoleGranted(RUTH, Role.CLERK)).when(new GrantRole(RUTH, Role.AUDITOR))
                .then(new RoleGranted(RUTH, Role.AUDITOR));
    }

    @Test
    void nobodyIsAnAdapter() {
        given(LAW).when(new GrantRole(RUTH, Role.ADAPTER)).thenRefused(new NotForPeople(Role.ADAPTER));
    }
}
