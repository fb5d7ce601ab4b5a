package org.cityarchive.server.disposition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

/**
 * What a disposition destroyed, by whose decision, and how that is known (LAW.md C.8, EVIDENCE.md §4), as it was issued. Nothing that was
 * captured stands in it.
 *
 * @param v form of it
 * @param certificate its name, such as "2026-03-C2"
 * @param number of the disposition, from 1
 * @param supersedes name of the one before it; null: it is the first
 * @param state {@code interim} while a key above a destroyed record, a copy of one, or a part of the list may be left; else {@code final}
 * @param zone in which days are counted
 * @param document number of the internal disposal document (form RM88), kept 30 years
 * @param executeFrom first city day on which it could be carried out
 * @param councilOrder the words of its reference, as entered
 * @param handedOver who was given records of the list, offered or not, in the order of the law; null: nobody
 * @param dated the record dates, from and to
 * @param destroyed when the first and the last went
 * @param bytes of ciphertext
 * @param parts sealed parts that went, media among them
 * @param formats media that were captured, by type
 * @param again destroyed once more after they were seen again, under the same approval
 * @param outstanding what may be left: keys, copies of them, a part of the list
 * @param struck homes that were struck off as lost before they had cleared themselves; null: none
 * @param survivors records that got other keys and were opened again
 * @param stamp what outside authorities say of the time
 * @param cannotBeProven what nobody can prove
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Certificate(int v, String certificate, int number, @Nullable String supersedes, String state, Instant issuedAt,
        String city, String zone, String disposition, String batch, String document, List<Step> steps,
        @Nullable LocalDate executeFrom, Map<String, String> councilOrder, Map<String, String> subcommittee,
        @Nullable Offer offer, @Nullable List<GivenTo> handedOver, List<SeriesLine> series, Span<LocalDate> dated,
        Span<Instant> destroyed, int count, long bytes,
        int parts, int media, Map<String, Integer> formats, String medium, String method, Asked asked, List<Gone> records,
        List<Again> again, List<KeptBack> keptBack, List<Key> keys, List<String> outstanding,
        @Nullable List<StruckOff> struck, int survivors,
        List<Purge> index, Backups backups, LogStates log, String stamp, List<String> cannotBeProven) {

    public boolean isFinal() {
        return state.equals("final");
    }

    /** From one to another; both null where there is none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Span<T>(@Nullable T from, @Nullable T to) {}

    /**
     * Somebody's part.
     *
     * @param what proposed, submitted, approved, or carried out
     * @param person id of a person, or what else acted
     * @param role in which it was done, as facts spell it
     * @param leaf of the fact
     */
    public record Step(String what, Instant at, String person, String name, String role, String title, long leaf) {}

    /**
     * What an offer to others led to (LAW.md M-21).
     *
     * @param reference of the notice, as entered
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Offer(LocalDate noticedOn, @Nullable String reference, int claims, int transferred) {}

    /**
     * Records that were handed over before they ended.
     *
     * @param to who took them, as programs spell it
     * @param packages their ids
     */
    public record GivenTo(String to, int records, List<String> packages) {}

    /**
     * Records judged by the same series and rules.
     *
     * @param codes of all that they belonged to
     * @param rules that put them there, as "id/version"; none: a person's exception
     */
    public record SeriesLine(List<String> codes, List<SeriesWords> of, List<String> rules, Span<LocalDate> dated,
            Span<LocalDate> keptThrough, int count) {}

    /**
     * A series as the schedule had it on the day.
     *
     * @param schedule which of the state's, and its version, as entered; null: not entered
     * @param place item and page at which two people read it; null: not entered
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SeriesWords(String code, String title, @Nullable String schedule, @Nullable String place, String period,
            String trigger, String action, @Nullable String subcommittee) {}

    /** Which holds and requests were asked for each record, and at which positions of the log. */
    public record Asked(long from, long to, int holds, int requests) {}

    /**
     * A destroyed record.
     *
     * @param captured leaves of the log that tell of it
     * @param commitments roots of what was sealed; their salts went with it
     */
    public record Gone(String record, String kind, LocalDate dated, LocalDate on, Instant at, long leaf, List<Long> captured,
            List<String> commitments, int parts, int media, long bytes) {}

    /** One that came back and was destroyed under the same approval. */
    public record Again(String record, LocalDate on, Instant at, long leaf) {}

    /** One that dropped out. */
    public record KeptBack(String record, String because, long leaf) {}

    /** A wrapping key that is gone, with what its provider says. */
    public record Key(String key, String provider, Instant at, String receipt) {}

    /**
     * A home that a person struck off as lost: its index, uploads and packages were not cleared.
     *
     * @param place machine and folder
     * @param startedAt when it was last started
     * @param leaf of the fact that says so
     */
    public record StruckOff(String home, String place, Instant startedAt, Instant at, String person, String name, String role,
            String title, long leaf) {}

    /** A commit of the index in whose files the records were looked for. */
    public record Purge(String commit, Instant at, int records, String found) {}

    /** Backups that still hold ciphertext. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Backups(int holding, @Nullable Instant oldest, String said) {}

    /** The log before the first destruction and after the last fact that is told here. */
    public record LogStates(String origin, LogState before, LogState after) {}

    /** A state of the log. */
    public record LogState(long size, String root) {}
}
