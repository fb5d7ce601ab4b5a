package org.cityarchive.server.capture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.RecordId;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a conversation, opened for reading.
 *
 * @param entries in reading order, answers under what they answer
 */
public record RecordThread(List<Entry> entries) {
    /** Places of one page: a page of 500 took 570 ms to open and to write. */
    static final int PAGE = 100;

    /**
     * A place in the conversation.
     *
     * @param depth 0 at the beginning
     * @param record null: something stood here that was never captured
     * @param nativeId how the platform names it; null when not known
     * @param isAsked whether it is the record whose thread this is
     * @param isDamaged whether it was captured and cannot be read
     * @param stub what remains of it where it was destroyed; null where it was not, or only a journal knows of it
     * @param isDestroyed whether it was
     */
    public record Entry(int depth, @Nullable RecordAt record, RecordId id, @Nullable String nativeId, boolean isAsked,
            boolean isDamaged, @Nullable Stub stub, boolean isDestroyed) {
        public boolean isMissing() {
            return record == null;
        }

        /** Its words, those of the record asked for at more length; null where there are none or they are not shown here. */
        public @Nullable Fold words() {
            var content = record == null || isClosed() ? null : record.content();
            var text = content == null ? null : content.text();
            return text == null || text.isEmpty() ? null : isAsked ? Fold.words(text) : Fold.brief(text);
        }

        /** Whether it stands without its words: restricted, and not the record that was opened. */
        public boolean isClosed() {
            return record != null && record.isRestricted() && !isAsked;
        }
    }

    /**
     * What the thread tab shows.
     *
     * @param page from 1
     * @param first number of the page's first place, from 1
     * @param asked number of the page that holds the record itself
     */
    public record Shown(RecordThread thread, int page, int pages, int first, int total, int asked, String sum, boolean isWhole,
            List<Long> lost) {}

    /** What opens the places of a thread. */
    public record Sources(Records records, Stubs stubs) {}

    /** Opens these places, all in one go. */
    public static List<Entry> open(Sources sources, List<ThreadOutline.Place> places, RecordAt asked, AsOf asOf) {
        var ids = places.stream().filter(p -> p.isThere() && !p.isDestroyed() && !p.id().equals(asked.id()))
                .map(ThreadOutline.Place::id).toList();
        var damaged = new HashSet<RecordId>();
        var views = sources.records.views(ids, asOf.position(), one -> damaged.add(one.record()));
        var stubs = sources.stubs
                .of(places.stream().filter(ThreadOutline.Place::isDestroyed).map(ThreadOutline.Place::id).toList());
        var entries = new ArrayList<Entry>(places.size());
        for (var place : places) {
            boolean isAsked = place.id().equals(asked.id());
            var view = views.get(place.id());
            var record = isAsked ? asked : view == null ? null : RecordAt.of(view, asOf.platform()).orElse(null);
            entries.add(new Entry(place.depth(), record, place.id(),
                    record == null ? place.nativeId() : record.view().nativeId(), isAsked, damaged.contains(place.id()),
                    stubs.get(place.id()), place.isDestroyed()));
        }
        return List.copyOf(entries);
    }

    /**
     * One page of a thread.
     *
     * @param page from 1; null: the one that holds the record
     */
    static Shown page(Sources sources, ThreadOutline outline, RecordAt asked, AsOf asOf, @Nullable Long page) {
        int total = outline.places().size();
        int pages = (total + PAGE - 1) / PAGE;
        int own = outline.asked() / PAGE + 1;
        int shown = page == null ? own : (int) Math.clamp(page, 1L, pages);
        int from = (shown - 1) * PAGE;
        var places = outline.places().subList(from, Math.min(total, from + PAGE));
        return new Shown(new RecordThread(open(sources, places, asked, asOf)), shown, pages, from + 1, total, own, sum(outline),
                outline.isWhole(), outline.lost());
    }

    /** Such as "1 post, 11 comments. 3 are no longer on the platform." */
    private static String sum(ThreadOutline outline) {
        var words = new ArrayList<String>();
        for (var kind : Kind.values()) {
            long count = outline.places().stream().filter(p -> p.kind() == kind).count();
            if (count > 0) {
                words.add(count + " " + RecordAt.word(kind) + (count == 1 ? "" : "s"));
            }
        }
        long missing = (long) outline.places().size() - outline.records();
        if (missing > 0) {
            words.add(missing + " never captured");
        }
        if (outline.destroyed() > 0) {
            words.add(outline.destroyed() + " of them lawfully destroyed");
        }
        int gone = outline.gone();
        return String.join(", ", words) + "." + (gone == 0
                ? ""
                : gone == 1
                        ? " 1 is no longer on the platform."
                        : " " + gone
                                + " are no longer on the platform.");
    }

    /** What stands around a record on its own page: what it answers above, a few answers below, the rest in numbers. */
    public record Around(@Nullable Entry beginning, int between, @Nullable Entry parent, int siblings, List<Entry> answers,
            int moreAnswers) {
        private static final int ANSWERS = 3;

        static Around of(Sources sources, ThreadOutline outline, RecordAt asked, AsOf asOf) {
            var above = outline.above();
            var answers = outline.answers();
            var wanted = new ArrayList<Integer>();
            if (!above.isEmpty()) {
                wanted.add(above.getFirst());
                wanted.add(above.getLast());
            }
            wanted.addAll(answers.subList(0, Math.min(ANSWERS, answers.size())));
            var entries = open(sources, wanted.stream().distinct().map(outline.places()::get).toList(), asked, asOf);
            Entry parent = above.isEmpty() ? null : find(entries, outline, above.getLast());
            Entry beginning = above.size() < 2 ? null : find(entries, outline, above.getFirst());
            var below = entries.subList(above.isEmpty() ? 0 : above.size() == 1 ? 1 : 2, entries.size());
            return new Around(beginning, Math.max(0, above.size() - 2), parent, outline.siblings(), below,
                    answers.size() - below.size());
        }

        private static Entry find(List<Entry> entries, ThreadOutline outline, int at) {
            var id = outline.places().get(at).id();
            return Objects.requireNonNull(entries.stream().filter(e -> e.id().equals(id)).findFirst().orElse(null));
        }
    }
}
