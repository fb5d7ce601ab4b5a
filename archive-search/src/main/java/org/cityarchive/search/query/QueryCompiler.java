package org.cityarchive.search.query;

import static org.cityarchive.core.search.Moments.micros;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.InText;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordQuery.*;
import org.cityarchive.core.search.Words;
import org.cityarchive.search.index.RecordFields;
import org.cityarchive.search.index.RecordFields.Level;
import org.jspecify.annotations.Nullable;

/** Turns a query's tree into a Lucene query over the documents of one level. The whole tree is about one document. */
final class QueryCompiler {
    private final Words words;
    private final PhraseCompiler phrases;
    private final Level level;
    private final boolean asOf;

    /** @param searcher of the documents that are asked */
    QueryCompiler(Words words, IndexSearcher searcher, Level level, boolean asOf) {
        this.words = words;
        this.phrases = new PhraseCompiler(words, searcher);
        this.level = level;
        this.asOf = asOf;
    }

    Query compile(RecordQuery query) throws IOException {
        return switch (query) {
            case Everything _ -> every();
            case All(var parts) -> all(parts);
            case Any(var parts) -> any(parts);
            case Not _ -> all(List.of(query));
            case Text text -> phrases.compile(text);
            case Hashtag(var tag, var prefix) -> term(RecordFields.HASHTAG, tag, prefix);
            case Mention(var handle) -> term(RecordFields.MENTION, handle, false);
            case Link(var url, var prefix) -> term(RecordFields.LINK, url, prefix);
            case By(var name) -> term(RecordFields.AUTHOR, words.folded(name), false);
            case InLang(var lang) -> term(RecordFields.LANG, lang, false);
            case Has(var what) -> term(RecordFields.HAS, what.name(), false);
            case OnAccount(var name) -> account(name);
            case ByKind(var kind) ->
                term(asOf ? RecordFields.AUTHOR_KIND_THEN : level.of(RecordFields.AUTHOR_KIND), kind.name(), false);
            case OnPlatform(var platform) -> term(level.of(RecordFields.PLATFORM), platform, false);
            case OfKind(var kind) -> term(level.of(RecordFields.KIND), kind.name(), false);
            case ReplyTo(var id) -> either(level.of(RecordFields.REPLY_TO), id, id.toLowerCase(Locale.ROOT));
            case Is(var mark) -> term(asOf ? RecordFields.MARK_THEN : level.of(RecordFields.MARK), mark.name(), false);
            case Made(_, _, var from, var until) -> within(level.of(RecordFields.AT), from, until);
            case Captured(_, _, var from, var until) -> within(level.of(RecordFields.CAPTURED), from, until);
            case Among(var records) -> among(records);
            case InThread(var first) ->
                throw new IllegalStateException("thread " + first + " is looked up before the index is asked");
            case Named(var name, _) -> throw new IllegalStateException(name + " is looked up before the index is asked");
        };
    }

    private Query every() {
        return term(level.of(RecordFields.EVERY), RecordFields.YES, false);
    }

    private Query all(List<RecordQuery> parts) throws IOException {
        var query = new BooleanQuery.Builder();
        boolean holdsSome = false;
        for (var part : parts) {
            if (part instanceof Not(var excluded)) {
                query.add(compile(excluded), Occur.MUST_NOT);
            } else {
                query.add(compile(part), part.ofTheRecord() ? Occur.FILTER : Occur.MUST);
                holdsSome = true;
            }
        }
        if (!holdsSome) {
            query.add(every(), Occur.FILTER);
        }
        return query.build();
    }

    private Query any(List<RecordQuery> parts) throws IOException {
        var query = new BooleanQuery.Builder();
        for (var part : parts) {
            var compiled = compile(part);
            query.add(part.ofTheRecord() ? unscored(compiled) : compiled, Occur.SHOULD);
        }
        return query.build();
    }

    private static Query account(String name, String field, Words words) {
        return either(field, words.folded(name), name.toLowerCase(Locale.ROOT));
    }

    private Query account(String name) {
        return account(name, level.of(RecordFields.ACCOUNT), words);
    }

    private static Query either(String field, String one, String other) {
        if (one.equals(other)) {
            return term(field, one, false);
        }
        return new BooleanQuery.Builder().add(term(field, one, false), Occur.SHOULD).add(term(field, other, false), Occur.SHOULD)
                .build();
    }

    /** The id stands on every document of a block. */
    private Query among(Set<RecordId> records) {
        var ids = new TermInSetQuery(RecordFields.ID, records.stream().map(RecordFields::bytes).toList());
        return unscored(new BooleanQuery.Builder().add(ids, Occur.FILTER).add(every(), Occur.FILTER).build());
    }

    private static Query within(String field, @Nullable Instant from, @Nullable Instant until) {
        long first = from == null ? Long.MIN_VALUE : micros(from);
        long last = until == null ? Long.MAX_VALUE : micros(until) - 1;
        return unscored(new IndexOrDocValuesQuery(LongPoint.newRangeQuery(field, first, last),
                NumericDocValuesField.newSlowRangeQuery(field, first, last)));
    }

    private static Query unscored(Query query) {
        return new BoostQuery(new ConstantScoreQuery(query), 0);
    }

    /** Only words of the text count for relevance. */
    private static Query term(String field, String value, boolean prefix) {
        var term = new Term(field, InText.cut(value));
        return unscored(prefix ? new PrefixQuery(term) : new TermQuery(term));
    }
}
