package org.cityarchive.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.People;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.LoggedRows.Logged;
import org.cityarchive.server.security.TurnedAway.Why;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever is not let in leaves a row, and nobody fills the disk with rows. */
class TurnedAwayTest {
    private static final String GOOD = "gravel otter lantern";
    private static final String TYPED = "a password nobody may read";
    private static final Actor IT = new Actor("test", Role.IT_DIRECTOR);
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static LoggedRows log;
    private PersonId agnes = new PersonId(UUID.randomUUID());
    private String mail = "";
    private long before;

    @BeforeAll
    static void start() {
        log = new LoggedRows(ARCHIVE);
    }

    @AfterEach
    void sheLeaves() {
        ARCHIVE.server().part(People.class).remove(agnes, IT);
    }

    @BeforeEach
    void aClerkWithAPassword() {
        agnes = new PersonId(UUID.randomUUID());
        mail = agnes + "@cottonwoodbend.example";
        ARCHIVE.server().part(People.class).add(agnes, "Agnes Turnbull", Role.CLERK, IT);
        ARCHIVE.server().part(Logins.class).set(agnes, mail);
        assertThat(ARCHIVE.server().part(Passwords.class).choose(agnes, GOOD, List.of())).isEmpty();
        ARCHIVE.server().part(Tries.class).forget();
        ARCHIVE.server().part(TurnedAway.class).forget();
        before = log.newest();
    }

    private List<Logged> rows() {
        return log.after(before).stream().filter(row -> row.act().equals(Act.SIGN_IN_REFUSED.name())).toList();
    }

    /** The rows at this person's door, once there are so many. */
    private List<Logged> atHers(int rows) {
        await().atMost(Duration.ofMinutes(2)).until(() -> hers().size() >= rows);
        return hers();
    }

    private List<Logged> hers() {
        return rows().stream().filter(row -> row.on().equals("person " + agnes)).toList();
    }

    @Test
    void aWrongPasswordIsARowWithoutWhatWasTyped() {
        new Visitor(ARCHIVE).signIn(mail, TYPED);
        assertThat(atHers(1)).singleElement().satisfies(row -> {
            assertThat(row.actor()).isEqualTo("nobody");
            assertThat(row.role()).isEqualTo("nobody");
            assertThat(row.detail()).matches("wrong password, from [0-9a-f.:]+");
        });
        var auditor = ARCHIVE.token(Role.AUDITOR);
        assertThat(ARCHIVE.send("GET", "/api/v1/audit?kinds=refused&text=Turnbull", auditor).body())
                .contains("\"what\":\"Sign in refused\"", "\"who\":\"Nobody signed in\"", "wrong password, from ")
                .doesNotContain(TYPED, mail);
        assertThat(ARCHIVE.send("GET", "/people/audit?text=Turnbull", auditor).body()).contains("Sign in refused");
    }

