package org.cityarchive.search.query;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.cityarchive.core.capture.AuthorKind;
import org.cityarchive.core.capture.State;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.core.search.SearchableRecord.Known;
import org.cityarchive.core.search.SearchableRecord.Stretch;
import org.cityarchive.core.search.SearchableRecord.Words;

/** Real posts with lives that they did not have: some said something else before, some are gone or hidden, some carry a picture. */
final class RealLives {
    private RealLives() {}

    /** The same for the same posts; a post's older wording is the text of the one before it. */
    static List<SearchableRecord> of(List<SearchableRecord> posts) {
        return IntStream.range(0, posts.size()).mapToObj(i -> lived(posts.get(i), posts.get(Math.max(0, i - 1)), i)).toList();
    }

    private static SearchableRecord lived(SearchableRecord post, SearchableRecord before, int number) {
        var known = post.known().getLast();
        var shown = shown(known.stretches().getLast().words(), number);
        var from = known.at().plusSeconds(60);
        var stretches = new ArrayList<Stretch>();
        int version = 1;
        if (number % 7 == 0) {
            stretches.add(new Stretch(from, from.plusSeconds(600), version++, State.PRESENT, 1, false, false,
                    with(shown, before.known().getLast().stretches().getLast().words().text())));
            from = from.plusSeconds(600);
        }
        boolean ends = number % 11 == 0 || number % 13 == 0;
        stretches.add(
                new Stretch(from, ends ? from.plusSeconds(900) : null, version, State.PRESENT, version, false, false, shown));
        if (ends) {
            boolean gone = number % 11 == 0;
            stretches.add(new Stretch(from.plusSeconds(900), null, version, gone ? State.GONE : State.HIDDEN, version, gone,
                    !gone, shown));
        }
        return new SearchableRecord(post.id(), post.account(), post.handle(), post.platform(), post.kind(), post.nativeId(),
                post.parent(),
                post.captured(), List.of(new Known(known.from(), Known.NOW, known.at(), true, List.copyOf(stretches))));
    }

    private static Words shown(Words words, int number) {
        var media = number % 5 == 0 ? List.of("photo") : number % 17 == 0 ? List.of("video/mp4", "image/png") : List.<String>of();
        var kind = number % 3 == 0 ? AuthorKind.PUBLIC : words.author();
        return new Words(words.text(), words.authorId(), words.authorName(), kind, words.lang(), words.url(), media);
    }

    private static Words with(Words words, String text) {
        return new Words(text, words.authorId(), words.authorName(), words.author(), words.lang(), words.url(), words.media());
    }
}
