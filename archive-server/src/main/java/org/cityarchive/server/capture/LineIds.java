package org.cityarchive.server.capture;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that may be a platform's id in a line, whatever its form: what stands between quotes, as it is and as JSON means it, and what stands
 * between the signs of JSON and CSV. A line that was refused may be none of a form. What a member says that names another record, such as
 * its parent, is no id of it: an answer does not go with what it answers.
 */
final class LineIds {
    private static final int LONGEST = 4_096;
    private static final String OTHERS = "parent|repl|quot|conversation|thread|repost|retweet|account|author|user|handle|sender|recipient|platform";
    private static final String WORDS = "kind|state|lang|text|full_text|alt|name|type|[a-z_]{0,40}url(?:_https)?";
    /** Members that name another record or a person, or that hold words: a line goes for its own id alone. */
    private static final Pattern NOT_ITS_OWN = Pattern.compile("\"(?i:[a-z_]{0,40}?(?:" + OTHERS + ")[a-z_]{0,40}|" + WORDS
            + ")\"\\s*+:\\s*+(?:\"(?:[^\"\\\\]|\\\\.)*+\"|\\{[^{}]*+\\}|[^\\s\",{}\\[\\]]++)");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");
    private static final Pattern BETWEEN = Pattern.compile("[^\\s\",;{}\\[\\]]++");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

    private static final Pattern PLATFORM = Pattern.compile("\"platform\"\\s*+:\\s*+\"([^\"]*+)\"");
    private static final Pattern NAMED = Pattern.compile("[a-z]{2,20}");

    private LineIds() {}

    /**
     * Whether a record of this platform may stand in the line: not where the line itself names only others. The same short number is another
     * record's elsewhere.
     */
    static boolean isOn(String platform, byte[] line) {
        var named = PLATFORM.matcher(new String(line, StandardCharsets.UTF_8)).results().map(one -> one.group(1)).toList();
        return named.isEmpty() || named.contains(platform) || !named.stream().allMatch(NAMED.asMatchPredicate());
    }

    static Set<String> in(byte[] line) {
        var text = NOT_ITS_OWN.matcher(new String(line, StandardCharsets.UTF_8)).replaceAll("");
        var found = new LinkedHashSet<String>();
        var quoted = QUOTED.matcher(text);
        while (quoted.find()) {
            add(found, quoted.group(1));
            add(found, meant(quoted.group(1)));
        }
        var between = BETWEEN.matcher(text);
        while (between.find()) {
            add(found, between.group());
            for (var part : between.group().split("[:=|']", -1)) {
                add(found, part);
            }
        }
        return found;
    }

    private static void add(Set<String> found, String id) {
        if (!id.isBlank() && id.length() <= LONGEST) {
            found.add(id);
        }
    }

    private static String meant(String quoted) {
        return quoted.indexOf('\\') < 0
                ? quoted
                : ESCAPED.matcher(quoted).replaceAll(escape -> Matcher.quoteReplacement(escape.group(1) == null
                        ? escape.group(2)
                        : String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }
}
