package org.cityarchive.search.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.NamedScopes;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.Words;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.search.index.Snapshot;
import org.jspecify.annotations.Nullable;

/** Searches the record index. */
public final class LuceneSearch implements RecordSearch {
    private static final int LONGEST_PAGE = 1_000;
    /** A timeline of more bars is not worth its memory. */
    private static final int MOST_BARS = 2_000;
    /** Facets of fewer records are counted sooner than they are remembered for. */
    private static final int MANY = 10_000;

    private final RecordIndex index;
    private final Words words;
    private final Supplier<ZoneId> city;
    private final NamedScopes names;
    private final Lately<List<Bar>> timelines = new Lately<>();
    private final Lately<Counted> facets = new Lately<>();
    private final KeptCounts kept = new KeptCounts();
    private final NamedThen then = new NamedThen();
    private final AuthorNames authors;

    /** For a city whose time zone never changes. */
    public LuceneSearch(RecordIndex index, Words words, ZoneId city) {
        this(index, words, () -> city, NamedScopes.NONE);
    }

    /** For an archive that knows no names of other features. */
    public LuceneSearch(RecordIndex index, Words words, Supplier<ZoneId> city) {
        this(index, words, city, NamedScopes.NONE);
    }

    /**
     * @param city the city's time zone now, in which years, months and days are counted; set-up may name another
     * @param names what other features say of records
     */
    public LuceneSearch(RecordIndex index, Words words, Supplier<ZoneId> city, NamedScopes names) {
        this.names = names;
        this.index = index;
        this.words = words;
        this.city = city;
        this.authors = new AuthorNames(words);
    }

    @Override
    public Results search(Search search) {
        if (search.limit() < 1 || search.limit() > LONGEST_PAGE) {
            throw new IllegalArgumentException("A page has 1 to " + LONGEST_PAGE + " records.");
        }
        var typed = search.cursor();
        var cursor = typed == null ? null : PageCursor.read(typed, search);
        try (var snapshot = index.snapshot()) {
            if (cursor != null && cursor.position() > snapshot.position()) {
                throw new UnknownCursor(
                        "The index is being read in again and has not come to this page yet. Begin at the first page.");
            }
            var scope = scope(search.asOf(), cursor == null ? search.knownAt() : Long.valueOf(cursor.position()), snapshot);
            Supplier<RecordQuery> now = () -> names.at(scope.position()).lookedUp(search.query());
            var asked = cursor == null || search.query().ofTheRecordAlone() ? now.get() : then.of(cursor, now);
            return page(new Answer(asked, scope, snapshot, words), search, cursor, asked(snapshot, asked, null, scope));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Lately.Asked asked(Snapshot snapshot, RecordQuery query, @Nullable Span span, Scope scope) {
        return new Lately.Asked(snapshot.reader().getReaderCacheHelper().getKey(), query, span, scope, city.get());
    }

    /** What facets count of an answer. */
    private record Counted(long total, Map<String, List<FacetCount>> facets) {}

    private Results page(Answer answer, Search search, @Nullable PageCursor cursor, Lately.Asked asked) throws IOException {
        var after = cursor == null ? null : cursor.after();
        int limit = search.limit() + 1;
        var counted = new Counted(0, Map.of());
        Found found;
        if (search.facets() && answer.isOfRecords()) {
            counted = counted(asked, () -> answer.counted(asked.city(), kept));
            found = answer.page(search.sort(), limit, after, counted.total());
        } else if (answer.isOfRecords()) {
            found = answer.page(search.sort(), limit, after);
        } else {
            var stretches = answer.stretches(search.sort());
            found = stretches.page(search.sort(), limit, after);
            if (search.facets()) {
                counted = counted(asked, () -> stretches.counted(asked.city()));
            }
        }
        boolean more = found.page().size() > search.limit();
        var shown = more ? found.page().subList(0, search.limit()) : found.page();
        long position = answer.scope().position();
        var next = more ? next(search, position, shown.getLast().place(), asked.query(), cursor) : null;
        return new Results(shown.stream().map(Found.Shown::hit).toList(), found.total(), counted.facets(), next, position);
    }

    /** @param before of this page; null: it is the first */
    private String next(Search search, long position, Place after, RecordQuery asked, @Nullable PageCursor before) {
        long named = before != null ? before.named() : search.query().ofTheRecordAlone() ? 0 : NamedThen.mark(asked);
        var cursor = PageCursor.of(search, position, after, named);
        then.keep(cursor, asked);
        return cursor.written();
    }

    private interface Counting {
        List<CountedSegment> segments() throws IOException;
    }

    /** Facets of many records are counted once in each moment of the index. */
    private Counted counted(Lately.Asked asked, Counting counting) throws IOException {
        var known = facets.get(asked);
        if (known == null) {
            var segments = counting.segments();
            long total = segments.stream().mapToLong(segment -> segment.counts().records()).sum();
            known = new Counted(total, FacetCounts.of(segments, asked.city(), authors));
            if (total >= MANY) {
                facets.keep(asked, known);
            }
        }
        return known;
    }

    @Override
    public List<Bar> timeline(RecordQuery query, Span span, @Nullable Instant asOf, @Nullable Long knownAt) {
        try (var snapshot = index.snapshot()) {
            var scope = scope(asOf, knownAt, snapshot);
            var lookedUp = names.at(scope.position()).lookedUp(query);
            var asked = asked(snapshot, lookedUp, span, scope);
            var bars = timelines.get(asked);
            if (bars == null) {
                var counts = new CalendarCounts(span, asked.city());
                new Answer(lookedUp, scope, snapshot, words).times(counts, asked.city(), kept);
                bars = counts.bars();
                if (bars.size() <= MOST_BARS) {
                    timelines.keep(asked, bars);
                }
            }
            return bars;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Lets go of all that was read off the index and remembered beside it: names of authors among them. Asked once no search reads the
     * files any more in which destroyed records stood.
     */
    public void forget() {
        timelines.forget();
        facets.forget();
        authors.forget();
    }

    /** Records with a wording, known now or once, by one of these names or ids of authors; they are written anew when one of them is registered. */
    public Set<RecordId> recordsBy(Collection<String> authors) {
        try (var snapshot = index.snapshot()) {
            return new TreeSet<>(Authorship.records(authors.stream().map(words::folded).toList(), snapshot));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Gives every record that answers, in no order, as the archive knew it at a position.
     *
     * @param query asks for no names
     * @throws IllegalStateException the index has not come to the position
     */
    public void each(RecordQuery query, long position, Consumer<RecordId> each) {
        try (var snapshot = index.snapshot()) {
            if (snapshot.position() < position) {
                throw new IllegalStateException("the index is at position " + snapshot.position() + ", not yet at " + position);
            }
            new Answer(query, scope(null, position, snapshot), snapshot, words).records(each);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long searchableUpTo() {
        return index.searchableUpTo();
    }

    private static Scope scope(@Nullable Instant asOf, @Nullable Long knownAt, Snapshot snapshot) {
        long position = knownAt == null ? snapshot.position() : Math.min(knownAt, snapshot.position());
        return new Scope(asOf, position, position == snapshot.position());
    }
}
