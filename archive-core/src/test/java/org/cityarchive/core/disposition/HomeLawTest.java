package org.cityarchive.core.disposition;

import static org.cityarchive.core.law.Given.given;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.cityarchive.core.disposition.HomeCommand.StrikeHome;
import org.cityarchive.core.disposition.HomeEvent.HomeStruck;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.junit.jupiter.api.Test;

/** A home whose disk died is struck off by a person, so that destructions elsewhere come to their end. */
class HomeLawTest {
    private static final HomeLaw LAW = new HomeLaw();
    private static final UUID HOME = new UUID(5, 5);
    private static final UUID WORDS = new UUID(3, 3);
    private static final PersonId IVO = new PersonId(new UUID(2, 2));
    private static final Instant STARTED = Instant.parse("2026-11-01T08:00:00Z");
    private static final HomeStruck STRUCK = new HomeStruck(HOME, STARTED, WORDS, IVO);

    private static StrikeHome strike(Role role, Instant startedAt, Duration silent) {
        return new StrikeHome(HOME, startedAt, silent, WORDS, new Acting(IVO, role, LocalDate.parse("2026-11-21")));
    }

    @Test
    void whoApprovesDestructionsOrAnswersForTheMachinesSaysThatAHomeIsLost() {
        given(LAW).when(strike(Role.IT_DIRECTOR, STARTED, Duration.ofDays(3))).then(STRUCK);
        given(LAW).when(strike(Role.MANAGER, STARTED, Duration.ofDays(3))).then(STRUCK);
        given(LAW).when(strike(Role.CLERK, STARTED, Duration.ofDays(3)))
                .thenRefused(new HomeRefusal.NotForThisRole(HOME, Role.CLERK, Role.MANAGER));
    }

    @Test
    void aHomeThatRunsIsNotStruckOff() {
        given(LAW).when(strike(Role.IT_DIRECTOR, STARTED, Duration.ofMinutes(14)))
                .thenRefused(new HomeRefusal.StillRuns(HOME, 14, 15));
        given(LAW).when(strike(Role.IT_DIRECTOR, STARTED, Duration.ofMinutes(15))).then(STRUCK);
    }

    @Test
    void saidTwiceNothingChangesAndALaterStartIsAnother() {
        given(LAW, STRUCK).when(strike(Role.IT_DIRECTOR, STARTED, Duration.ofDays(3))).then();
        var again = STARTED.plusSeconds(60);
        given(LAW, STRUCK).when(strike(Role.IT_DIRECTOR, again, Duration.ofDays(3)))
                .then(new HomeStruck(HOME, again, WORDS, IVO));
    }
}
