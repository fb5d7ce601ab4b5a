package org.cityarchive.search.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.MultiMatchingQueries;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.Presearcher;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.core.search.SearchableRecord.Known;
import org.cityarchive.core.search.Words;
import org.cityarchive.search.index.RecordBlocks;
import org.cityarchive.search.query.KeptQuery;

/**
 * Watches what comes in for many kept queries at once: which of them does a record answer now, that it did not answer before? Queries
 * are kept in memory alone. Every answer is the one a search at that position would give. Called by one thread.
 */
public final class ScopeWatch implements AutoCloseable {
    /** Documents that are matched at once: one text a document, so memory stays small. */
    private static final int AT_ONCE = 4_000;

    private final Words words;
    private final RecordBlocks blocks;
    private final Monitor monitor;

    public ScopeWatch(Words words) {
        this.words = words;
        this.blocks = new RecordBlocks(words);
        try {
            // no filter by terms: some of ours are bytes, and the filter would read them as text
            this.monitor = new Monitor(new KeywordAnalyzer(), Presearcher.NO_FILTERING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        run(() -> {
            monitor.deleteById(name);
            monitor.register(new MonitorQuery(name, KeptQuery.of(query, words).query()));
        });
    }

    public void forget(String name) {
        run(() -> monitor.deleteById(name));
    }

    /**
     * What came to answer by facts after a position: states of knowledge that answer with a wording with which the state before did not.
     *
     * @param records with all that was known of them; knowledge that begins at or before the position was looked at before
     */
    public List<Match> fresh(Collection<SearchableRecord> records, long after) {
        var fresh = new ArrayList<Match>();
        each(records, after, (known, answers) -> answers.forEach((name, version) -> {
            if (known.now().from() > after && version > known.before().getOrDefault(name, -1)) {
                fresh.add(new Match(name, known.record(), known.now().from(), version));
            }
        }));
        return List.copyOf(fresh);
    }

    /** Every kept query that each state of knowledge answers, whether new or not. */
    public List<Match> answers(Collection<SearchableRecord> records) {
        var all = new ArrayList<Match>();
        each(records, 0, (known, answers) -> answers
                .forEach((name, version) -> all.add(new Match(name, known.record(), known.now().from(), version))));
        return List.copyOf(all);
    }

    /** A state of knowledge, and the version by which each query was answered in the one before. */
    private record State(RecordId record, Known now, Map<String, Integer> before) {}

    private interface Look {
        void at(State state, Map<String, Integer> answers);
    }

    /** A block among the documents that are matched at once. */
    private record Block(SearchableRecord record, Known known, int first) {}

    private void each(Collection<SearchableRecord> records, long after, Look look) {
        var documents = new ArrayList<Document>();
        var waiting = new ArrayList<Block>();
        for (var record : records) {
            for (var known : since(record, after)) {
                waiting.add(new Block(record, known, documents.size()));
                documents.addAll(blocks.of(record, known));
            }
            if (documents.size() >= AT_ONCE) {
                look(documents, waiting, look);
            }
        }
        look(documents, waiting, look);
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

    private void look(List<Document> documents, List<Block> waiting, Look look) {
        if (documents.isEmpty()) {
            return;
        }
        var matches = matches(documents);
        var before = new HashMap<RecordId, Map<String, Integer>>();
        for (var block : waiting) {
            var answers = answers(matches, block);
            var id = block.record().id();
            look.at(new State(id, block.known(), before.getOrDefault(id, Map.of())), answers);
            before.put(id, answers);
        }
        documents.clear();
        waiting.clear();
    }

    private static Map<String, Integer> answers(MultiMatchingQueries<QueryMatch> matches, Block block) {
        var answers = new HashMap<String, Integer>();
        var stretches = block.known().stretches();
        for (int i = 0; i < stretches.size(); i++) {
            for (var match : matches.getMatches(block.first() + i)) {
                answers.merge(match.getQueryId(), stretches.get(i).version(), Math::max);
            }
        }
        return answers;
    }

    private MultiMatchingQueries<QueryMatch> matches(List<Document> documents) {
        try {
            var matches = monitor.match(documents.toArray(Document[]::new), QueryMatch.SIMPLE_MATCHER);
            if (!matches.getErrors().isEmpty()) {
                throw new IllegalStateException("a kept query could not be asked: " + matches.getErrors().keySet());
            }
            return matches;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        run(monitor::close);
    }
}
