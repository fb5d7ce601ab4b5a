package org.cityarchive.core.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.cityarchive.core.search.RecordQuery.*;
import org.cityarchive.core.search.Words.Token;

/** Where a query's words stand in a text. */
public final class Highlights {
    private final Words words;

    public Highlights(Words words) {
        this.words = words;
    }

    /**
     * @param start index of the first char to mark
     * @param end index after the last char to mark
     */
    public record Range(int start, int end) {}

    /** What to mark, in order and without overlap. What the query excludes is not marked. */
    public List<Range> of(RecordQuery query, String text) {
        var found = new ArrayList<Range>();
        collect(query, text, words.tokens(text), found);
        found.sort(Comparator.comparingInt(Range::start).thenComparingInt(Range::end));
        var merged = new ArrayList<Range>();
        for (var range : found) {
            if (!merged.isEmpty() && range.start() < merged.getLast().end()) {
                var before = merged.removeLast();
                merged.add(new Range(before.start(), Math.max(before.end(), range.end())));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    private void collect(RecordQuery query, String text, List<Token> tokens, List<Range> found) {
        switch (query) {
            case All(var parts) -> parts.forEach(part -> collect(part, text, tokens, found));
            case Any(var parts) -> parts.forEach(part -> collect(part, text, tokens, found));
            case Text wanted -> phrase(Wanted.of(wanted, words), tokens, found);
            case Hashtag(var tag, var prefix) -> add(InText.hashtags(text), tag, prefix, found);
            case Mention(var handle) -> add(InText.mentions(text), handle, false, found);
            case Link(var url, var prefix) -> add(InText.links(text), url, prefix, found);
            case Everything _,Not _,OnAccount _,By _,ByKind _,OnPlatform _,OfKind _,InLang _,ReplyTo _,InThread _,Has _,Is _,Made _,Captured _,Named _,Among _ ->
                {
                }
        }
    }

    private static void phrase(List<Wanted> wanted, List<Token> tokens, List<Range> found) {
        for (int place = 0; place + wanted.size() <= tokens.size(); place++) {
            if (Wanted.standAt(wanted, tokens, place)) {
                found.add(new Range(tokens.get(place).start(), tokens.get(place + wanted.size() - 1).end()));
            }
        }
    }

    private static void add(List<InText.Found> places, String value, boolean prefix, List<Range> found) {
        places.stream().filter(f -> f.is(value, prefix)).forEach(f -> found.add(new Range(f.start(), f.end())));
    }
}
