package org.cityarchive.server.disposition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

/**
 * What a disposition destroyed, by whose decision, and how that is known (LAW.md C.8, EVIDENCE.md §4): filled from facts and the vault's
 * rows of erasure.
 *
 * @param state {@code interim} while a key above a destroyed record lives, else {@code final}
 * @param executeFrom first city day on which it could be carried out
 * @param councilOrder the words of its reference, as entered
 * @param dated the record dates, from and to
 * @param destroyed when the first and the last went
 * @param proofs each fact of the disposition as the log holds it, with its way to the checkpoint's root
 * @param checkpoint the signed note; null until the log covers it
 * @param cannotBeProven what nobody can prove
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Certificate(int v, String certificate, String city, String disposition, String state, List<Step> steps,
        @Nullable LocalDate executeFrom, Map<String, String> councilOrder, Map<String, String> subcommittee,
        Span<LocalDate> dated,
        Span<Instant> destroyed, int count, long bytes, int parts, int media, String method, List<Gone> records,
        List<KeptBack> keptBack, List<Key> keys, int survivors, List<String> indexCommits, List<Proof> proofs,
        @Nullable String checkpoint, List<String> cannotBeProven) {
    /** From one to another; both null where there is none. */
    public record Span<T>(@Nullable T from, @Nullable T to) {}

    /** A person's part. */
    public record Step(String what, Instant at, String person, String name) {}

    /**
     * A destroyed record.
     *
     * @param capturedLeaves leaves of the log that tell of it
     * @param commitments roots of what was sealed; their salts went with it
     */
    public record Gone(String record, String kind, LocalDate dated, LocalDate on, Instant at, long leaf,
            List<Long> capturedLeaves,
            List<String> commitments, int parts, int media, long bytes) {}

    /** One that dropped out. */
    public record KeptBack(String record, String because) {}

    /** A wrapping key that is gone, with what its provider says. */
    public record Key(String key, String provider, Instant at, String receipt) {}

    /** A fact as disclosed, and its inclusion. */
    public record Proof(long index, Map<String, Object> fact, List<String> path) {}
}