    @Test
    void aNameThatNobodyHasIsNotWrittenDown() {
        new Visitor(ARCHIVE).signIn("mistyped-" + mail, TYPED);
        await().atMost(Duration.ofMinutes(2)).until(() -> !rows().isEmpty());
        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.on()).isEqualTo("sign-in");
            assertThat(row.detail()).startsWith("wrong password, from ").doesNotContain("mistyped", TYPED, agnes.toString());
        });
    }

    @Test
    void theBeginningOfAWaitAndEveryTryWithinItAreRows() {
        var stranger = new Visitor(ARCHIVE);
        for (int i = 0; i < 7; i++) {
            stranger.signIn(mail, TYPED + i);
        }
        assertThat(atHers(3)).extracting(row -> row.detail().replaceFirst(", from .*", "")).contains("wrong password",
                "wait began after wrong passwords", "must wait after wrong passwords");
    }

    @Test
    void anAddressThatTriesTooMuchIsARow() {
        var stranger = new Visitor(ARCHIVE);
        for (int i = 0; i < 11; i++) {
            stranger.signIn("name" + i + mail, TYPED);
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> rows().size() > 1);
        assertThat(rows()).extracting(row -> row.detail().replaceFirst(", from .*", "")).contains("too many tries");
    }

    @Test
    void aWrongOneTimeCodeIsARowWithoutTheCode() {
        new Visitor(ARCHIVE).send("/sign-in", "/sign-in", "code", "abcd-efgh-ijkl-mnop");
        await().atMost(Duration.ofMinutes(2)).until(() -> !rows().isEmpty());
        assertThat(rows().getLast().detail()).startsWith("wrong one time code, from ").doesNotContain("abcd");
    }

    @Test
    void aWrongSecondFactorAndARoleOfSomebodyElseAreRows() {
        var factor = ARCHIVE.server().part(SecondFactor.class);
        var secret = factor.offer(agnes, "Ruth", "City").orElseThrow().secret();
        assertThat(factor.confirm(agnes, AuthenticatorApp.code(secret, Instant.now()))).isPresent();
        ARCHIVE.server().part(People.class).grant(agnes, Role.ATTORNEY, null, IT);
        var browser = new Visitor(ARCHIVE);
        browser.signIn(mail, GOOD);
        browser.send("/sign-in/second", "/sign-in/second", "code", "000000", "role", "it-director");
        for (int i = 0; i < 6; i++) {
            browser.send("/sign-in/second", "/sign-in/second", "code", "00000" + i, "role", "attorney");
        }
        assertThat(atHers(4)).extracting(row -> row.detail().replaceFirst(", from .*", "")).contains("role of somebody else",
                "wrong second factor", "wait began after wrong second factors", "must wait after wrong second factors");
        assertThat(rows()).noneMatch(row -> row.detail().contains("00000"));
    }

    @Test
    void thousandsOfTriesOfAnHourAreFewRowsAndNoneIsForgotten() {
        var now = new Instant[]{Instant.parse("2026-11-21T10:00:00Z")};
        int tries = 0;
        try (var turnedAway = new TurnedAway(ARCHIVE.server().part(AccessLog.class), of(now))) {
            for (int minute = 0; minute < 60; minute++) {
                for (int address = 0; address < 200; address++) {
                    turnedAway.note(Why.WRONG_PASSWORD, null, "2001:db8::" + minute + ":" + address);
                    tries++;
                }
                now[0] = now[0].plusSeconds(60);
            }
        }
        var rows = rows();
        assertThat(rows.size()).isLessThan(TurnedAway.MOST_AN_HOUR + 2 * 60 + TurnedAway.MOST_A_MINUTE);
        assertThat(rows.stream().mapToInt(TurnedAwayTest::tries).sum()).isEqualTo(tries);
    }

    @Test
    void theSameAgainWithinAMinuteIsCountedInOneRow() {
        var now = new Instant[]{Instant.parse("2026-11-21T10:00:00Z")};
        try (var turnedAway = new TurnedAway(ARCHIVE.server().part(AccessLog.class), of(now))) {
            for (int i = 0; i < 42; i++) {
                turnedAway.note(Why.WRONG_PASSWORD, agnes, "192.0.2.7");
            }
            now[0] = now[0].plusSeconds(60);
            turnedAway.note(Why.WRONG_PASSWORD, agnes, "192.0.2.7");
        }
        assertThat(atHers(3)).extracting(Logged::detail).containsExactly("wrong password, from 192.0.2.7",
                "wrong password, from 192.0.2.7: 41 times more within the minute from 2026-11-21T10:00:00Z",
                "wrong password, from 192.0.2.7");
    }

    private static int tries(Logged row) {
        var more = Pattern.compile(": ([0-9]+) times? more within").matcher(row.detail());
        return more.find() ? Integer.parseInt(more.group(1)) : 1;
    }

    private static Clock of(Instant[] now) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0];
            }
        };
    }
}
