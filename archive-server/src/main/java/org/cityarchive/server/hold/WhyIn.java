package org.cityarchive.server.hold;

import java.util.LinkedHashSet;
import java.util.Set;

import org.cityarchive.core.search.Matcher;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.SearchableRecord;

/** Says by which parts of a query a record answers it, in a word each. */
final class WhyIn {
    private final Matcher matcher;
    private final SearchableRecord record;

    WhyIn(Matcher matcher, SearchableRecord record) {
        this.matcher = matcher;
        this.record = record;
    }

    Set<String> of(RecordQuery query) {
        var why = new LinkedHashSet<String>();
        collect(query, why);
        return why.isEmpty() ? Set.of(query instanceof RecordQuery.Everything ? "everything" : "period") : why;
    }

    private void collect(RecordQuery part, Set<String> why) {
        switch (part) {
            case RecordQuery.All(var parts) -> parts.forEach(one -> collect(one, why));
            case RecordQuery.Any(var parts) -> parts.forEach(one -> collect(one, why));
            default -> {
                var word = word(part);
                if (!word.isEmpty() && matcher.matches(part, record, null, null)) {
                    why.add(word);
                }
            }
        }
    }

    /** Empty: it only narrows. */
    private static String word(RecordQuery part) {
        return switch (part) {
            case RecordQuery.Text _,RecordQuery.Hashtag _,RecordQuery.Mention _,RecordQuery.Link _ -> "words";
            case RecordQuery.By _,RecordQuery.ByKind _ -> "author";
            case RecordQuery.OnAccount _ -> "account";
            case RecordQuery.OnPlatform _ -> "platform";
            case RecordQuery.OfKind _ -> "kind";
            case RecordQuery.InLang _ -> "language";
            case RecordQuery.ReplyTo _ -> "reply";
            case RecordQuery.InThread _ -> "thread";
            case RecordQuery.Has _ -> "media";
            case RecordQuery.Is _ -> "state";
            case RecordQuery.All _,RecordQuery.Any _,RecordQuery.Not _,RecordQuery.Everything _,RecordQuery.Made _,RecordQuery.Captured _,RecordQuery.Named _,RecordQuery.Among _ ->
                "";
        };
    }
}
