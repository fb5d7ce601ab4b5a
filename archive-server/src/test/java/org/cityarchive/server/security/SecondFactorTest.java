package org.cityarchive.server.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.vault.SealedText;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes by time, and what they are good for. */
class SecondFactorTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:10Z");

    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest(name = "RFC 6238, Appendix B: {0} s")
    @CsvSource({"59, 94287082", "1111111109, 07081804", "1111111111, 14050471", "1234567890, 89005924", "2000000000, 69279037",
            "20000000000, 65353130"})
    void theCodesAreThoseOfTheStandard(long seconds, String code) {
        var secret = "12345678901234567890".getBytes(US_ASCII);
        assertThat(TimeCode.of(secret, TimeCode.step(Instant.ofEpochSecond(seconds)), 8)).isEqualTo(code);
    }

    @ParameterizedTest(name = "RFC 4648, 10: {0}")
    @CsvSource({"'', ''", "f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void secretsAreTypedInBase32(String text, String base32) {
        assertThat(TimeCode.base32(text.getBytes(US_ASCII))).isEqualTo(base32);
    }

    @Test
    void itIsOnOnceTheAppHasShownThatItKnowsTheSecret() {
        var person = new PersonId(new UUID(8, 1));
        var factor = at(NOW);
        assertThat(factor.confirm(person, "123456")).as("nothing was offered").isEmpty();
        var offer = factor.offer(person, "Ruth Haugen", "Cottonwood Bend").orElseThrow();
        assertThat(factor.offer(person, "Ruth Haugen", "Cottonwood Bend")).as("the same until it is on").contains(offer);
        assertThat(offer.address()).startsWith("otpauth://totp/Cottonwood%20Bend%3ARuth%20Haugen?secret=" + offer.secret());
        assertThat(factor.isOn(person)).isFalse();
        assertThat(factor.use(person, code(offer.secret(), NOW))).as("not on yet").isFalse();
        assertThat(factor.confirm(person, wrong(offer.secret()))).isEmpty();
        var codes = factor.confirm(person, code(offer.secret(), NOW)).orElseThrow();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        assertThat(factor.isOn(person)).isTrue();
        assertThat(factor.offer(person, "Ruth Haugen", "Cottonwood Bend")).isEmpty();
    }

    @Test
    void aCodeIsGoodOnceAndForHalfAMinuteAround() {
        var person = new PersonId(new UUID(8, 2));
        var secret = turnedOn(person);
        var later = NOW.plusSeconds(300);
        assertThat(at(later).use(person, code(secret, later.minusSeconds(60)))).as("a minute old").isFalse();
        assertThat(at(later).use(person, code(secret, later.minusSeconds(30)))).as("half a minute old").isTrue();
        assertThat(at(later).use(person, code(secret, later.minusSeconds(30)))).as("again").isFalse();
        assertThat(at(later).use(person, code(secret, later))).isTrue();
        assertThat(at(later).use(person, code(secret, later.minusSeconds(30)))).as("older than the last one used").isFalse();
        assertThat(at(later).use(person, code(secret, later.plusSeconds(30)))).as("half a minute ahead").isTrue();
        assertThat(at(later).use(person, code(secret, later.plusSeconds(60)))).as("a minute ahead").isFalse();
    }

    @Test
    void aCodeUsedUnderAClockThatWasAYearAheadLocksNobodyOut() {
        var person = new PersonId(new UUID(8, 9));
        var secret = turnedOn(person);
        var ahead = NOW.plusSeconds(365 * 86_400L);
        var later = NOW.plusSeconds(600);
        assertThat(at(ahead).use(person, code(secret, ahead))).isTrue();
        assertThat(at(later).use(person, code(secret, later))).isTrue();
        assertThat(at(later).use(person, code(secret, later))).as("again").isFalse();
    }

    @Test
    void aRecoveryCodeIsGoodOnceAndForItsPersonOnly() {
        var person = new PersonId(new UUID(8, 3));
        turnedOn(person);
        var another = new PersonId(new UUID(8, 4));
        turnedOn(another);
        var codes = at(NOW).recoveryCodes(person);
        assertThat(at(NOW).use(another, codes.getFirst())).isFalse();
        assertThat(at(NOW).use(person, codes.getFirst().toLowerCase(Locale.ROOT))).isTrue();
        assertThat(at(NOW).use(person, codes.getFirst())).isFalse();
        assertThat(at(NOW).recoveryCodesLeft(person)).isEqualTo(9);
        var anew = at(NOW).recoveryCodes(person);
        assertThat(at(NOW).use(person, codes.getLast())).as("made before").isFalse();
        at(NOW).off(person);
        assertThat(at(NOW).use(person, anew.getFirst())).isFalse();
    }

    private static String turnedOn(PersonId person) {
        var secret = at(NOW).offer(person, "A", "B").orElseThrow().secret();
        assertThat(at(NOW).confirm(person, code(secret, NOW))).isPresent();
        return secret;
    }

    private static String wrong(String secret) {
        return code(secret, NOW.plusSeconds(3_000));
    }

    private static String code(String secret, Instant at) {
        return AuthenticatorApp.code(secret, at);
    }

    private static SecondFactor at(Instant now) {
        return new SecondFactor(database.connections(), new SealedText(new byte[32]), Clock.fixed(now, ZoneOffset.UTC));
    }
}
