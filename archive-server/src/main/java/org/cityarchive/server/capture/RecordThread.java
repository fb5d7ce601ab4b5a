package org.cityarchive.server.capture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.cityarchive.core.capture.RecordId;
import org.jspecify.annotations.Nullable;

/**
 * The conversation in which a record stands: what it answers, up to the beginning, and everything that answers those.
 *
 * @param entries in reading order, answers under what they answer
 * @param isWhole false: it is longer than what is shown
 */
public record RecordThread(List<Entry> entries, boolean isWhole) {
    private static final int MOST = 500;
    private static final Comparator<RecordView> BY_TIME = Comparator.<RecordView, java.time.Instant>comparing(
            v -> v.history().at())
            .thenComparing(v -> v.history().record());

    /**
     * A place in the conversation.
     *
     * @param depth 0 at the beginning
     * @param record null: something stood here that was never captured
     * @param nativeId how the platform names it; null when not known
     * @param isAsked whether it is the record whose thread this is
     */
    public record Entry(int depth, @Nullable RecordAt record, @Nullable RecordId id, @Nullable String nativeId, boolean isAsked) {
        public boolean isMissing() {
            return record == null;
        }

        /** Whether it stands without its words: restricted, and not the record that was opened. */
        public boolean isClosed() {
            return record != null && record.isRestricted() && !isAsked;
        }
    }

    public static RecordThread of(Records records, RecordAt asked, AsOf asOf) {
        return new Reading(records, asked, asOf).read();
    }

    /** Places beside the record itself. */
    public int others() {
        return (int) entries.stream().filter(e -> !e.isAsked() && !e.isMissing()).count();
    }

    /** The records in it. */
    public List<RecordAt> records() {
        return entries.stream().map(Entry::record).filter(Objects::nonNull).toList();
    }

    /** What the record answers directly; null when it begins the conversation. */
    public @Nullable Entry parent() {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).isAsked()) {
                int depth = entries.get(i).depth();
                for (int j = i - 1; j >= 0; j--) {
                    if (entries.get(j).depth() < depth) {
                        return entries.get(j);
                    }
                }
            }
        }
        return null;
    }

    private static final class Reading {
        private final Records records;
        private final RecordAt asked;
        private final AsOf asOf;
        private final List<Entry> entries = new ArrayList<>();
        private final Set<RecordId> seen = new HashSet<>();

        Reading(Records records, RecordAt asked, AsOf asOf) {
            this.records = records;
            this.asked = asked;
            this.asOf = asOf;
        }

        RecordThread read() {
            var root = root();
            if (root.isMissing() && root.id() == null) {
                entries.add(root); // nobody can say what else answered it
                walk(new Entry(1, asked, asked.id(), null, true));
            } else {
                walk(root);
            }
            return new RecordThread(List.copyOf(entries), entries.size() < MOST);
        }

        /** Up to where it begins, or to where nothing was captured. */
        private Entry root() {
            var above = new HashSet<RecordId>();
            var top = asked;
            while (true) {
                var view = top.view();
                var parent = view.parent();
                above.add(top.id());
                if (parent == null) {
                    return view.parentNativeId() == null ? entry(0, top) : new Entry(0, null, null, view.parentNativeId(), false);
                }
                if (above.contains(parent)) {
                    return entry(0, top); // a platform that answers in circles
                }
                var found = at(parent);
                if (found == null) {
                    return new Entry(0, null, parent, view.parentNativeId(), false);
                }
                top = found;
            }
        }

        private void walk(Entry root) {
            var open = new ArrayDeque<Entry>();
            open.push(root);
            while (!open.isEmpty() && entries.size() < MOST) {
                var entry = open.pop();
                var id = entry.id();
                if (id == null || !seen.add(id)) {
                    continue;
                }
                entries.add(entry);
                answers(id, entry.depth() + 1).reversed().forEach(open::push);
            }
        }

        private List<Entry> answers(RecordId to, int depth) {
            var ids = records.replies(to);
            if (ids.isEmpty()) {
                return List.of();
            }
            return records.views(ids, asOf.position()).values().stream().sorted(BY_TIME)
                    .flatMap(view -> RecordAt.of(view, asOf.platform()).stream()).map(record -> entry(depth, record)).toList();
        }

        private @Nullable RecordAt at(RecordId id) {
            var view = records.views(List.of(id), asOf.position()).get(id);
            return view == null ? null : RecordAt.of(view, asOf.platform()).orElse(null);
        }

        private Entry entry(int depth, RecordAt record) {
            return new Entry(depth, record, record.id(), record.view().nativeId(), record.id().equals(asked.id()));
        }
    }
}
