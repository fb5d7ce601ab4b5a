package org.cityarchive.server.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An audit as programs read it.
 *
 * @param upTo the last position that is compared
 * @param comparison the one under way; absent: none yet, or all done
 * @param reached how far it is, of {@code reach}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditJson(UUID id, long number, String state, boolean daily, long upTo, @Nullable String comparison, long reached,
        long reach, long looked, long differences, List<Compared> compared, @Nullable String reason, Instant createdAt,
        @Nullable Instant startedAt, @Nullable Instant finishedAt) {

    /**
     * One comparison.
     *
     * @param looked things looked at
     */
    public record Compared(String comparison, String title, long looked, long differences) {}

    /** As it stands. */
    public static AuditJson of(AuditState audit) {
        var now = audit.comparison();
        return new AuditJson(audit.id(), audit.number(), word(audit.stage()), audit.daily() != null, audit.upTo(),
                now == null ? null : now.title(), audit.reached(), audit.reach(), audit.looked(), audit.differences(),
                Arrays.stream(Comparison.values()).filter(one -> audit.tallies().containsKey(one))
                        .map(one -> new Compared(word(one), one.title(), audit.tally(one).looked(),
                                audit.tally(one).differences()))
                        .toList(),
                audit.reason(), audit.createdAt(), audit.startedAt(), audit.finishedAt());
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
