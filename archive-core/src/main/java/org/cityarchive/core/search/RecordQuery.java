package org.cityarchive.core.search;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.cityarchive.core.capture.AuthorKind;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.RecordId;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the archive, as a tree (ARCHITECTURE.md §7). A record answers when one of its stretches (one wording in one state)
 * satisfies the whole tree; what is asked of the record as a whole ({@link #ofTheRecord()}) is the same for all its stretches.
 */
public sealed interface RecordQuery {

    /** Every record. */
    record Everything() implements RecordQuery {}

    /** All parts must hold. Make it with {@link RecordQuery#all(List)}. */
    record All(List<RecordQuery> parts) implements RecordQuery {}

    /** One part must hold. Make it with {@link RecordQuery#any(List)}. */
    record Any(List<RecordQuery> parts) implements RecordQuery {}

    /** The part must not hold. */
    record Not(RecordQuery part) implements RecordQuery {}

    /**
     * Words that stand one after another, whatever separates them.
     *
     * @param quoted whether it was typed as a phrase
     */
    record Text(List<Piece> pieces, boolean quoted) implements RecordQuery {}

    /**
     * A part of a phrase, or one typed word.
     *
     * @param typed as typed, without signs; may hold several words
     * @param prefix whether its last word is only a beginning
     */
    record Piece(String typed, Form form, boolean prefix) {}

    /** @param tag without {@code #}, lower case, composed */
    record Hashtag(String tag, boolean prefix) implements RecordQuery {}

    /** @param handle without {@code @}, lower case */
    record Mention(String handle) implements RecordQuery {}

    /** A link in the text as it is written there, or the record's own address. */
    record Link(String url, boolean prefix) implements RecordQuery {}

    /** @param name the account's handle, case ignored, or its id */
    record OnAccount(String name) implements RecordQuery {}

    /** @param name the author's name or id on the platform, case and accents folded */
    record By(String name) implements RecordQuery {}

    /** Whose words, as the record stands. */
    record ByKind(AuthorKind kind) implements RecordQuery {}

    record OnPlatform(String platform) implements RecordQuery {}

    record OfKind(Kind kind) implements RecordQuery {}

    /** @param lang the platform's tag, lower case */
    record InLang(String lang) implements RecordQuery {}

    /** @param id native id or record id of what is answered */
    record ReplyTo(String id) implements RecordQuery {}

    /** A record, and what answers it however far below: of the record and of what stands above it. */
    record InThread(RecordId first) implements RecordQuery {}

    record Has(Carried what) implements RecordQuery {}

    record Is(Mark mark) implements RecordQuery {}

    /**
     * When it was made: the platform's creation time, else first observed.
     *
     * @param typed the day or instant as typed
     * @param from first instant that answers; null: no bound
     * @param until first instant that no longer answers; null: no bound
     */
    record Made(When when, String typed, @Nullable Instant from, @Nullable Instant until) implements RecordQuery {}

    /**
     * When the archive came to know of it: when its first fact was kept.
     *
     * @param typed the day or instant as typed
     * @param from first instant that answers; null: no bound
     * @param until first instant that no longer answers; null: no bound
     */
    record Captured(When when, String typed, @Nullable Instant from, @Nullable Instant until) implements RecordQuery {}

    /**
     * What other features say of a record: on hold, of a series, due, in a request. No record answers it by itself: it is looked up when it
     * is asked ({@link NamedScopes}), and stands in no index.
     *
     * @param value id or code; empty for {@link Name#HELD} and {@link Name#DUE}
     */
    record Named(Name name, String value) implements RecordQuery {}

    /** Records by their ids: what a {@link Named} stands for once it was looked up. */
    record Among(Set<RecordId> records) implements RecordQuery {}

    /** Under which name other features know records. */
    enum Name {
        HELD, DUE, HOLD, SERIES, REQUEST
    }

    /** What a wording can carry. */
    enum Carried {
        MEDIA, PHOTO, VIDEO, LINK
    }

    /** How a record stands, or stood once. */
    enum Mark {
        DELETED, EDITED, HIDDEN, LATEST, WAS_DELETED, WAS_HIDDEN
    }

    /** On which side of a moment. */
    enum When {
        BEFORE, AFTER, ON
    }

    /**
     * Reads a query as a person types it.
     *
     * @param city the city's time zone, in which days are counted
     * @throws QueryError it cannot be read
     */
    static RecordQuery parse(String text, ZoneId city) {
        return QueryParser.parse(text, city).query();
    }

    static RecordQuery all(List<RecordQuery> parts) {
        var flat = new ArrayList<RecordQuery>();
        for (var part : parts) {
            if (part instanceof All all) {
                flat.addAll(all.parts());
            } else if (!(part instanceof Everything)) {
                flat.add(part);
            }
        }
        return flat.isEmpty() ? new Everything() : flat.size() == 1 ? flat.getFirst() : new All(List.copyOf(flat));
    }

    /** @param parts at least one */
    static RecordQuery any(List<RecordQuery> parts) {
        var flat = new ArrayList<RecordQuery>();
        for (var part : parts) {
            if (part instanceof Any any) {
                flat.addAll(any.parts());
            } else {
                flat.add(part);
            }
        }
        return flat.size() == 1 ? flat.getFirst() : new Any(List.copyOf(flat));
    }

    static RecordQuery not(RecordQuery part) {
        return part instanceof Not(var inner) ? inner : new Not(part);
    }

    default RecordQuery and(RecordQuery other) {
        return all(List.of(this, other));
    }

    /** The query as it would be typed; reads back as the same query. */
    default String canonical() {
        return QueryText.of(this);
    }

    /** Whether it asks only for what is true of the record as a whole, and so for all stretches alike. */
    default boolean ofTheRecord() {
        return switch (this) {
            case All(var parts) -> parts.stream().allMatch(RecordQuery::ofTheRecord);
            case Any(var parts) -> parts.stream().allMatch(RecordQuery::ofTheRecord);
            case Not(var part) -> part.ofTheRecord();
            case Text _,Hashtag _,Mention _,Link _,By _,InLang _,Has _ -> false;
            case Is(var mark) -> mark != Mark.LATEST;
            case Everything _,OnAccount _,ByKind _,OnPlatform _,OfKind _,ReplyTo _,InThread _,Made _,Captured _,Named _,Among _ ->
                true;
        };
    }

    /** Whether it asks in which thread a record stands: what is above a record is known from facts, and stands in no index. */
    default boolean ofThreads() {
        return switch (this) {
            case All(var parts) -> parts.stream().anyMatch(RecordQuery::ofThreads);
            case Any(var parts) -> parts.stream().anyMatch(RecordQuery::ofThreads);
            case Not(var part) -> part.ofThreads();
            default -> this instanceof InThread;
        };
    }

    /** Whether a record answers it by itself and what stands above it, whatever other features say of it. */
    default boolean ofTheRecordAlone() {
        return switch (this) {
            case All(var parts) -> parts.stream().allMatch(RecordQuery::ofTheRecordAlone);
            case Any(var parts) -> parts.stream().allMatch(RecordQuery::ofTheRecordAlone);
            case Not(var part) -> part.ofTheRecordAlone();
            case Named _,Among _ -> false;
            default -> true;
        };
    }

    /**
     * For queries that are kept and decide: scopes of holds and rules.
     *
     * @throws QueryError it asks for what changes without the record
     */
    default void requireOfTheRecordAlone() {
        if (!ofTheRecordAlone()) {
            throw new QueryError(0, 1, "A scope or rule cannot ask for is:held, is:due, hold:, series: or request:, which change"
                    + " without the record. Say what the records have in common.");
        }
    }
}
