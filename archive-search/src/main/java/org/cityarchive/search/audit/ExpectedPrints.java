package org.cityarchive.search.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.InvertableType;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.SmallFloat;
import org.cityarchive.search.audit.Prints.Kind;

/** The prints of documents as they ought to be, taken from the very fields that are given to the index. */
final class ExpectedPrints {
    private final Prints prints;
    private final KeywordAnalyzer analyzer = new KeywordAnalyzer();

    ExpectedPrints(Prints prints) {
        this.prints = prints;
    }

    List<EntryPrint> of(List<Document> documents) throws IOException {
        var all = new ArrayList<EntryPrint>(documents.size());
        for (var document : documents) {
            all.add(of(document));
        }
        return all;
    }

    private EntryPrint of(Document document) throws IOException {
        var sum = new long[2];
        var once = new HashSet<String>();
        var lengths = new HashMap<String, Length>();
        for (var field : document) {
            var type = field.fieldType();
            if (type.indexOptions() != IndexOptions.NONE) {
                inverted(field, sum, once, lengths);
            }
            if (type.pointDimensionCount() > 0) {
                add(sum, prints.of(Kind.POINT, field.name(), value(field)));
            }
            values(field, sum);
        }
        lengths.forEach((name, length) -> {
            long norm = SmallFloat.intToByte4(length.terms - length.overlaps);
            if (norm != 0) {
                add(sum, prints.of(Kind.NORM, name, norm));
            }
        });
        return new EntryPrint(sum[0], sum[1]);
    }

    /** Of a field with norms: its terms, and those of them that stand at the position of the one before. */
    private static final class Length {
        int terms;
        int overlaps;
        int position = -1;
    }

    private void inverted(IndexableField field, long[] sum, Set<String> once, Map<String, Length> lengths) throws IOException {
        boolean positions = field.fieldType().indexOptions().compareTo(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS) >= 0;
        if (field.invertableType() == InvertableType.BINARY) {
            var term = value(field);
            if (once.add(field.name() + "\0" + new String(bytes(term), ISO_8859_1))) {
                add(sum, prints.of(Kind.TERM, field.name(), term));
            }
            return;
        }
        var length = field.fieldType().omitNorms() ? new Length() : lengths.computeIfAbsent(field.name(), _ -> new Length());
        try (var stream = field.tokenStream(analyzer, null)) {
            var text = stream.getAttribute(TermToBytesRefAttribute.class);
            var step = stream.getAttribute(PositionIncrementAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                length.position += step.getPositionIncrement();
                length.terms++;
                length.overlaps += step.getPositionIncrement() == 0 ? 1 : 0;
                var number = prints.of(Kind.TERM, field.name(), text.getBytesRef());
                sum[0] += positions ? Prints.at(number[0], length.position) : number[0];
                sum[1] += positions ? Prints.at(number[1], length.position) : number[1];
            }
            stream.end();
        }
    }

    private void values(IndexableField field, long[] sum) {
        var type = field.fieldType().docValuesType();
        switch (type) {
            case NUMERIC -> add(sum, prints.of(Kind.NUMBER, field.name(), number(field)));
            case SORTED_NUMERIC -> add(sum, prints.of(Kind.NUMBERS, field.name(), number(field)));
            case SORTED -> add(sum, prints.of(Kind.SORTED, field.name(), value(field)));
            case NONE -> {
            }
            case BINARY, SORTED_SET -> throw new IllegalStateException("no field of ours has values of type " + type);
        }
    }

    private static long number(IndexableField field) {
        return Objects.requireNonNull(field.numericValue()).longValue();
    }

    private static BytesRef value(IndexableField field) {
        return Objects.requireNonNull(field.binaryValue());
    }

    private static byte[] bytes(BytesRef term) {
        return Arrays.copyOfRange(term.bytes, term.offset, term.offset + term.length);
    }

    private static void add(long[] sum, long[] number) {
        sum[0] += number[0];
        sum[1] += number[1];
    }

    /** Whether values of this type are compared: all that our fields have. */
    static boolean isCompared(DocValuesType type) {
        return type == DocValuesType.NUMERIC || type == DocValuesType.SORTED_NUMERIC || type == DocValuesType.SORTED;
    }
}
