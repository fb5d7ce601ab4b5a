package org.cityarchive.core.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.cityarchive.core.search.RecordQuery.*;

/**
 * Something that a record must show to answer a query: a word, a tag, an account. By it, kept queries are found that a record may answer;
 * whether it does, the {@link Matcher} says.
 */
record Sign(Where where, String value) {

    /** Where a record shows it. */
    enum Where {
        PLATFORM(0), KIND(1), AUTHOR_KIND(2), LANG(3), ACCOUNT(4), EXACT(5), FOLDED(5), STEM(5), HASHTAG(20), MENTION(20), LINK(
                20), AUTHOR(20), REPLY_TO(20), THREAD(20);

        private final int rarity;

        Where(int rarity) {
            this.rarity = rarity;
        }
    }

    private static final int LONG_WORD = 12;

    /** A sign, one of which is enough: none at all where no record ever answers; empty where a record needs none of those there are. */
    static Optional<List<Sign>> needed(RecordQuery query, Words words) {
        return switch (query) {
            case All(var parts) ->
                parts.stream().flatMap(part -> needed(part, words).stream()).max(Comparator.comparingInt(Sign::rarity));
            case Any(var parts) -> any(parts, words);
            case Text text -> word(Wanted.of(text, words));
            case Hashtag(var tag, var prefix) -> prefix ? Optional.empty() : one(Where.HASHTAG, tag);
            case Mention(var handle) -> one(Where.MENTION, handle);
            case Link(var url, var prefix) -> prefix ? Optional.empty() : one(Where.LINK, url);
            case By(var name) -> one(Where.AUTHOR, words.folded(name));
            case InLang(var lang) -> one(Where.LANG, lang);
            case OnAccount(var name) -> either(Where.ACCOUNT, words.folded(name), name.toLowerCase(Locale.ROOT));
            case ByKind(var kind) -> one(Where.AUTHOR_KIND, kind.name());
            case OnPlatform(var platform) -> one(Where.PLATFORM, platform);
            case OfKind(var kind) -> one(Where.KIND, kind.name());
            case ReplyTo(var id) -> either(Where.REPLY_TO, id, id.toLowerCase(Locale.ROOT));
            case InThread(var first) -> one(Where.THREAD, first.toString());
            case Everything _,Not _,Has _,Is _,Made _,Captured _,Named _,Among _ -> Optional.empty();
        };
    }

    private static Optional<List<Sign>> any(List<RecordQuery> parts, Words words) {
        var all = new ArrayList<Sign>();
        for (var part : parts) {
            var signs = needed(part, words);
            if (signs.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(signs.get());
        }
        return Optional.of(all);
    }

    /** The longest whole word of a phrase: the others stand beside it or nothing answers. */
    private static Optional<List<Sign>> word(List<Wanted> wanted) {
        return wanted.isEmpty()
                ? Optional.of(List.of())
                : wanted.stream().filter(one -> !one.prefix()).max(Comparator.comparingInt(one -> one.value().length()))
                        .map(one -> List.of(new Sign(switch (one.form()) {
                            case EXACT -> Where.EXACT;
                            case FOLDED -> Where.FOLDED;
                            case STEMMED -> Where.STEM;
                        }, one.value())));
    }

    private static Optional<List<Sign>> one(Where where, String value) {
        return Optional.of(List.of(new Sign(where, value)));
    }

    private static Optional<List<Sign>> either(Where where, String one, String other) {
        return Optional
                .of(one.equals(other) ? List.of(new Sign(where, one)) : List.of(new Sign(where, one), new Sign(where, other)));
    }

    /** How few records show one of these, as far as their kind tells: of words, the long ones are rare. */
    private static int rarity(List<Sign> signs) {
        return signs.stream().mapToInt(Sign::rarity).min().orElse(Integer.MAX_VALUE);
    }

    private int rarity() {
        return switch (where) {
            case EXACT, FOLDED, STEM -> where.rarity + Math.min(value.length(), LONG_WORD);
            default -> where.rarity;
        };
    }
}
