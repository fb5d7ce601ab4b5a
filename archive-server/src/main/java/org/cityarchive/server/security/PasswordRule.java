package org.cityarchive.server.security;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which passwords are too easy to guess? Long enough, and with enough left when everything is taken out that a guesser tries first: the
 * commonest passwords, the person's and the city's words, runs of keys, repeated letters (NIST SP 800-63B §5.1.1.2). No rule asks for
 * signs of a kind: they make passwords worse.
 */
final class PasswordRule {
    static final int SHORTEST = 12;
    /** Hashing reads all of it: without an end, a password would be a way to keep the processor busy. */
    static final int LONGEST = 200;
    private static final int LEFT = 8;
    private static final int SHORTEST_WORD = 3;

    /** What the lists of leaked passwords begin with, whatever digits are put around them. */
    private static final List<String> COMMON = List.of("password", "passwort", "passw", "letmein", "welcome", "admin",
            "administrator",
            "iloveyou", "monkey", "dragon", "sunshine", "princess", "football", "baseball", "basketball", "superman", "batman",
            "trustno1", "master", "shadow", "michael", "jennifer", "jordan", "hunter", "changeme", "secret", "login", "whatever",
            "starwars", "computer", "freedom", "summer", "winter", "spring", "autumn", "january", "february", "october",
            "november",
            "december", "qwerty", "asdfgh", "zxcvbn", "azerty", "qazwsx", "abc123", "access", "cheese", "pokemon", "charlie",
            "default",
            "temporary", "temp", "test", "guest", "user", "root", "cityhall", "cityarchive", "archive", "montana", "clerk",
            "2023",
            "2024", "2025", "2026", "2027");

    private static final List<String> KEYS = List.of("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl",
            "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "!@#$%^&*()");

    private PasswordRule() {}

    /**
     * Why a password will not do; empty when it will.
     *
     * @param words the person's names, the city's, the login
     */
    static Optional<String> refusal(String password, Collection<String> words) {
        int letters = password.codePointCount(0, password.length());
        if (letters < SHORTEST || letters > LONGEST) {
            return Optional.of("A password takes " + SHORTEST + " to " + LONGEST + " characters; this one has " + letters
                    + ". A few words in a row are easy to remember.");
        }
        var left = folded(password);
        var taken = Stream.concat(COMMON.stream(), words.stream().flatMap(word -> Stream.of(word.split("[^\\p{L}\\p{N}]+", -1))))
                .map(PasswordRule::folded).filter(word -> word.length() >= SHORTEST_WORD).distinct()
                .sorted(Comparator.comparingInt(String::length).reversed()).toList();
        for (var word : taken) {
            left = left.replace(word, "");
        }
        if (withoutRuns(left).length() < LEFT) {
            return Optional.of("This password is among those that are guessed first: too much of it is a common password, a name,"
                    + " the city's name, a year or a row of keys. A few words that do not belong together are good.");
        }
        return Optional.empty();
    }

    /** Lower case, no accents, and the digits that stand for letters as those letters. */
    private static String folded(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "").toLowerCase(Locale.ROOT);
        return plain.replace('@', 'a').replace('$', 's').replace('0', 'o').replace('3', 'e').replace('1', 'i').replace('5', 's');
    }

    /** Each run of neighbouring or repeated keys is worth its first letter. */
    private static String withoutRuns(String text) {
        var left = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (i == 0 || !isNext(text.charAt(i - 1), text.charAt(i))) {
                left.append(text.charAt(i));
            }
        }
        return left.toString();
    }

    private static boolean isNext(char before, char letter) {
        var pair = "" + before + letter;
        var back = "" + letter + before;
        return before == letter
                || KEYS.stream().map(PasswordRule::folded).anyMatch(row -> row.contains(pair) || row.contains(back));
    }
}
