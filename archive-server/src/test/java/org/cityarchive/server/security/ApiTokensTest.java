package org.cityarchive.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.springframework.jdbc.core.simple.JdbcClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.security.SignInCodes.PersonsSession;
import org.cityarchive.server.security.SignInCodes.SetUp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens and one-time codes, over time. */
class ApiTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final PersonsSession RUTH = new PersonsSession(new PersonId(new UUID(1, 1)), Role.CLERK);

    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aTokenActsUntilItsLastMomentAndNotAfter() {
        var secret = tokens(NOW).make("nightly", Role.ADAPTER, Duration.ofDays(90), "test").secret();
        assertThat(tokens(NOW.plus(Duration.ofDays(90)).minusMillis(1)).acting(secret))
                .hasValueSatisfying(acting -> assertThat(acting.actor().role()).isEqualTo(Role.ADAPTER));
        assertThat(tokens(NOW.plus(Duration.ofDays(90))).acting(secret)).isEmpty();
    }

    @Test
    void aTokenOfAYearIsTheLongest() {
        assertThatThrownBy(() -> tokens(NOW).make("forever", Role.CLERK, Duration.ofDays(367), "test"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expires");
        assertThatThrownBy(() -> tokens(NOW).make("never", Role.CLERK, Duration.ZERO, "test"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTokensNameIsOnePlainLine() {
        assertThatThrownBy(() -> tokens(NOW).make("a\u0000b", Role.CLERK, Duration.ofDays(1), "test"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("control character");
    }

    @Test
    void aCodeIsGoodOnceForItsLifetimeHoweverItIsTyped() {
        var code = codes(NOW).make(RUTH);
        assertThat(codes(NOW.plus(Duration.ofHours(25))).use(code)).isEmpty();
        assertThat(codes(NOW).look(code)).contains(RUTH);
        assertThat(codes(NOW).use(code.toLowerCase(Locale.ROOT).replace("-", " "))).contains(RUTH);
        assertThat(codes(NOW).use(code)).isEmpty();
        assertThat(codes(NOW).look(code)).isEmpty();
    }

    @Test
    void aNewCodeTakesThePlaceOfTheOneBefore() {
        var first = codes(NOW).make(new SetUp());
        var second = codes(NOW).make(new SetUp());
        assertThat(codes(NOW).use(first)).isEmpty();
        assertThat(codes(NOW).use(second)).contains(new SetUp());
    }

    @Test
    void behindATokenStandsThePersonWhoMadeItOrTheTokenThatMadeIt() {
        var first = tokens(NOW).make("first", Role.IT_DIRECTOR, Duration.ofDays(1), RUTH.person().toString());
        var second = tokens(NOW).make("second", Role.IT_DIRECTOR, Duration.ofDays(1), "token:" + first.token().id());
        assertThat(tokens(NOW).personBehind("token:" + second.token().id())).isEqualTo(RUTH.person().toString());
        assertThat(tokens(NOW).personBehind("local")).isEqualTo("local");
    }

    @Test
    void theTokensOfAPersonAreTakenBackTogetherAndNoOthers() {
        var theirs = tokens(NOW).make("theirs", Role.CLERK, Duration.ofDays(1), RUTH.person().toString()).secret();
        var others = tokens(NOW).make("others", Role.CLERK, Duration.ofDays(1), "local").secret();
        tokens(NOW).revokeAllOf(RUTH.person());
        assertThat(tokens(NOW).acting(theirs)).isEmpty();
        assertThat(tokens(NOW).acting(others)).isPresent();
    }

    /** Also one that was made while the removal was on its way. */
    @Test
    void aTokenOfSomebodyWhoWasRemovedOpensNothing() {
        var gone = UUID.randomUUID();
        var token = tokens(NOW).make("theirs", Role.CLERK, Duration.ofDays(1), gone.toString()).secret();
        assertThat(tokens(NOW).acting(token)).isPresent();
        JdbcClient.create(database.connections())
                .sql("insert into people_person (person, added_at, added_by, removed_at, as_of) values (?, now(), 'test', now(), 1)")
                .param(gone).update();
        assertThat(tokens(NOW).acting(token)).isEmpty();
    }

    private static ApiTokens tokens(Instant now) {
        return new ApiTokens(database.connections(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static SignInCodes codes(Instant now) {
        return new SignInCodes(database.connections(), Clock.fixed(now, ZoneOffset.UTC), Duration.ofHours(24));
    }
}
