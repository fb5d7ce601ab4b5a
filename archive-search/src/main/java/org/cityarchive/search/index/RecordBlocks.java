package org.cityarchive.search.index;

import static org.cityarchive.core.search.Moments.micros;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.search.InText;
import org.cityarchive.core.search.RecordQuery.Mark;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.core.search.SearchableRecord.Known;
import org.cityarchive.core.search.SearchableRecord.Stretch;
import org.cityarchive.core.search.Words;
import org.cityarchive.search.index.RecordFields.Level;
import org.jspecify.annotations.Nullable;

/** Writes a record as its blocks of documents. No text is stored, only what is needed to find and to count. */
public final class RecordBlocks {
    private static final FieldType WORDS = new FieldType();
    static {
        WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        WORDS.setTokenized(true);
        WORDS.freeze();
    }

    /** A longer name is a text, and is not listed. */
    private static final int LONGEST_NAME = 160;

    private final Words words;

    public RecordBlocks(Words words) {
        this.words = words;
    }

    /** All blocks of a record, in the order in which they lie in the index. */
    public List<Document> of(SearchableRecord record) {
        var documents = new ArrayList<Document>();
        record.known().forEach(known -> documents.addAll(of(record, known)));
        return documents;
    }

    /** The block of one state of knowledge: a document a stretch, in their order, and last the record's. */
    public List<Document> of(SearchableRecord record, Known known) {
        var documents = new ArrayList<Document>();
        for (var stretch : known.stretches()) {
            documents.add(stretch(record, known, stretch));
        }
        documents.add(record(record, known));
        return documents;
    }

    private Document record(SearchableRecord record, Known known) {
        var document = shared(record, known, Level.RECORD);
        var last = known.stretches().getLast();
        term(document, Level.RECORD.of(RecordFields.AUTHOR_KIND), last.words().author().name());
        marks(document, Level.RECORD.of(RecordFields.MARK), last.marks());
        document.add(
                new NumericDocValuesField(Level.RECORD.of(RecordFields.STANDING), Standing.of(record.kind(), last).packed()));
        document.add(new NumericDocValuesField(RecordFields.ID_HIGH, record.id().value().getMostSignificantBits()));
        document.add(new NumericDocValuesField(RecordFields.ID_LOW, record.id().value().getLeastSignificantBits()));
        document.add(new SortedDocValuesField(Level.RECORD.of(RecordFields.ACCOUNT), new BytesRef(record.account().toString())));
        document.add(new SortedDocValuesField(Level.RECORD.of(RecordFields.PLATFORM), new BytesRef(record.platform())));
        return document;
    }

    private Document stretch(SearchableRecord record, Known known, Stretch stretch) {
        var document = shared(record, known, Level.STRETCH);
        var last = known.stretches().getLast();
        term(document, Level.STRETCH.of(RecordFields.AUTHOR_KIND), last.words().author().name());
        term(document, RecordFields.AUTHOR_KIND_THEN, stretch.words().author().name());
        var marks = EnumSet.copyOf(marksAnd(stretch.version() == last.version(), last.marks()));
        marks(document, Level.STRETCH.of(RecordFields.MARK), marks);
        marks(document, RecordFields.MARK_THEN, marksAnd(true, stretch.marks()));
        document.add(
                new NumericDocValuesField(Level.STRETCH.of(RecordFields.STANDING), Standing.of(record.kind(), stretch).packed()));
        document.add(new LongPoint(RecordFields.FROM, micros(stretch.from())));
        var to = stretch.to();
        document.add(new LongPoint(RecordFields.TO, to == null ? Long.MAX_VALUE : micros(to)));
        content(document, stretch.words());
        author(document, record.kind(), stretch.words());
        return document;
    }

