package org.cityarchive.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Passwords and the names they belong to. */
class PasswordsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T09:00:00Z"), ZoneOffset.UTC);
    private static final PersonId RUTH = new PersonId(new UUID(7, 1));
    private static final PersonId WALTER = new PersonId(new UUID(7, 2));
    private static final List<String> WORDS = List.of("Ruth Haugen", "Cottonwood Bend", "rhaugen@cottonwoodbend.example");
    private static final String GOOD = "gravel otter lantern";

    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "elevenchars", "password1234", "P@ssw0rd!2026", "123456789012", "qwertyuiop[]",
            "aaaaaaaaaaaaaaaa",
            "abcdefghijklmnop", "CottonwoodBend2026", "ruthhaugen1234", "Haugen-Haugen-1", "welcome2026!!", "C0tt0nw00d!!11",
            "letmeinletmein", "administrator", "1qaz2wsx3edc"})
    void whatIsGuessedFirstIsRefused(String password) {
        assertThat(PasswordRule.refusal(password, WORDS)).as(password).isPresent();
        assertThat(passwords().choose(WALTER, password, WORDS)).isPresent();
        assertThat(passwords().has(WALTER)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {GOOD, "correct horse battery staple", "Kx7#vQ2!mL9p", "schlüssel unter der matte", "雪雪山川海空風雨花鳥月夢",
            "the ruth about kestrels"})
    void aFewWordsThatDoNotBelongTogetherWillDo(String password) {
        assertThat(PasswordRule.refusal(password, WORDS)).as(password).isEmpty();
    }

    @Test
    void aPasswordOpensItsOwnPersonsDoorOnly() {
        var passwords = passwords();
        assertThat(passwords.choose(RUTH, GOOD, WORDS)).isEmpty();
        assertThat(passwords.matches(RUTH, GOOD)).isTrue();
        assertThat(passwords.matches(RUTH, GOOD + " ")).isFalse();
        assertThat(passwords.matches(WALTER, GOOD)).isFalse();
        assertThat(passwords.matches(null, GOOD)).isFalse();
        assertThat(hash(RUTH)).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(GOOD);
    }

    @Test
    void aHashOfOlderParametersIsMadeAnewAtSignIn() {
        var older = new Passwords(database.connections(), CLOCK, new Argon2PasswordEncoder(16, 32, 1, 4096, 1));
        assertThat(older.choose(RUTH, GOOD, WORDS)).isEmpty();
        assertThat(hash(RUTH)).contains("m=4096,t=1");
        assertThat(passwords().matches(RUTH, "something else")).isFalse();
        assertThat(hash(RUTH)).contains("m=4096,t=1");
        assertThat(passwords().matches(RUTH, GOOD)).isTrue();
        assertThat(hash(RUTH)).contains("m=19456,t=2");
        assertThat(passwords().matches(RUTH, GOOD)).isTrue();
    }

    @Test
    void aLoginIsOnePersonsHoweverItIsTypedAndStandsNowhere() {
        var logins = new Logins(database.connections(), new Seals(new byte[32], CLOCK));
        assertThat(logins.set(RUTH, "RHaugen@Example.org")).isTrue();
        assertThat(logins.personOf(" rhaugen@example.ORG ")).contains(RUTH);
        assertThat(logins.set(WALTER, "rhaugen@example.org")).isFalse();
        assertThat(logins.set(RUTH, "ruth")).isTrue();
        assertThat(logins.personOf("rhaugen@example.org")).isEmpty();
        assertThat(logins.set(WALTER, "rhaugen@example.org")).isTrue();
        var other = new Logins(database.connections(),
                new Seals("another archive's key, 32 bytes..".getBytes(StandardCharsets.US_ASCII), CLOCK));
        assertThat(other.personOf("ruth")).as("another archive's key").isEmpty();
    }

    private static Passwords passwords() {
        return new Passwords(database.connections(), CLOCK);
    }

    private static String hash(PersonId person) {
        return JdbcClient.create(database.connections()).sql("select hash from people_password where person = ?")
                .param(person.value()).query(String.class).single();
    }
}
