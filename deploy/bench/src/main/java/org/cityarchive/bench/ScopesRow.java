package org.cityarchive.bench;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.capture.AuthorKind;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.State;
import org.cityarchive.core.search.Matcher;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.core.search.SearchableRecord.Known;
import org.cityarchive.core.search.SearchableRecord.Stretch;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.search.index.UnicodeWords;
import org.cityarchive.search.watch.ScopeWatch;

/** Records are indexed while a thousand kept queries are matched against each of them; beside it they are only indexed. */
final class ScopesRow implements Row {
    private static final int SCOPES = 1_000;
    private static final int BATCH = 1_000;
    private static final ZoneId CITY = ZoneId.of("America/Denver");

    private long position;

    @Override
    public String name() {
        return "scopes";
    }

    @Override
    public List<Figure> measure(Setup setup) throws Exception {
        var posts = Posts.open(setup.posts());
        var words = new UnicodeWords();
        int size = setup.size(2_000, 10_000);
        var scopes = Questions.scopes(posts.next(5_000), SCOPES).stream().map(q -> RecordQuery.parse(q, CITY)).toList();
        var folder = setup.work().resolve("scopes");
        Folders.delete(folder);
        var watch = new ScopeWatch(words);
        try (var index = RecordIndex.openForRebuild(folder, words)) {
            for (int i = 0; i < SCOPES; i++) {
                watch.watch("scope-" + i, scopes.get(i));
            }
            var found = new long[2];
            var measured = Turns.of(setup.cycles(), () -> index(index, null, posts.next(size), found),
                    () -> index(index, watch, posts.next(size), found));
            return List.of(Figure.of(name(), "indexing while 1,000 scopes are matched", "indexing alone", Goal.atLeast(0.4, 0.7),
                    Turns.ratio(measured, 0, 1)).with("records a second", Math.rint(size / Turns.median(measured, 1)))
                    .with("records a second, indexed alone", Math.rint(size / Turns.median(measured, 0)))
                    .with("matches a record", (double) found[0] / found[1])
                    .with("µs a record and 1,000 scopes, core matcher", matcher(words, scopes, posts)));
        } finally {
            Folders.delete(folder);
        }
    }

    private long index(RecordIndex index, @org.jspecify.annotations.Nullable ScopeWatch watch, List<Post> posts, long[] found)
            throws Exception {
        var records = new ArrayList<SearchableRecord>();
        posts.forEach(post -> records.add(searchable(post, ++position)));
        long first = position - posts.size();
        return Turns.timed(() -> {
            for (int from = 0; from < records.size(); from += BATCH) {
                var batch = records.subList(from, Math.min(records.size(), from + BATCH));
                index.write(batch, first + from + batch.size());
                if (watch != null) {
                    found[0] += watch.fresh(batch, first + from).size();
                    found[1] += batch.size();
                }
            }
        });
    }

    /** What the destroying decision does: every scope against one record, without an index. */
    private double matcher(UnicodeWords words, List<RecordQuery> scopes, Posts posts) throws Exception {
        var matcher = new Matcher(new org.cityarchive.core.search.RememberedWords(words));
        var records = posts.next(20).stream().map(post -> searchable(post, ++position)).toList();
        return Turns.timed(() -> records.forEach(record -> scopes.forEach(scope -> {
            boolean _ = matcher.matches(scope, record, null, null);
        }))) / 1e3 / records.size();
    }

    /** As the archive would know them, each from its own position on. */
    static List<SearchableRecord> searchable(List<Post> posts) {
        var records = new ArrayList<SearchableRecord>();
        posts.forEach(post -> records.add(searchable(post, records.size() + 1)));
        return records;
    }

    private static SearchableRecord searchable(Post post, long position) {
        var words = new SearchableRecord.Words(post.text(), post.author(), post.author(), AuthorKind.CITY, post.lang(),
                post.url(),
                List.of());
        var stretch = new Stretch(post.createdAt(), null, 1, State.PRESENT, 1, false, false, words);
        return new SearchableRecord(new RecordId(UUID.nameUUIDFromBytes((post.platform() + post.account() + post.id()).getBytes(
                java.nio.charset.StandardCharsets.UTF_8))), post.owner(), post.account(), post.platform(),
                post.kind().equals("comment") ? Kind.COMMENT : Kind.POST, post.id(), post.parent(),
                post.createdAt(), List.of(new Known(position, Known.NOW, post.createdAt(), true, List.of(stretch))));
    }
}
