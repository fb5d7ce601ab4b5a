package org.cityarchive.core.search;

import java.util.function.Supplier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.cityarchive.core.search.SearchableRecord.Known;
import org.cityarchive.core.search.SearchableRecord.Stretch;
import org.cityarchive.core.search.Sign.Where;
import org.cityarchive.core.search.Words.Token;
import org.jspecify.annotations.Nullable;

/**
 * Queries that are kept, filed by the rarest thing that a record must show to answer each: of a thousand, a record is asked the few whose
 * sign it shows, and those that have none. One thread at a time.
 */
public final class FiledQueries {
    private final Words words;
    private final Map<String, RecordQuery> queries = new HashMap<>();
    private final Map<String, List<Sign>> signs = new HashMap<>();
    private final Map<Where, Map<String, Set<String>>> filed = new EnumMap<>(Where.class);
    private final Set<String> unsigned = new HashSet<>();

    public FiledQueries(Words words) {
        this.words = words;
    }

    /** Keeps a query; one of the same name gives way. */
    public void keep(String name, RecordQuery query) {
        drop(name);
        queries.put(name, query);
        var needed = Sign.needed(query, words);
        if (needed.isEmpty()) {
            unsigned.add(name);
            return;
        }
        signs.put(name, needed.get());
        needed.get().forEach(sign -> filed.computeIfAbsent(sign.where(), _ -> new HashMap<>())
                .computeIfAbsent(sign.value(), _ -> new HashSet<>()).add(name));
    }

    public void drop(String name) {
        queries.remove(name);
        unsigned.remove(name);
        var filedBy = signs.remove(name);
        if (filedBy != null) {
            filedBy.forEach(sign -> {
                var shelf = filed.getOrDefault(sign.where(), Map.of());
                var names = shelf.get(sign.value());
                if (names != null && names.remove(name) && names.isEmpty()) {
                    shelf.remove(sign.value());
                }
            });
        }
    }

    /**
     * What a record answers as it was known once: for each query that it answers, the newest wording that does (0 where none was kept).
     *
     * @param matcher over the words with which the queries were kept
     * @param read the same words, for the texts of this record
     */
    public Map<String, Integer> answered(SearchableRecord record, Known known, Matcher matcher, Words read) {
        var answered = new HashMap<String, Integer>();
        for (var name : asked(record, known, read)) {
            var query = queries.get(name);
            if (query != null) {
                matcher.answer(query, record, known).ifPresent(version -> answered.put(name, version));
            }
        }
        return answered;
    }

    private Set<String> asked(SearchableRecord record, Known known, Words read) {
        var asked = new LinkedHashSet<>(unsigned);
        look(Where.PLATFORM, record.platform(), asked);
        look(Where.KIND, record.kind().name(), asked);
        if (filed.containsKey(Where.ACCOUNT)) {
            look(Where.ACCOUNT, read.folded(record.handle()), asked);
            look(Where.ACCOUNT, record.account().toString().toLowerCase(Locale.ROOT), asked);
        }
        look(Where.REPLY_TO, record.parent(), asked);
        var parent = record.parentId();
        look(Where.REPLY_TO, parent == null ? null : parent.toString().toLowerCase(Locale.ROOT), asked);
        look(Where.THREAD, record.id().toString(), asked);
        record.above().forEach(above -> look(Where.THREAD, above.toString(), asked));
        known.stretches().forEach(stretch -> look(stretch, read, asked));
        return asked;
    }

    private void look(Stretch stretch, Words read, Set<String> asked) {
        var shown = stretch.words();
        look(Where.AUTHOR_KIND, shown.author().name(), asked);
        var lang = shown.lang();
        look(Where.LANG, lang == null ? null : lang.toLowerCase(Locale.ROOT), asked);
        if (filed.containsKey(Where.AUTHOR)) {
            lookFolded(shown.authorId(), read, asked);
            lookFolded(shown.authorName(), read, asked);
        }
        var text = shown.text();
        lookIn(Where.HASHTAG, () -> InText.hashtags(text), asked);
        lookIn(Where.MENTION, () -> InText.mentions(text), asked);
        lookIn(Where.LINK, () -> InText.links(text), asked);
        var url = shown.url();
        look(Where.LINK, url == null ? null : InText.cut(url), asked);
        var forms = new ArrayList<Map.Entry<Where, Function<Token, String>>>();
        forms.add(Map.entry(Where.EXACT, Token::exact));
        forms.add(Map.entry(Where.FOLDED, Token::folded));
        forms.add(Map.entry(Where.STEM, Token::stem));
        forms.removeIf(form -> !filed.containsKey(form.getKey()));
        if (!forms.isEmpty()) {
            read.tokens(text).forEach(token -> forms.forEach(form -> look(form.getKey(), form.getValue().apply(token), asked)));
        }
    }

    private void lookFolded(@Nullable String author, Words read, Set<String> asked) {
        look(Where.AUTHOR, author == null ? null : read.folded(author), asked);
    }

    private void lookIn(Where where, Supplier<Collection<InText.Found>> found, Set<String> asked) {
        if (filed.containsKey(where)) {
            found.get().forEach(one -> look(where, one.value(), asked));
        }
    }

    private void look(Where where, @Nullable String value, Set<String> asked) {
        var shelf = filed.get(where);
        var names = shelf == null || value == null ? null : shelf.get(value);
        if (names != null) {
            asked.addAll(names);
        }
    }
}
