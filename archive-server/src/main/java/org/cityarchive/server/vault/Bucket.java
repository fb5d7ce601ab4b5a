package org.cityarchive.server.vault;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * Records whose keys hang on one key of the provider: only a grouping that keeps the survivors of a destruction few (EVIDENCE.md §6.1).
 *
 * @param series the records series at capture, or "unclassified"
 * @param month the UTC month of capture
 * @param group an import job or a group of accounts; at most 64 a month. Series and group are letters, digits, ".", "_" and "-"
 */
public record Bucket(String series, YearMonth month, String group) {
    public Bucket {
        if (!isWord(series) || !isWord(group)) {
            throw new IllegalArgumentException("a bucket's series and group are 1 to 64 letters, digits, '.', '_' and '-'");
        }
    }

    /** The bucket of what is captured now. */
    public static Bucket unclassified(Instant now, String group) {
        return new Bucket("unclassified", YearMonth.from(now.atOffset(ZoneOffset.UTC)), group);
    }

    /** As rows and key files spell it. */
    public String name() {
        return series + "/" + month + "/" + group;
    }

    private static boolean isWord(String word) {
        return !word.isEmpty() && word.length() <= 64
                && word.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-'));
    }
}
