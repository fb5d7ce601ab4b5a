package org.cityarchive.core.law;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Instants and ids as facts spell them, read and written digit by digit: they are half of what there is to parse in a fact. */
final class Spelled {
    private static final String USUAL = "0000-00-00T00:00:00.000Z";
    private static final int WITHOUT_MILLIS = 20;
    private static final int NANOS_A_MILLI = 1_000_000;
    private static final int SECONDS_A_DAY = 86_400;

    private Spelled() {}

    /** Finer instants are refused: what is decided on and what is stored would differ. */
    static String of(Instant instant) {
        if (instant.getNano() % NANOS_A_MILLI != 0) {
            throw new IllegalArgumentException("an instant finer than a millisecond; truncate it where it enters");
        }
        long seconds = instant.getEpochSecond();
        var day = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_A_DAY));
        if (day.getYear() < 0 || day.getYear() > 9_999) {
            return instant.toString();
        }
        int second = Math.floorMod(seconds, SECONDS_A_DAY);
        int millis = instant.getNano() / NANOS_A_MILLI;
        byte[] text = new byte[millis == 0 ? WITHOUT_MILLIS : USUAL.length()];
        put(text, 0, 4, day.getYear(), '-');
        put(text, 5, 2, day.getMonthValue(), '-');
        put(text, 8, 2, day.getDayOfMonth(), 'T');
        put(text, 11, 2, second / 3_600, ':');
        put(text, 14, 2, second / 60 % 60, ':');
        put(text, 17, 2, second % 60, millis == 0 ? 'Z' : '.');
        if (millis != 0) {
            put(text, 20, 3, millis, 'Z');
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void put(byte[] text, int at, int digits, int value, char then) {
        int left = value;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        text[at + digits] = (byte) then;
    }

    static Instant instant(String text) {
        try {
            return isUsual(text) ? usual(text) : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not an instant", e);
        }
    }

    /** To the second or the millisecond, with four digits of a year. */
    private static boolean isUsual(String text) {
        int length = text.length();
        if ((length != WITHOUT_MILLIS && length != USUAL.length()) || text.charAt(length - 1) != 'Z') {
            return false;
        }
        for (int i = 0; i < length - 1; i++) {
            char c = text.charAt(i);
            char usual = USUAL.charAt(i);
            if (usual == '0' ? c < '0' || c > '9' : c != usual) {
                return false;
            }
        }
        return number(text, 11, 2) < 24 && number(text, 14, 2) < 60 && number(text, 17, 2) < 60;
    }

    private static Instant usual(String text) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2)).toEpochDay();
        long second = day * SECONDS_A_DAY + number(text, 11, 2) * 3_600L + number(text, 14, 2) * 60L + number(text, 17, 2);
        return Instant.ofEpochSecond(second,
                text.length() == WITHOUT_MILLIS ? 0 : number(text, 20, 3) * (long) NANOS_A_MILLI);
    }

    private static int number(String text, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    /** @throws IllegalArgumentException no UUID, or not in its usual spelling */
    static UUID uuid(String text) {
        if (text.length() != 36) {
            throw unusual();
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (c != '-') {
                    throw unusual();
                }
                continue;
            }
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            if (digit < 0) {
                throw unusual();
            } else if (i < 18) {
                high = high << 4 | digit;
            } else {
                low = low << 4 | digit;
            }
        }
        return new UUID(high, low);
    }

    private static IllegalArgumentException unusual() {
        return new IllegalArgumentException("a UUID that is not in its usual spelling");
    }
}
