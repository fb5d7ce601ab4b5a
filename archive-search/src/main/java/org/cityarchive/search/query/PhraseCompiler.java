package org.cityarchive.search.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.cityarchive.core.search.RecordQuery.Text;
import org.cityarchive.core.search.Wanted;
import org.cityarchive.core.search.Words;
import org.cityarchive.search.index.RecordFields;
import org.cityarchive.search.index.WordTerms;

/** Words and phrases as Lucene queries over the one field of words. */
final class PhraseCompiler {
    private final Words words;
    private final IndexSearcher searcher;

    /** @param searcher in whose index terms are looked up */
    PhraseCompiler(Words words, IndexSearcher searcher) {
        this.words = words;
        this.searcher = searcher;
    }

    Query compile(Text text) throws IOException {
        var wanted = Wanted.of(text, words);
        return switch (wanted.size()) {
            case 0 -> new MatchNoDocsQuery("no word");
            case 1 -> word(wanted.getFirst());
            default -> phrase(wanted);
        };
    }

    private Query word(Wanted wanted) throws IOException {
        var terms = terms(wanted);
        if (wanted.prefix()) {
            var any = new BooleanQuery.Builder();
            terms.forEach(term -> any.add(new PrefixQuery(term), Occur.SHOULD));
            return new ConstantScoreQuery(any.build());
        }
        var there = new ArrayList<TermQuery>(terms.size());
        for (var term : terms) {
            var states = TermStates.build(searcher, term, true); // looked up once, here
            if (states.docFreq() > 0) {
                there.add(new TermQuery(term, states));
            }
        }
        if (there.size() < 2) {
            return there.isEmpty() ? new MatchNoDocsQuery("no such word") : there.getFirst();
        }
        var synonyms = new SynonymQuery.Builder(RecordFields.TEXT);
        there.forEach(one -> synonyms.addTerm(one.getTerm()));
        return synonyms.build();
    }

    private Query phrase(List<Wanted> wanted) throws IOException {
        var phrase = new MultiPhraseQuery.Builder();
        for (var word : wanted) {
            var terms = word.prefix() ? beginning(terms(word)) : present(terms(word));
            if (terms.isEmpty()) {
                return new MatchNoDocsQuery("no such word");
            }
            phrase.add(terms.toArray(Term[]::new));
        }
        return phrase.build();
    }

    private List<Term> terms(Wanted wanted) {
        return WordTerms.wanted(wanted.value(), wanted.form(), wanted.prefix(), words)
                .stream()
                .map(term -> new Term(RecordFields.TEXT, term))
                .toList();
    }

    /** Those that the index holds; where it holds none, the first. */
    private List<Term> present(List<Term> terms) throws IOException {
        var present = new ArrayList<Term>(terms.size());
        for (var term : terms) {
            if (searcher.getIndexReader().docFreq(term) > 0) {
                present.add(term);
            }
        }
        return present.isEmpty() ? terms.subList(0, 1) : present;
    }

    private List<Term> beginning(List<Term> prefixes) throws IOException {
        var all = MultiTerms.getTerms(searcher.getIndexReader(), RecordFields.TEXT);
        var found = new ArrayList<Term>();
        if (all == null) {
            return found;
        }
        for (var prefix : prefixes) {
            var terms = all.iterator();
            terms.seekCeil(prefix.bytes());
            for (var term = terms.term(); term != null && StringHelper.startsWith(term, prefix.bytes()); term = terms.next()) {
                found.add(new Term(RecordFields.TEXT, BytesRef.deepCopyOf(term)));
            }
        }
        return found;
    }
}
