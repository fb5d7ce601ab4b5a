package org.cityarchive.core.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.law.Given.given;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.PeopleCommand.AddFirstPerson;
import org.cityarchive.core.people.PeopleCommand.AddPerson;
import org.cityarchive.core.people.PeopleCommand.Asking;
import org.cityarchive.core.people.PeopleCommand.GrantRole;
import org.cityarchive.core.people.PeopleCommand.RemovePerson;
import org.cityarchive.core.people.PeopleCommand.RevokeRole;
import org.cityarchive.core.people.PeopleEvent.PersonAdded;
import org.cityarchive.core.people.PeopleEvent.PersonRemoved;
import org.cityarchive.core.people.PeopleEvent.RoleGranted;
import org.cityarchive.core.people.PeopleEvent.RoleRevoked;
import org.cityarchive.core.people.PeopleRefusal.AlreadySetUp;
import org.cityarchive.core.people.PeopleRefusal.EndsBeforeItBegins;
import org.cityarchive.core.people.PeopleRefusal.LastAdministrator;
import org.cityarchive.core.people.PeopleRefusal.NotForPeople;
import org.cityarchive.core.people.PeopleRefusal.SecondPersonNeeded;
import org.cityarchive.core.people.PeopleRefusal.UnknownPerson;
import org.cityarchive.core.people.PeopleRefusal.WasRemoved;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleLawTest {
    private static final PeopleLaw LAW = new PeopleLaw();
    private static final PersonId PRIYA = new PersonId(new UUID(0, 1));
    private static final PersonId RUTH = new PersonId(new UUID(0, 2));
    private static final PersonId MAX = new PersonId(new UUID(0, 3));
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final Asking BY_PRIYA = new Asking(PRIYA.toString(), TODAY);
    private static final Asking BY_RUTH = new Asking(RUTH.toString(), TODAY);

    private static Fact[] priyaAdministers(Fact... more) {
        var facts = new ArrayList<Fact>(
                List.of(new PersonAdded(PRIYA), new RoleGranted(PRIYA, Role.IT_DIRECTOR, null), new PersonAdded(RUTH),
                        new RoleGranted(RUTH, Role.CLERK, null)));
        facts.addAll(Arrays.asList(more));
        return facts.toArray(Fact[]::new);
    }

    @Test
    void theFirstPersonIsAddedInARole() {
        given(LAW).when(new AddFirstPerson(RUTH, Role.IT_DIRECTOR)).then(new PersonAdded(RUTH),
                new RoleGranted(RUTH, Role.IT_DIRECTOR, null));
    }

    @Test
    void anArchiveIsSetUpOnce() {
        given(LAW, priyaAdministers()).when(new AddFirstPerson(MAX, Role.IT_DIRECTOR)).thenRefused(new AlreadySetUp());
    }

    @Test
    void theSameSetUpAgainChangesNothing() {
        given(LAW, priyaAdministers()).when(new AddFirstPerson(PRIYA, Role.IT_DIRECTOR)).then();
    }

    @Test
    void aPersonIsAddedInARoleUntilADay() {
        given(LAW, priyaAdministers()).when(new AddPerson(MAX, Role.AUDITOR, TODAY, BY_PRIYA)).then(new PersonAdded(MAX),
                new RoleGranted(MAX, Role.AUDITOR, TODAY));
    }

    @Test
    void aPersonIsAddedOnce() {
        given(LAW, priyaAdministers()).when(new AddPerson(RUTH, Role.AUDITOR, null, BY_PRIYA)).then();
    }

    @Test
    void aFurtherRoleDoesNotAddThePersonAgain() {
        given(LAW, priyaAdministers()).when(new GrantRole(RUTH, Role.AUDITOR, null, BY_PRIYA))
                .then(new RoleGranted(RUTH, Role.AUDITOR, null));
    }

    @Test
    void theSameRoleAgainChangesNothingAndAnotherLastDayIsAFact() {
        given(LAW, priyaAdministers()).when(new GrantRole(RUTH, Role.CLERK, null, BY_PRIYA)).then();
        given(LAW, priyaAdministers()).when(new GrantRole(RUTH, Role.CLERK, TODAY, BY_PRIYA))
                .then(new RoleGranted(RUTH, Role.CLERK, TODAY));
    }

    @Test
    void aRoleMayBeGrantedForTodayAndNotForYesterday() {
        var yesterday = TODAY.minusDays(1);
        given(LAW, priyaAdministers()).when(new GrantRole(RUTH, Role.AUDITOR, yesterday, BY_PRIYA))
                .thenRefused(new EndsBeforeItBegins(yesterday));
        given(LAW, priyaAdministers()).when(new AddPerson(MAX, Role.AUDITOR, yesterday, BY_PRIYA))
                .thenRefused(new EndsBeforeItBegins(yesterday));
    }

    @Test
    void nobodyIsAnAdapter() {
        given(LAW).when(new AddFirstPerson(RUTH, Role.ADAPTER)).thenRefused(new NotForPeople(Role.ADAPTER));
        given(LAW, priyaAdministers()).when(new AddPerson(MAX, Role.ADAPTER, null, BY_PRIYA))
                .thenRefused(new NotForPeople(Role.ADAPTER));
        given(LAW, priyaAdministers()).when(new GrantRole(RUTH, Role.ADAPTER, null, BY_PRIYA))
                .thenRefused(new NotForPeople(Role.ADAPTER));
    }

    @Test
    void nobodyGrantsOrTakesARoleOfTheirOwn() {
        var two = priyaAdministers(new RoleGranted(RUTH, Role.IT_DIRECTOR, null));
        given(LAW, two).when(new GrantRole(PRIYA, Role.ATTORNEY, null, BY_PRIYA)).thenRefused(new SecondPersonNeeded(PRIYA));
        given(LAW, two).when(new RevokeRole(PRIYA, Role.IT_DIRECTOR, BY_PRIYA)).thenRefused(new SecondPersonNeeded(PRIYA));
        given(LAW, two).when(new RemovePerson(PRIYA, BY_PRIYA)).thenRefused(new SecondPersonNeeded(PRIYA));
        given(LAW, two).when(new RevokeRole(PRIYA, Role.IT_DIRECTOR, BY_RUTH)).then(new RoleRevoked(PRIYA, Role.IT_DIRECTOR));
    }

    @Test
    void theLastAdministratorStays() {
        var last = new LastAdministrator(PRIYA);
        given(LAW, priyaAdministers()).when(new RevokeRole(PRIYA, Role.IT_DIRECTOR, BY_RUTH)).thenRefused(last);
        given(LAW, priyaAdministers()).when(new RemovePerson(PRIYA, BY_RUTH)).thenRefused(last);
        given(LAW, priyaAdministers()).when(new GrantRole(PRIYA, Role.IT_DIRECTOR, TODAY, BY_RUTH)).thenRefused(last);
    }

    @Test
    void anAdministratorWhoseRoleEndsOnADayIsNoneToRelyOn() {
        var endsSoon = priyaAdministers(new RoleGranted(RUTH, Role.IT_DIRECTOR, TODAY.plusDays(30)));
        given(LAW, endsSoon).when(new RemovePerson(PRIYA, BY_RUTH)).thenRefused(new LastAdministrator(PRIYA));
        given(LAW, endsSoon).when(new RevokeRole(RUTH, Role.IT_DIRECTOR, BY_PRIYA)).then(new RoleRevoked(RUTH, Role.IT_DIRECTOR));
    }

    @Test
    void aRemovedPersonGetsNothing() {
        var gone = priyaAdministers(new PersonRemoved(RUTH));
        given(LAW, gone).when(new GrantRole(RUTH, Role.CLERK, null, BY_PRIYA)).thenRefused(new WasRemoved(RUTH));
        given(LAW, gone).when(new AddPerson(RUTH, Role.CLERK, null, BY_PRIYA)).thenRefused(new WasRemoved(RUTH));
        given(LAW, gone).when(new RevokeRole(RUTH, Role.CLERK, BY_PRIYA)).then();
        given(LAW, gone).when(new RemovePerson(RUTH, BY_PRIYA)).then();
    }

    @Test
    void whoIsNotThereCannotBeChanged() {
        var unknown = new UnknownPerson(MAX);
        given(LAW, priyaAdministers()).when(new GrantRole(MAX, Role.CLERK, null, BY_PRIYA)).thenRefused(unknown);
        given(LAW, priyaAdministers()).when(new RevokeRole(MAX, Role.CLERK, BY_PRIYA)).thenRefused(unknown);
        given(LAW, priyaAdministers()).when(new RemovePerson(MAX, BY_PRIYA)).thenRefused(unknown);
    }

    @Test
    void aRoleNotHeldCannotBeTakenTwice() {
        given(LAW, priyaAdministers()).when(new RevokeRole(RUTH, Role.AUDITOR, BY_PRIYA)).then();
    }

    /** Whatever is asked, by whomever, in whatever order, over years: somebody administers the archive, today and on every later day. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anArchiveAlwaysHasAnAdministrator(long seed) {
        var chance = new Random(seed);
        var first = (Decision.Accepted) LAW.decide(new AddFirstPerson(PRIYA, Role.IT_DIRECTOR), PeopleNow.NOBODY);
        var now = after(PeopleNow.NOBODY, first);
        var today = TODAY;
        int taken = 0;
        for (int step = 0; step < 2_000; step++) {
            today = today.plusDays(chance.nextInt(3));
            if (LAW.decide(anything(chance, step, today), now) instanceof Decision.Accepted accepted) {
                now = after(now, accepted);
                taken += accepted.facts().size();
            }
            assertThat(administrators(now)).as("step " + step).isNotEmpty();
        }
        assertThat(taken).isGreaterThan(50);
    }

    /** Of six people; who was removed makes room for another in time. */
    private static PeopleCommand anything(Random chance, int step, LocalDate today) {
        var people = IntStream.range(0, 6).mapToObj(n -> new PersonId(new UUID((step + 60 * n) / 360, n + 1L))).toList();
        var by = new Asking(any(chance, people).toString(), today);
        var person = chance.nextInt(20) == 0 ? PRIYA : any(chance, people);
        var role = chance.nextBoolean() ? Role.IT_DIRECTOR : any(chance, List.of(Role.values()));
        @Nullable
        LocalDate until = chance.nextBoolean() ? null : today.plusDays(chance.nextInt(40) - 5L);
        return switch (chance.nextInt(9)) {
            case 0, 1, 2 -> new AddPerson(person, role, until, by);
            case 3, 4 -> new GrantRole(person, role, until, by);
            case 5, 6, 7 -> new RevokeRole(person, role, by);
            default -> new RemovePerson(person, by);
        };
    }

    private static List<PersonId> administrators(PeopleNow now) {
        return now.roles().keySet().stream()
                .filter(person -> now.held(person, Role.IT_DIRECTOR).filter(held -> held.until() == null).isPresent()).toList();
    }

    private static <T> T any(Random chance, List<T> of) {
        return of.get(chance.nextInt(of.size()));
    }

    private static PeopleNow after(PeopleNow now, Decision.Accepted accepted) {
        var by = new Attribution("test", "it-director", "test", null, "America/Denver");
        for (var fact : accepted.facts()) {
            now = LAW.evolve(now, new Recorded<>(1, fact, Instant.EPOCH, by));
        }
        return now;
    }
}
