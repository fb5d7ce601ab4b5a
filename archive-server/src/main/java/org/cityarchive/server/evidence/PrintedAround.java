package org.cityarchive.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What stands before and behind the records of the page that a hand-over has to be printed. All of it is fixed, or counts its records, but
 * for the names of the city and of who asked for it, its number and its times, which nothing in the package proves.
 */
final class PrintedAround {
    /** SHA-256 of each style with which the archive ever wrote the page: another could hide a record, or write words of its own. */
    private static final Set<String> STYLES = Set.of("t7mKuZyUW0V9AVLcM0Y0l5mtlB6eNzrkCeCAs+OBT1I=");
    private static final String DAY = "[A-Z][a-z]{2} \\d{1,2}, \\d{1,9}";
    private static final String ZONE = " [AP]M [A-Za-z0-9:+-]{1,12}";
    private static final String SECOND = DAY + ", \\d{1,2}:\\d{2}:\\d{2}" + ZONE;
    /** An instant, and its minute as people of the city read it. */
    static final String TIMED = "<time datetime=\"[0-9TZ:.-]{1,40}\">" + DAY + ", \\d{1,2}:\\d{2}" + ZONE + "</time>";
    static final String BEGIN = "<main>\n";
    static final String END = "</main>\n";

    private PrintedAround() {}

    /** Whether the page is the archive's around so many records. */
    static boolean isOurs(String page, int records) {
        int from = page.indexOf(BEGIN);
        int to = page.lastIndexOf(END);
        if (from < 0 || to < from) {
            return false;
        }
        var count = String.format(Locale.US, "%,d %s", records, records == 1 ? "record" : "records");
        var head = head(count).matcher(page.substring(0, from));
        return head.matches() && STYLES.contains(head.group("digest")) && digest(head.group("style")).equals(head.group("digest"))
                && page.substring(to + END.length()).equals("<footer><p>End of export " + head.group("number") + ": " + count
                        + ".</p></footer>\n</body>\n</html>\n");
    }

    private static Pattern head(String count) {
        return Pattern.compile(fixed("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-")
                + "(?<digest>[A-Za-z0-9+/=]{44})"
                + fixed("'; base-uri 'none'; form-action 'none'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                + "(?<city>[^<>]*)" + fixed(": " + count + ", export ") + "(?<number>\\d{1,12})" + fixed("</title>\n<style>")
                + "(?<style>[^<]*)" + fixed("</style>\n</head>\n<body>\n<header><p class=\"city\">") + "\\k<city>"
                + fixed(" · City Archive</p><h1>" + count + "</h1>\n<p><bdi>"
                        + (count.equals("1 record") ? "One record" : count(count))
                        + ", chosen by hand.</bdi></p>\n<p>As the archive knew it at position ")
                + "\\d{1,12}, " + SECOND
                + fixed(".</p>\n<p>Every kept wording of each record is told.</p>\n"
                        + "<p>Series, due days and holds are those of the day of this export.</p>\n<p>Export ")
                + "\\k<number>" + fixed(", asked for by <bdi>") + "[^<>]*" + fixed("</bdi> on ") + TIMED
                + fixed(". Which days each account was watched is not measured yet: what no import brought is not here."
                        + "</p></header>\n"));
    }

    /** As the sentence of records chosen by hand spells it: without signs between thousands. */
    private static String count(String count) {
        return count.replace(",", "");
    }

    private static String fixed(String text) {
        return Pattern.quote(text);
    }

    private static String digest(String style) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
