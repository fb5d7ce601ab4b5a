package org.cityarchive.core.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What stands in a text beside its words: hashtags, mentions and links, each as it is typed. */
public final class InText {
    private static final Pattern HASHTAG = Pattern
            .compile("(?<![\\p{L}\\p{M}\\p{N}_])#(?=[\\p{M}\\p{N}_]*\\p{L})([\\p{L}\\p{M}\\p{N}_]++)");
    private static final Pattern MENTION = Pattern.compile("(?<![A-Za-z0-9_])@([A-Za-z0-9_]++)((?:[.@-][A-Za-z0-9_]++)*+)");
    private static final Pattern LINK = Pattern.compile("(?i)https?://[^\\s<>\"“”„]++");
    private static final String CLOSING = ".,;:!?'’”»›…)]}。，、！？：；」』）】》";
    private static final int LONGEST = 1_000;

    private InText() {}

    /**
     * @param start index of its first char, sign included
     * @param end index after its last char
     * @param value as it is looked for
     */
    public record Found(int start, int end, String value) {
        boolean is(String wanted, boolean prefix) {
            return prefix ? value.startsWith(wanted) : value.equals(wanted);
        }
    }

    /** Tags with a letter in them, without {@code #}, lower case, composed. */
    public static List<Found> hashtags(String text) {
        if (text.indexOf('#') < 0) {
            return List.of();
        }
        var found = new ArrayList<Found>();
        var matcher = HASHTAG.matcher(text);
        while (matcher.find()) {
            found.add(new Found(matcher.start(), matcher.end(), tag(matcher.group(1))));
        }
        return found;
    }

    /**
     * Handles without {@code @}, lower case. A handle with a domain ({@code @city.bsky.social}, {@code @city@example.social}) is found
     * twice: up to the first sign that X would not allow, and whole.
     */
    public static List<Found> mentions(String text) {
        if (text.indexOf('@') < 0) {
            return List.of();
        }
        var found = new ArrayList<Found>();
        var matcher = MENTION.matcher(text);
        while (matcher.find()) {
            var handle = matcher.group(1).toLowerCase(Locale.ROOT);
            found.add(new Found(matcher.start(), matcher.end(1), cut(handle)));
            if (matcher.end() > matcher.end(1)) {
                found.add(new Found(matcher.start(), matcher.end(), cut(handle + matcher.group(2).toLowerCase(Locale.ROOT))));
            }
        }
        return found;
    }

    /** Web addresses as they are written, without the punctuation that closes the sentence around them. */
    public static List<Found> links(String text) {
        if (text.indexOf("://") < 0) {
            return List.of();
        }
        var found = new ArrayList<Found>();
        var matcher = LINK.matcher(text);
        while (matcher.find()) {
            var link = link(matcher.group());
            found.add(new Found(matcher.start(), matcher.start() + link.length(), cut(link)));
        }
        return found;
    }

    /** A hashtag's text as it is compared: lower case, composed. */
    static String tag(String typed) {
        return cut(Normalizer.normalize(typed.toLowerCase(Locale.ROOT), Normalizer.Form.NFC));
    }

    /** A closing bracket belongs to a link that opened it. */
    static String link(String typed) {
        int end = typed.length();
        while (CLOSING.indexOf(typed.charAt(end - 1)) >= 0
                && !(typed.charAt(end - 1) == ')' && count(typed, '(', end) >= count(typed, ')', end))) {
            end--;
        }
        return typed.substring(0, end);
    }

    private static long count(String text, char wanted, int end) {
        return text.chars().limit(end).filter(c -> c == wanted).count();
    }

    /** What is longer is told apart by its first {@value #LONGEST} chars: an index holds no endless terms. */
    public static String cut(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST);
    }
}