    private Document shared(SearchableRecord record, Known known, Level level) {
        var document = new Document();
        document.add(new StringField(RecordFields.ID, RecordFields.bytes(record.id()), Field.Store.NO));
        document.add(new LongField(RecordFields.KNOWN_FROM, known.from(), Field.Store.NO));
        document.add(new LongField(RecordFields.KNOWN_UNTIL, known.until(), Field.Store.NO));
        if (known.until() != Known.NOW) {
            term(document, RecordFields.PAST, RecordFields.YES);
        }
        term(document, level.of(RecordFields.EVERY), RecordFields.YES);
        terms(document, level.of(RecordFields.ACCOUNT), record.account().toString(), words.folded(record.handle()));
        term(document, level.of(RecordFields.PLATFORM), record.platform());
        term(document, level.of(RecordFields.KIND), record.kind().name());
        var parentId = record.parentId();
        terms(document, level.of(RecordFields.REPLY_TO), record.parent(), parentId == null ? null : parentId.toString());
        document.add(new LongPoint(level.of(RecordFields.AT), micros(known.at())));
        document.add(new NumericDocValuesField(level.of(RecordFields.AT), micros(known.at())));
        document.add(new LongPoint(level.of(RecordFields.CAPTURED), micros(record.captured())));
        document.add(new NumericDocValuesField(level.of(RecordFields.CAPTURED), micros(record.captured())));
        return document;
    }

    private void content(Document document, SearchableRecord.Words content) {
        var text = content.text();
        document.add(new Field(RecordFields.TEXT, new WordStream(words.tokens(text)), WORDS));
        values(document, RecordFields.HASHTAG, InText.hashtags(text), null);
        values(document, RecordFields.MENTION, InText.mentions(text), null);
        values(document, RecordFields.LINK, InText.links(text), content.url());
        var lang = content.lang();
        if (lang != null) {
            var counted = InText.cut(lang.toLowerCase(Locale.ROOT));
            term(document, RecordFields.LANG, counted);
            document.add(new SortedDocValuesField(RecordFields.LANG_COUNTED, new BytesRef(counted)));
        }
        long carries = 0;
        for (var carried : content.carries()) {
            term(document, RecordFields.HAS, carried.name());
            carries |= 1L << RecordFields.CARRIED.indexOf(carried);
        }
        if (carries != 0) {
            document.add(new NumericDocValuesField(RecordFields.HAS_COUNTED, carries));
        }
    }

    /** By the name that is shown an author is counted; whose name stands on private messages alone is not shown by a count. */
    private void author(Document document, Kind kind, SearchableRecord.Words content) {
        terms(document, RecordFields.AUTHOR, folded(content.authorId()), folded(content.authorName()));
        var name = content.shownAuthor();
        if (name != null) {
            var shown = kind == Kind.MESSAGE || name.length() > LONGEST_NAME ? "" : name;
            var counted = InText.cut(words.folded(name)) + RecordFields.SHOWN_AFTER + shown;
            document.add(new SortedDocValuesField(RecordFields.AUTHOR_SHOWN, new BytesRef(counted)));
        }
    }

    private @Nullable String folded(@Nullable String value) {
        return value == null ? null : words.folded(value);
    }

    private static Set<Mark> marksAnd(boolean latest, Set<Mark> marks) {
        if (latest) {
            marks.add(Mark.LATEST);
        }
        return marks;
    }

    private static void marks(Document document, String field, Set<Mark> marks) {
        marks.forEach(mark -> term(document, field, mark.name()));
    }

    private static void values(Document document, String field, List<InText.Found> found, @Nullable String more) {
        var values = new HashSet<String>();
        found.forEach(f -> values.add(f.value()));
        if (more != null) {
            values.add(InText.cut(more));
        }
        values.forEach(value -> term(document, field, value));
    }

    private static void terms(Document document, String field, @Nullable String... values) {
        for (var value : values) {
            if (value != null) {
                term(document, field, InText.cut(value));
            }
        }
    }

    private static void term(Document document, String field, String value) {
        document.add(new StringField(field, value, Field.Store.NO));
    }
}
