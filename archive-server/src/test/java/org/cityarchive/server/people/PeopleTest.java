package org.cityarchive.server.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PeopleRefusal.LastAdministrator;
import org.cityarchive.core.people.PeopleRefusal.SecondPersonNeeded;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.security.Sessions;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.web.Refused;
import org.cityarchive.server.wiring.RunningArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People over time, in a running archive. */
class PeopleTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final Actor TEST = new Actor("test", Role.IT_DIRECTOR);

    private final People people = ARCHIVE.server().part(People.class);
    private final PeopleInRoles roles = ARCHIVE.server().part(PeopleInRoles.class);
    private final Sessions sessions = ARCHIVE.server().part(Sessions.class);
    private final LocalDate today = roles.today();

    @Test
    void aRoleIsHeldToTheEndOfItsLastDayInTheCity() {
        var max = added(Role.AUDITOR, today);
        var session = sessions.begin(max, Role.AUDITOR);
        assertThat(roles.mayAct(max, Role.AUDITOR)).isTrue();
        assertThat(sessions.actor(session)).isPresent();

        var database = ARCHIVE.server().part(DataSource.class);
        var city = ARCHIVE.server().part(City.class);
        var tomorrow = Clock.fixed(today.plusDays(1).atStartOfDay(city.zone()).toInstant(), ZoneOffset.UTC);
        var then = new PeopleInRoles(database, ARCHIVE.server().part(FactReader.class), city, tomorrow);
        assertThat(then.mayAct(max, Role.AUDITOR)).isFalse();
        assertThat(then.all()).noneMatch(held -> held.person().equals(max));
        assertThat(new Sessions(database, tomorrow, Duration.ofDays(9), Duration.ofDays(9), city::zone).actor(session)).isEmpty();
    }

    @Test
    void theListOfAPastDayStandsAsItWas() {
        var max = added(Role.CLERK, today.plusDays(30));
        people.grant(max, Role.CLERK, null, TEST);
        people.revoke(max, Role.CLERK, TEST);
        people.grant(max, Role.AUDITOR, today.plusDays(3), TEST);
        assertThat(roles.of(max)).extracting(held -> held.role() + " " + held.lastDay() + " " + (held.endedAt() == null))
                .containsExactly("AUDITOR " + today.plusDays(3) + " true", "CLERK null false",
                        "CLERK " + today.plusDays(30) + " false");
        assertThat(on(today.minusDays(1), max)).isEmpty();
        assertThat(on(today, max)).containsExactly(Role.AUDITOR);
        assertThat(on(today.plusDays(4), max)).isEmpty();
    }

    @Test
    void whoIsRemovedIsOutAtOnceWithSessionsAndTokens() {
        var max = added(Role.IT_DIRECTOR, null);
        var session = sessions.begin(max, Role.IT_DIRECTOR);
        var token = ARCHIVE.server().part(ApiTokens.class).make("theirs", Role.CLERK, Duration.ofDays(1), max.toString())
                .secret();
        assertThat(ARCHIVE.send("GET", "/api/v1/accounts", token).statusCode()).isEqualTo(200);

        ensureAnotherAdministrator();
        people.remove(max, TEST);
        assertThat(sessions.actor(session)).isEmpty();
        assertThat(ARCHIVE.send("GET", "/api/v1/accounts", token).statusCode()).isEqualTo(401);
        assertThat(roles.person(max)).hasValueSatisfying(gone -> assertThat(gone.removedBy()).isEqualTo("test"));
        assertThat(roles.of(max)).allMatch(held -> held.endedAt() != null);
    }

    @Test
    void aTokenOfOnesOwnIsNoSecondPerson() {
        var max = added(Role.IT_DIRECTOR, null);
        var token = ARCHIVE.server().part(ApiTokens.class).make("own", Role.IT_DIRECTOR, Duration.ofDays(1), max.toString());
        var byToken = new Actor("token:" + token.token().id(), Role.IT_DIRECTOR);
        assertThatThrownBy(() -> people.grant(max, Role.CLERK, null, byToken)).isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.refusal()).isEqualTo(new SecondPersonNeeded(max)));
    }

    @Test
    void twoWhoRemoveEachOtherInTheSameMomentLeaveOneAdministrator() throws Exception {
        ensureAnotherAdministrator();
        var one = added(Role.IT_DIRECTOR, null);
        var other = added(Role.IT_DIRECTOR, null);
        for (var held : roles.all()) { // the two alone
            if (held.role() == Role.IT_DIRECTOR && !List.of(one, other).contains(held.person())) {
                people.revoke(held.person(), Role.IT_DIRECTOR, TEST);
            }
        }
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = both.invokeAll(List.<Callable<@Nullable Object>>of(removal(one, other), removal(other, one)));
            assertThat(outcomes.stream().filter(PeopleTest::isRefusedAsLast)).hasSize(1);
        }
        assertThat(roles.all()).filteredOn(held -> held.role() == Role.IT_DIRECTOR).hasSize(1);
        var left = roles.mayAct(one, Role.IT_DIRECTOR) ? one : other;
        ensureAnotherAdministrator();
        people.remove(left, TEST);
    }

    @Test
    void whoIsSignedInStaysSoWhileTheModelIsMadeAnew() throws Exception {
        var max = added(Role.CLERK, null);
        var session = sessions.begin(max, Role.CLERK);
        var done = new AtomicBoolean();
        try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
            var looking = other.submit(() -> {
                int looks = 0;
                while (!done.get()) {
                    assertThat(sessions.actor(session)).isPresent();
                    looks++;
                }
                return looks;
            });
            var token = ARCHIVE.token(Role.IT_DIRECTOR);
            for (int i = 0; i < 5; i++) {
                assertThat(
                        ARCHIVE.postJson("/api/v1/rebuilds", token, "{\"models\":[\"" + PeopleInRoles.NAME + "\"]}").statusCode())
                        .isEqualTo(200);
            }
            done.set(true);
            assertThat(looking.get()).isPositive();
        }
    }

    private static boolean isRefusedAsLast(Future<?> outcome) {
        return outcome.state() == Future.State.FAILED && outcome.exceptionNow() instanceof Refused refused
                && refused.refusal() instanceof LastAdministrator;
    }

    private Callable<@Nullable Object> removal(PersonId whom, PersonId by) {
        return () -> {
            people.remove(whom, new Actor(by.toString(), Role.IT_DIRECTOR));
            return null;
        };
    }

    @BeforeAll
    static void movePeopleIn() {
        ARCHIVE.server().welcomeToSample();
    }

    private void ensureAnotherAdministrator() {
        var marcus = new PersonId(UUID.nameUUIDFromBytes("sample person Marcus Lindqvist".getBytes(UTF_8)));
        people.grant(marcus, Role.IT_DIRECTOR, null, TEST);
    }

    private PersonId added(Role role, @Nullable LocalDate until) {
        var person = new PersonId(UUID.randomUUID());
        people.add(person, "Max Okafor", role, until, TEST);
        return person;
    }

    private List<Role> on(LocalDate day, PersonId person) {
        return roles.on(day).stream().filter(held -> held.person().equals(person)).map(PeopleInRoles.InRole::role).toList();
    }
}
