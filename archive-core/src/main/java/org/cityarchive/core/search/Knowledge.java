package org.cityarchive.core.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.cityarchive.core.capture.AuthorKind;
import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.Content.Author;
import org.cityarchive.core.capture.RecordHistory;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.search.SearchableRecord.Known;
import org.cityarchive.core.search.SearchableRecord.Stretch;
import org.cityarchive.core.search.SearchableRecord.Words;
import org.jspecify.annotations.Nullable;

/** What the archive knew of a record, position by position, read off its facts. */
public final class Knowledge {
    private Knowledge() {}

    /** Whose words an author's are. */
    @FunctionalInterface
    public interface Authors {
        /** @param author null when the source named none */
        AuthorKind kindOf(@Nullable Author author);
    }

    /**
     * Every state of knowledge, oldest first.
     *
     * @param facts all of one record, in order of position
     * @param contents what was sealed, by part number
     */
    public static List<Known> of(List<Recorded<CaptureEvent>> facts, Map<Integer, Content> contents, Authors authors) {
        var known = new ArrayList<Known>();
        for (int i = 0; i < facts.size(); i++) {
            long from = facts.get(i).position();
            if (i + 1 == facts.size() || facts.get(i + 1).position() > from) {
                add(known, from, RecordHistory.of(facts.subList(0, i + 1), contents), authors);
            }
        }
        return List.copyOf(known);
    }

    private static void add(List<Known> known, long from, RecordHistory history, Authors authors) {
        var stretches = new ArrayList<Stretch>();
        for (var stretch : history.stretches()) {
            var wording = stretch.wording();
            stretches.add(new Stretch(stretch.from(), stretch.to(), wording == null ? 0 : wording.number(), stretch.state(),
                    stretch.wordings(), stretch.gone(), stretch.hidden(),
                    words(wording == null ? null : wording.content(), authors)));
        }
        boolean claimed = history.origin().createdAt() != null;
        var now = new Known(from, Known.NOW, history.at(), claimed, List.copyOf(stretches));
        if (!known.isEmpty()) {
            var last = known.removeLast();
            if (last.at().equals(now.at()) && last.claimed() == claimed && last.stretches().equals(now.stretches())) {
                known.add(last);
                return;
            }
            known.add(new Known(last.from(), from, last.at(), last.claimed(), last.stretches()));
        }
        known.add(now);
    }

    private static Words words(@Nullable Content content, Authors authors) {
        if (content == null) {
            return new Words("", null, null, authors.kindOf(null), null, null, List.of());
        }
        var author = content.author();
        var media = new ArrayList<String>();
        if (content.media() != null) {
            content.media().forEach(medium -> media.add(medium.type() == null ? "file" : medium.type()));
        }
        return new Words(content.text() == null ? "" : content.text(), author == null ? null : author.id(),
                author == null ? null : author.name(), authors.kindOf(author), content.lang(), content.url(), List.copyOf(media));
    }
}
