package org.cityarchive.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.cityarchive.core.capture.RecordIdentity;
import org.cityarchive.core.search.Highlights;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Hit;
import org.cityarchive.core.search.RecordSearch.Results;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.core.search.Words;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.web.CityTimes;

/**
 * Three kinds of search over kept records, beside PostgreSQL's full text over the same ones in the same PostgreSQL, which is given the very
 * words that we index. Both sides are in this process, ours by its port, PostgreSQL by its driver. The words that are asked for are taken
 * from the posts at random, so that they are as frequent as what people write; how many records the median question finds is told. Only
 * questions count to which both give the same answer: the same number, the same twenty records in the same order, the same counts of facets,
 * the same twenty texts. A server runs for weeks: both are asked until they have come to their speed. Facets of 10,000 records or more are
 * remembered by the archive while its index stands still, so how many questions find that many is told too; the median is not among them.
 */
final class SearchRow implements Row {
    private static final int PAGE = 20;
    private static final int EACH = 24;
    private static final int WARM = 200;
    private static final int WARM_PEER = 20; // nothing is compiled there

    @Override
    public String name() {
        return "search";
    }

    /** A question put to one side. */
    private interface Asked {
        Answered of(String question) throws Exception;
    }

    @Override
    public List<Figure> measure(Setup setup) throws Exception {
        var big = BigArchive.of(setup);
        var posts = big.posts(setup).next(big.records());
        var questions = Questions.of(posts);
        try (var server = Server.on(big.home())) {
            server.awaitAll();
            var city = server.part(CityTimes.class).city();
            var identity = server.part(RecordIdentity.class);
            var register = server.part(AccountRegister.class);
            try (var peer = new TextPeer(server.superuser(), server.part(Words.class), posts, city,
                    post -> identity.of(post.platform(),
                            register.resolve(post.platform(), post.account()).orElseThrow().account(),
                            post.id()))) {
                return figures(setup, String.format(" in %,d records", big.records()), new Ours(server), peer, questions);
            }
        }
    }

    private List<Figure> figures(Setup setup, String of, Ours ours, TextPeer peer, Questions questions) throws Exception {
        return List.of(
                compared(setup, "search: word and facets" + of, "PostgreSQL full text, GIN, grouping sets",
                        Goal.atLeast(8, 16), questions.words(), ours::wordWithFacets, peer::wordWithFacets),
                compared(setup, "search: phrase" + of, "PostgreSQL full text, GIN", Goal.atLeast(5, 10), questions.phrases(),
                        ours::phrase, peer::phrase),
                compared(setup, "search: phrase, 20 texts highlighted" + of, "PostgreSQL full text, GIN, ts_headline",
                        Goal.atLeast(3, 6), questions.phrases(), ours::highlighted, peer::highlighted)
                        .with("p50 ms of it: in the index", ours.inIndex())
                        .with("p50 ms of it: records opened from facts and vault", ours.opening())
                        .with("p50 ms of it: words marked", ours.marking()));
    }

    /** The archive's side, as the list of records asks. */
    private static final class Ours {
        private final Server server;
        private final RecordSearch search;
        private final Highlights highlights;
        private final List<Double> index = new ArrayList<>();
        private final List<Double> opened = new ArrayList<>();
        private final List<Double> marked = new ArrayList<>();

        Ours(Server server) {
            this.server = server;
            this.search = server.part(RecordSearch.class);
            this.highlights = new Highlights(server.part(Words.class));
        }

        Answered wordWithFacets(String word) {
            return Answered.of(ask(word, true));
        }

        Answered phrase(String words) {
            return Answered.of(ask('"' + words + '"', false));
        }

        private Results ask(String query, boolean facets) {
            return search.search(new Search(parsed(query), Sort.NEWEST, PAGE, null, null, null, facets));
        }

        private RecordQuery parsed(String query) {
            return RecordQuery.parse(query, server.part(CityTimes.class).city());
        }

        /** As the list of records shows them: whole records, text from the vault, the words marked. */
        Answered highlighted(String words) {
            long began = System.nanoTime();
            var query = '"' + words + '"';
            var results = ask(query, false);
            long found = System.nanoTime();
            var views = server.part(Records.class).views(results.hits().stream().map(Hit::record).toList(), Long.MAX_VALUE);
            long open = System.nanoTime();
            var parsed = parsed(query);
            var texts = new ArrayList<String>();
            for (var hit : results.hits()) {
                var text = Objects.requireNonNull(views.get(hit.record())).history().wordings().get(hit.version() - 1).content()
                        .text();
                if (text == null || highlights.of(parsed, text).isEmpty()) {
                    throw new IllegalStateException("a record was found and nothing in it could be marked");
                }
                texts.add(text);
            }
            index.add((found - began) / 1e6);
            opened.add((open - found) / 1e6);
            marked.add((System.nanoTime() - open) / 1e6);
            return Answered.of(results).showing(texts);
        }

        double inIndex() {
            return Spread.of(index).median();
        }

        double opening() {
            return Spread.of(opened).median();
        }

        double marking() {
            return Spread.of(marked).median();
        }
    }

    /**
     * Questions to which both sides give the same answer.
     *
     * @param hits how many records each of them finds
     * @param other how many had another answer
     */
    private record Alike(List<String> questions, List<Double> hits, int other) {}

    private Alike alike(List<String> asked, Asked ours, Asked peer) throws Exception {
        var questions = new ArrayList<String>();
        var hits = new ArrayList<Double>();
        int other = 0;
        for (int i = 0; i < asked.size() && questions.size() < EACH; i++) {
            var answer = ours.of(asked.get(i));
            var unlike = answer.unlike(peer.of(asked.get(i)));
            if (unlike.isEmpty()) {
                questions.add(asked.get(i));
                hits.add((double) answer.total());
            } else {
                System.err.printf("%n%s: \"%s\" is left out, %s%n", name(), asked.get(i), unlike.get());
                other++;
            }
        }
        return new Alike(questions, hits, other);
    }

    private Figure compared(Setup setup, String work, String against, Goal goal, List<String> asked, Asked ours, Asked peer)
            throws Exception {
        var alike = alike(asked, ours, peer);
        var questions = alike.questions();
        var hits = alike.hits();
        var own = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        for (int cycle = -WARM; cycle < setup.cycles(); cycle++) {
            var millis = new double[2][questions.size()];
            for (int side : cycle % 2 == 0 ? new int[]{0, 1} : new int[]{1, 0}) {
                for (int i = 0; i < questions.size() && (side == 0 || cycle >= -WARM_PEER); i++) {
                    String question = questions.get(i);
                    millis[side][i] = Turns.timed(() -> (side == 0 ? ours : peer).of(question)) / 1e6;
                }
            }
            if (cycle >= 0) {
                own.add(Spread.quantile(millis[0], 0.5));
                theirs.add(Spread.quantile(millis[1], 0.5));
            }
        }
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < own.size(); i++) {
            ratios.add(theirs.get(i) / own.get(i));
        }
        return Figure.of(name(), work, against, goal, Spread.of(ratios)).with("p50 ms", Spread.of(own).median())
                .with("PostgreSQL p50 ms", Spread.of(theirs).median()).with("questions", (double) questions.size())
                .with("questions left out, answered otherwise", (double) alike.other())
                .with("records that the median question finds", Spread.of(hits).median())
                .with("records that the question of the upper quarter finds", Spread.of(hits).high())
                .with("questions that find 10,000 records or more",
                        (double) hits.stream().filter(found -> found >= 10_000).count())
                .with("warm-up, rounds", (double) WARM).with("PostgreSQL warm-up, rounds", (double) WARM_PEER);
    }
}
