package org.cityarchive.bench;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.Highlights;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Results;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.core.search.Words;
import org.cityarchive.server.capture.Records;

/** Three kinds of search over kept records, beside PostgreSQL's full text over the same ones in the same PostgreSQL. */
final class SearchRow implements Row {
    private static final ZoneId CITY = ZoneId.of("America/Denver");
    private static final int PAGE = 20;

    @Override
    public String name() {
        return "search";
    }

    /** A question put to one side; answers how many records it found. */
    private interface Asked {
        long of(String question) throws Exception;
    }

    @Override
    public List<Figure> measure(Setup setup) throws Exception {
        var big = BigArchive.of(setup);
        var posts = big.posts(setup).next(big.records());
        var questions = Questions.of(posts);
        try (var server = Server.on(big.home()); var peer = new TextPeer(server.superuser(), posts)) {
            server.awaitAll();
            var search = server.part(RecordSearch.class);
            var of = String.format(" in %,d records", big.records());
            return List.of(
                    compared(setup, "search: word and facets" + of, "PostgreSQL full text, GIN, grouping sets",
                            Goal.atLeast(8, 16), questions.words(), word -> ask(search, word, true).total(),
                            peer::wordWithFacets),
                    compared(setup, "search: phrase" + of, "PostgreSQL full text, GIN", Goal.atLeast(5, 10), questions.phrases(),
                            phrase -> ask(search, '"' + phrase + '"', false).total(), peer::phrase),
                    compared(setup, "search: phrase, 20 texts highlighted" + of, "PostgreSQL full text, GIN, ts_headline",
                            Goal.atLeast(3, 6), questions.phrases(), phrase -> shown(server, search, '"' + phrase + '"'),
                            peer::highlighted));
        }
    }

    private static Results ask(RecordSearch search, String query, boolean facets) {
        return search.search(new Search(RecordQuery.parse(query, CITY), Sort.NEWEST, PAGE, null, null, null, facets));
    }

    /** As the list of records shows them: text from the vault, the words marked. */
    private static long shown(Server server, RecordSearch search, String query) {
        var results = ask(search, query, false);
        var views = server.part(Records.class).views(results.hits().stream().map(RecordSearch.Hit::record).toList(),
                Long.MAX_VALUE);
        var highlights = new Highlights(server.part(Words.class));
        var parsed = RecordQuery.parse(query, CITY);
        int marked = 0;
        for (var hit : results.hits()) {
            RecordId record = hit.record();
            var text = java.util.Objects.requireNonNull(views.get(record)).history().wordings().get(hit.version() - 1).content()
                    .text();
            marked += text == null ? 0 : highlights.of(parsed, text).size();
        }
        if (marked < results.hits().size()) {
            throw new IllegalStateException("a record was found and nothing in it could be marked");
        }
        return results.total();
    }

    private Figure compared(Setup setup, String work, String against, Goal goal, List<String> questions, Asked ours, Asked peer)
            throws Exception {
        var ratios = new ArrayList<Double>();
        var own = new ArrayList<Double>();
        var other = new ArrayList<Double>();
        var found = new long[2];
        int warm = setup.size(2, 4);
        for (int cycle = -warm; cycle < setup.cycles(); cycle++) {
            var millis = new double[2][questions.size()];
            for (int side : cycle % 2 == 0 ? new int[]{0, 1} : new int[]{1, 0}) {
                found[side] = 0;
                for (int i = 0; i < questions.size(); i++) {
                    String question = questions.get(i);
                    millis[side][i] = Turns.timed(() -> found[side] += (side == 0 ? ours : peer).of(question)) / 1e6;
                }
            }
            if (cycle >= 0) {
                own.add(Spread.quantile(millis[0], 0.5));
                other.add(Spread.quantile(millis[1], 0.5));
                ratios.add(other.getLast() / own.getLast());
            }
        }
        return Figure.of(name(), work, against, goal, Spread.of(ratios)).with("p50 ms", Spread.of(own).median())
                .with("PostgreSQL p50 ms", Spread.of(other).median()).with("records found by all questions", (double) found[0])
                .with("PostgreSQL records found", (double) found[1]);
    }
}
