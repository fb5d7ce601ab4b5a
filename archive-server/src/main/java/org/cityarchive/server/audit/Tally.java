package org.cityarchive.server.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

import org.cityarchive.core.law.CanonicalJson;
import org.jspecify.annotations.Nullable;

/**
 * What one comparison came to.
 *
 * @param looked things looked at
 * @param differences what did not agree
 */
public record Tally(long looked, long differences) {
    static final Tally NONE = new Tally(0, 0);

    Tally and(long moreLooked, long moreDifferences) {
        return new Tally(looked + moreLooked, differences + moreDifferences);
    }

    static String spelled(Map<Comparison, Tally> tallies) {
        var members = new TreeMap<String, Object>();
        tallies.forEach((comparison, tally) -> members.put(comparison.name(),
                Map.of("looked", tally.looked, "differences", tally.differences)));
        return new String(CanonicalJson.write(members), UTF_8);
    }

    static Map<Comparison, Tally> of(String spelled) {
        var tallies = new EnumMap<Comparison, Tally>(Comparison.class);
        CanonicalJson.parseObject(spelled.getBytes(UTF_8)).forEach((name, value) -> {
            if (value instanceof Map<?, ?> members) {
                tallies.put(Comparison.valueOf(name),
                        new Tally(number(members.get("looked")), number(members.get("differences"))));
            }
        });
        return tallies;
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
