package org.cityarchive.search.watch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.FiledQueries;
import org.cityarchive.core.search.Matcher;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RememberedWords;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.core.search.SearchableRecord.Known;
import org.cityarchive.core.search.Words;

/**
 * Watches what comes in for many kept queries at once: which of them does a record answer now, that it did not answer before? Queries
 * are kept in memory alone. Every answer is the one a search at that position would give: it is given by the matcher that decides over
 * holds, asked only for queries of whose words, tags or accounts the record shows one. Called by one thread.
 */
public final class ScopeWatch {
    /** Records whose words are remembered together, so memory stays small. */
    private static final int AT_ONCE = 500;

    private final Words words;
    private final FiledQueries kept;

    public ScopeWatch(Words words) {
        this.words = words;
        this.kept = new FiledQueries(words);
    }

    /**
     * A record that answers a kept query as known from a position on.
     *
     * @param name the query's
     * @param position the fact by which it came to answer
     * @param version the newest wording that answers; 0 where none was kept
     */
    public record Match(String name, RecordId record, long position, int version) {}

    /** Keeps a query; one of the same name gives way. */
    public void watch(String name, RecordQuery query) {
        kept.keep(name, query);
    }

    public void forget(String name) {
        kept.drop(name);
    }

    /**
     * What came to answer by facts after a position: states of knowledge that answer with a wording with which the state before did not.
     *
     * @param records with all that was known of them; knowledge that begins at or before the position was looked at before
     */
    public List<Match> fresh(Collection<SearchableRecord> records, long after) {
        var fresh = new ArrayList<Match>();
        each(records, after, (state, answers) -> answers.forEach((name, version) -> {
            if (state.now().from() > after && version > state.before().getOrDefault(name, -1)) {
                fresh.add(new Match(name, state.record(), state.now().from(), version));
            }
        }));
        return List.copyOf(fresh);
    }

    /** Every kept query that each state of knowledge answers, whether new or not. */
    public List<Match> answers(Collection<SearchableRecord> records) {
        var all = new ArrayList<Match>();
        each(records, 0, (state, answers) -> answers
                .forEach((name, version) -> all.add(new Match(name, state.record(), state.now().from(), version))));
        return List.copyOf(all);
    }

    /** A state of knowledge, and the version by which each query was answered in the one before. */
    private record State(RecordId record, Known now, Map<String, Integer> before) {}

    private interface Look {
        void at(State state, Map<String, Integer> answers);
    }

    private void each(Collection<SearchableRecord> records, long after, Look look) {
        var read = new RememberedWords(words);
        var matcher = new Matcher(read);
        int remembered = 0;
        for (var record : records) {
            if (++remembered > AT_ONCE) {
                read = new RememberedWords(words);
                matcher = new Matcher(read);
                remembered = 1;
            }
            var before = Map.<String, Integer>of();
            for (var known : since(record, after)) {
                var answers = kept.answered(record, known, matcher, read);
                look.at(new State(record.id(), known, before), answers);
                before = answers;
            }
        }
    }

    /** The state before the first new one, where there is one, and all new ones. */
    private static List<Known> since(SearchableRecord record, long after) {
        var known = record.known();
        int first = 0;
        while (first < known.size() && known.get(first).from() <= after) {
            first++;
        }
        return first == known.size() ? List.of() : known.subList(Math.max(0, first - 1), known.size());
    }
}
