package org.cityarchive.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.People;
import org.cityarchive.server.security.Sessions;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.wiring.RunningArchive;
import org.cityarchive.server.wiring.TestHome;
import org.junit.jupiter.api.Test;

/** The machine's clock jumps back an hour, or ahead a year and back: the order of facts is that of their positions, and nobody is locked out. */
class ClockJumpTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration YEAR = Duration.ofDays(365);

    /** A clock that can be set. */
    private static final class Set extends Clock {
        private volatile Duration off = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(off);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void aJumpBreaksNeitherOrderNorSessions() {
        var clock = new Set();
        try (var archive = RunningArchive.on(TestHome.laid(), clock)) {
            var person = archive.server().part(People.class).addFirst("Ruth Haugen");
            archive.awaitProjections();
            var sessions = archive.server().part(Sessions.class);
            var token = archive.token(Role.CLERK);
            var session = sessions.begin(person, Role.IT_DIRECTOR);
            opened(archive, token, "before");
            clock.off = HOUR.negated();
            assertThat(sessions.actor(session)).as("an hour back").isPresent();
            opened(archive, token, "back");
            clock.off = YEAR;
            assertThat(sessions.actor(session)).as("a year ahead").isEmpty();
            var ahead = archive.token(Role.CLERK);
            opened(archive, ahead, "ahead");
            clock.off = Duration.ZERO;
            assertThat(sessions.actor(session)).as("right again").isPresent();
            assertThat(archive.send("GET", "/api/v1/accounts", ahead).statusCode()).as("a token of next year").isEqualTo(401);
            opened(archive, token, "right");
            assertTimesRise(archive);
            assertThat(archive.send("GET", "/actuator/health/readiness", null).statusCode()).isEqualTo(200);
        }
    }

    private static void opened(RunningArchive archive, String token, String handle) {
        var answer = archive.postJson("/api/v1/accounts", token, "{\"platform\":\"bluesky\",\"handle\":\"" + handle + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static void assertTimesRise(RunningArchive archive) {
        var positions = archive.server().part(Positions.class);
        long head = archive.server().part(FactReader.class).head();
        for (long position = 2; position <= head; position++) {
            assertThat(positions.instant(position)).isAfterOrEqualTo(positions.instant(position - 1));
        }
        assertThat(positions.at(positions.instant(head))).isEqualTo(head);
    }
}
