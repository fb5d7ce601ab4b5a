package org.cityarchive.core.retention;

import java.util.regex.Pattern;

/**
 * The code of a series, as schedules list it: capitals and digits in groups joined by "-". A word out of a list, never a person's text.
 *
 * @param value 2 to 40 characters, for example {@code S1-CORR-ROUTINE}
 */
public record SeriesCode(String value) implements Comparable<SeriesCode> {
    private static final Pattern FORM = Pattern.compile("(?=.{2,40}$)[A-Z][A-Z0-9]*(-[A-Z0-9]+)*");

    public SeriesCode {
        if (!isCode(value)) {
            throw new IllegalArgumentException("a series code is 2 to 40 capitals and digits, joined by \"-\"");
        }
    }

    /** Whether this can be the code of a series. */
    public static boolean isCode(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(SeriesCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
