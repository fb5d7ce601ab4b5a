package org.cityarchive.core.search;

import static org.cityarchive.core.search.Moments.micros;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.cityarchive.core.search.RecordQuery.*;
import org.cityarchive.core.search.SearchableRecord.Known;
import org.cityarchive.core.search.SearchableRecord.Stretch;
import org.cityarchive.core.search.Words.Token;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a record answers a query, from the record alone: the same answers as the index gives. Scopes of holds are decided by it,
 * because the index is never asked for permission (DATA.md §6).
 */
public final class Matcher {
    private final Words words;

    public Matcher(Words words) {
        this.words = words;
    }

    /**
     * @param asOf as the platform stood then; null: every wording answers
     * @param knownAt as the archive knew it at this position; null: now
     */
    public boolean matches(RecordQuery query, SearchableRecord record, @Nullable Instant asOf, @Nullable Long knownAt) {
        return answer(query, record, asOf, knownAt).isPresent();
    }

    /** The newest wording that answers (0 where none was kept); empty: the record does not answer. */
    public OptionalInt answer(RecordQuery query, SearchableRecord record, @Nullable Instant asOf, @Nullable Long knownAt) {
        var answering = answering(query, record, asOf, knownAt);
        return answering.isEmpty() ? OptionalInt.empty() : OptionalInt.of(answering.last());
    }

    /** The same, as the record was known once. */
    OptionalInt answer(RecordQuery query, SearchableRecord record, Known known) {
        var answering = answering(query, record, known, null);
        return answering.isEmpty() ? OptionalInt.empty() : OptionalInt.of(answering.last());
    }

    /** All wordings that answer, by number (0 where none was kept); empty: the record does not answer. */
    public SortedSet<Integer> answering(RecordQuery query, SearchableRecord record, @Nullable Instant asOf,
            @Nullable Long knownAt) {
        return record.known()
                .stream()
                .filter(k -> knownAt == null ? k.until() == Known.NOW : k.from() <= knownAt && knownAt < k.until())
                .findFirst()
                .map(known -> answering(query, record, known, asOf))
                .orElseGet(TreeSet::new);
    }

    private SortedSet<Integer> answering(RecordQuery query, SearchableRecord record, Known known,
            @Nullable Instant asOf) {
        var candidates = known.stretches().stream().filter(s -> asOf == null || holds(s, asOf)).toList();
        if (candidates.isEmpty()) {
            return new TreeSet<>();
        }
        var last = candidates.getLast();
        return candidates.stream()
                .filter(stretch -> new Candidate(record, known, stretch, last).answers(query))
                .map(Stretch::version)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean holds(Stretch stretch, Instant asOf) {
        var to = stretch.to();
        return micros(stretch.from()) <= micros(asOf) && (to == null || micros(asOf) < micros(to));
    }

    /** One stretch of a record, and the stretch that says how the record stands. */
    private final class Candidate {
        private final SearchableRecord record;
        private final Known known;
        private final Stretch stretch;
        private final Stretch last;
        private @Nullable List<Token> tokens;

        Candidate(SearchableRecord record, Known known, Stretch stretch, Stretch last) {
            this.record = record;
            this.known = known;
            this.stretch = stretch;
            this.last = last;
        }

        boolean answers(RecordQuery query) {
            return switch (query) {
                case Everything _ -> true;
                case All(var parts) -> parts.stream().allMatch(this::answers);
                case Any(var parts) -> parts.stream().anyMatch(this::answers);
                case Not(var part) -> !answers(part);
                case Text text -> holds(text);
                case Hashtag(var tag, var prefix) -> InText.hashtags(text()).stream().anyMatch(f -> f.is(tag, prefix));
                case Mention(var handle) -> InText.mentions(text()).stream().anyMatch(f -> f.is(handle, false));
                case Link(var url, var prefix) -> links(url, prefix);
                case By(var name) -> same(name, stretch.words().authorId()) || same(name, stretch.words().authorName());
                case InLang(var lang) -> lang.equals(lower(stretch.words().lang()));
                case Has(var what) -> stretch.words().carries().contains(what);
                case Is(var mark) -> mark == Mark.LATEST ? stretch.version() == last.version() : last.marks().contains(mark);
                case OnAccount(var name) -> same(name, record.handle()) || name.equalsIgnoreCase(record.account().toString());
                case ByKind(var kind) -> last.words().author() == kind;
                case OnPlatform(var platform) -> platform.equals(record.platform());
                case OfKind(var kind) -> record.kind() == kind;
                case ReplyTo(var id) -> replies(id);
                case InThread(var first) -> first.equals(record.id()) || record.above().contains(first);
                case Made(_, _, var from, var until) -> within(known.at(), from, until);
                case Captured(_, _, var from, var until) -> within(record.captured(), from, until);
                case Among(var records) -> records.contains(record.id());
                case Named(var name, _) -> throw new IllegalStateException(name + " is looked up before it is matched");
            };
        }

        private boolean holds(Text text) {
            if (tokens == null) {
                tokens = words.tokens(text());
            }
            var wanted = Wanted.of(text, words);
            for (int place = 0; place + wanted.size() <= tokens.size(); place++) {
                if (Wanted.standAt(wanted, tokens, place)) {
                    return true;
                }
            }
            return false;
        }

        private boolean links(String url, boolean prefix) {
            var own = stretch.words().url();
            return InText.links(text()).stream().anyMatch(f -> f.is(url, prefix))
                    || (own != null && new InText.Found(0, 0, InText.cut(own)).is(url, prefix));
        }

        private boolean same(String name, @Nullable String value) {
            return value != null && words.folded(name).equals(words.folded(value));
        }

        private boolean replies(String id) {
            var parent = record.parentId();
            return id.equals(record.parent()) || (parent != null && id.equalsIgnoreCase(parent.toString()));
        }

        private static boolean within(Instant moment, @Nullable Instant from, @Nullable Instant until) {
            long at = micros(moment);
            return (from == null || micros(from) <= at) && (until == null || at < micros(until));
        }

        private String text() {
            return stretch.words().text();
        }

        private static @Nullable String lower(@Nullable String value) {
            return value == null ? null : value.toLowerCase(Locale.ROOT);
        }
    }
}
