package org.cityarchive.core.search;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.capture.AuthorKind;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.State;
import org.cityarchive.core.search.RecordQuery.Carried;
import org.cityarchive.core.search.RecordQuery.Mark;
import org.jspecify.annotations.Nullable;

/**
 * A record as search sees it: everything a query may ask, for each state of the archive's knowledge (DATA.md §5).
 *
 * @param handle the account's shown name on the platform
 * @param parent native id of what it answers
 * @param parentId the record that it answers, where its id is known
 * @param captured when the archive kept its first fact
 * @param above what it answers, and what that answers, as far as anybody asked for it; the index is written without
 * @param known what the archive knew, oldest first; intervals of positions that do not overlap and end at {@link Known#NOW}
 */
public record SearchableRecord(RecordId id, AccountId account, String handle, String platform, Kind kind, String nativeId,
        @Nullable String parent, @Nullable RecordId parentId, Instant captured, List<RecordId> above, List<Known> known) {
    public SearchableRecord {
        above = List.copyOf(above);
    }

    /** Nothing is known of what stands above it. */
    public SearchableRecord(RecordId id, AccountId account, String handle, String platform, Kind kind, String nativeId,
            @Nullable String parent, @Nullable RecordId parentId, Instant captured, List<Known> known) {
        this(id, account, handle, platform, kind, nativeId, parent, parentId, captured, List.of(), known);
    }

    public SearchableRecord(RecordId id, AccountId account, String handle, String platform, Kind kind, String nativeId,
            @Nullable String parent, Instant captured, List<Known> known) {
        this(id, account, handle, platform, kind, nativeId, parent, null, captured, known);
    }

    /** The same, with what stands above it. */
    public SearchableRecord under(List<RecordId> ancestors) {
        return new SearchableRecord(id, account, handle, platform, kind, nativeId, parent, parentId, captured, ancestors, known);
    }

    /** The same, as it is known last. */
    public SearchableRecord asKnownLast() {
        return new SearchableRecord(id, account, handle, platform, kind, nativeId, parent, parentId, captured, above,
                List.of(known.getLast()));
    }

    /**
     * What the archive knew of the record between two positions.
     *
     * @param from first position at which this was known
     * @param until first position at which it was no longer all; {@link #NOW} while it still is
     * @param at the platform's creation time, else the first observed time; by it dates are tested and results sorted
     * @param claimed whether {@code at} is the platform's creation time
     * @param stretches the record's life over observed time, oldest first, without overlap; at least one
     */
    public record Known(long from, long until, Instant at, boolean claimed, List<Stretch> stretches) {
        public static final long NOW = Long.MAX_VALUE;
    }

    /**
     * A stretch of observed time in which neither wording nor state changed.
     *
     * @param from first instant
     * @param to first instant after it; null while it lasts
     * @param version number of the wording, in shown order from 1; 0 when no wording was ever kept
     * @param versions how many wordings there were up to here
     * @param gone whether it was seen gone here or earlier
     * @param hidden whether it was seen hidden here or earlier
     * @param words what was shown; empty text where no wording was kept
     */
    public record Stretch(Instant from, @Nullable Instant to, int version, State state, int versions, boolean gone,
            boolean hidden,
            Words words) {

        /** How the record stands in this stretch, and stood up to it. {@link Mark#LATEST} is not among them: it compares wordings. */
        public Set<Mark> marks() {
            var marks = EnumSet.noneOf(Mark.class);
            mark(marks, Mark.DELETED, state == State.GONE);
            mark(marks, Mark.HIDDEN, state == State.HIDDEN);
            mark(marks, Mark.EDITED, versions > 1);
            mark(marks, Mark.WAS_DELETED, gone || state == State.GONE);
            mark(marks, Mark.WAS_HIDDEN, hidden || state == State.HIDDEN);
            return marks;
        }

        private static void mark(Set<Mark> marks, Mark mark, boolean so) {
            if (so) {
                marks.add(mark);
            }
        }
    }

    /**
     * The searchable content of one wording.
     *
     * @param media media types ("photo", "video", …) in their order
     */
    public record Words(String text, @Nullable String authorId, @Nullable String authorName, AuthorKind author,
            @Nullable String lang,
            @Nullable String url, List<String> media) {

        /** By what its author is called: the name, or else the id on the platform; null where neither is known. */
        public @Nullable String shownAuthor() {
            return authorName != null && !authorName.isBlank()
                    ? authorName
                    : authorId != null && !authorId.isBlank() ? authorId : null;
        }

        /** What the wording carries; media types are taken as platforms ("photo") and formats ("image/png") name them. */
        public Set<Carried> carries() {
            var carries = EnumSet.noneOf(Carried.class);
            if (!media.isEmpty()) {
                carries.add(Carried.MEDIA);
            }
            for (var type : media) {
                if (type.equals("photo") || type.startsWith("image")) {
                    carries.add(Carried.PHOTO);
                } else if (type.startsWith("video")) {
                    carries.add(Carried.VIDEO);
                }
            }
            if (!InText.links(text).isEmpty()) {
                carries.add(Carried.LINK);
            }
            return carries;
        }
    }
}
