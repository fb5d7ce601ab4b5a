package org.cityarchive.server.security;

import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.people.City;
import org.cityarchive.server.security.TurnedAway.Why;
import org.cityarchive.server.web.TooManyTries;

/** What a person changes about their own ways in. Whoever only found the browser open does not get far: each change asks for a proof. */
public final class OwnKeys {
    private final Sessions sessions;
    private final Passwords passwords;
    private final SecondFactor second;
    private final Tries tries;
    private final TurnedAway turnedAway;
    private final City city;

    OwnKeys(Sessions sessions, Passwords passwords, SecondFactor second, Tries tries, TurnedAway turnedAway, City city) {
        this.sessions = sessions;
        this.passwords = passwords;
        this.second = second;
        this.tries = tries;
        this.turnedAway = turnedAway;
        this.city = city;
    }

    /** Why a password was not changed, and which field says so. */
    public record NotChanged(String sentence, String field) {}

    public Sessions sessions() {
        return sessions;
    }

    /** The secret of the session that asks; empty: none. */
    public static String session(HttpServletRequest request) {
        return Door.cookie(request, SessionCookie.NAME).orElse("");
    }

    public boolean hasPassword(PersonId person) {
        return passwords.has(person);
    }

    public int shortestPassword() {
        return PasswordRule.SHORTEST;
    }

    /**
     * Changes a password for who knows the one before.
     *
     * @throws TooManyTries too many wrong ones within a minute
     */
    public Optional<NotChanged> change(PersonId person, String name, String current, String password) {
        if (!isPassword(person, current)) {
            return Optional.of(new NotChanged("This is not your present password. Nothing was changed.", "current"));
        }
        return passwords.choose(person, password, List.of(name, city.name())).map(why -> new NotChanged(why, "password"));
    }

    /**
     * Whether this is the person's password, for a change that asks for it.
     *
     * @throws TooManyTries too many wrong ones within a minute
     */
    public boolean isPassword(PersonId person, String typed) {
        proving(person);
        boolean right = passwords.matches(person, typed);
        if (!right) {
            wrong(person);
        }
        return right;
    }

    public boolean isSecondOn(PersonId person) {
        return second.isOn(person);
    }

    public int codesLeft(PersonId person) {
        return second.recoveryCodesLeft(person);
    }

    /** The secret for the app; empty: the second factor is on already. */
    public Optional<SecondFactor.Offer> offer(PersonId person, String name) {
        return second.offer(person, name, city.name().isEmpty() ? "City Archive" : "City Archive " + city.name());
    }

    /**
     * Turns the second factor on.
     *
     * @return recovery codes, shown this once; none: the code is wrong
     * @throws TooManyTries too many wrong ones within a minute
     */
    public List<String> confirm(PersonId person, String code) {
        proving(person);
        var codes = second.confirm(person, code);
        if (codes.isEmpty()) {
            wrong(person);
        }
        return codes.orElse(List.of());
    }

    /**
     * Recovery codes made anew for who has a code; none: it is wrong.
     *
     * @throws TooManyTries too many wrong ones within a minute
     */
    public List<String> freshCodes(PersonId person, String code) {
        return isProven(person, code) ? second.recoveryCodes(person) : List.of();
    }

    /**
     * Turns the second factor off for who has a code of it.
     *
     * @throws TooManyTries too many wrong ones within a minute
     */
    public boolean off(PersonId person, String code) {
        boolean proven = isProven(person, code);
        if (proven) {
            second.off(person);
        }
        return proven;
    }

    private boolean isProven(PersonId person, String code) {
        proving(person);
        boolean right = second.use(person, code);
        if (!right) {
            wrong(person);
        }
        return right;
    }

    private void wrong(PersonId person) {
        tries.wrong(own(person));
        turnedAway.note(Why.WRONG_PROOF_ON_THE_OWN_PAGE, person, "");
    }

    private void proving(PersonId person) {
        if (!tries.mayTry(own(person))) {
            turnedAway.note(Why.TOO_MANY_WRONG_PROOFS_ON_THE_OWN_PAGE, person, "");
            throw new TooManyTries(Tries.WINDOW);
        }
    }

    private static String own(PersonId person) {
        return "own " + person;
    }
}
