package org.cityarchive.search.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.core.search.Words;
import org.cityarchive.search.index.RecordBlocks;
import org.cityarchive.search.index.RecordFields;
import org.cityarchive.search.index.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Compares an index at one moment with the records that it was written from. Nothing that the index says of itself is believed: each
 * term with its positions, each point and each value is read and compared with what the same code writes of the record now.
 */
public final class IndexAudit {
    private static final int BATCH = 200;
    private static final Pattern FILE = Pattern.compile("([A-Za-z0-9_]+\\.[a-z]{2,4})");

    private final Snapshot snapshot;
    private final ExpectedPrints expected;
    private final IndexPrints prints;
    private final RecordBlocks blocks;

    /**
     * Reads the whole index through.
     *
     * @throws Damaged a file of it does not read as it was written
     */
    public IndexAudit(Snapshot snapshot, Words words) {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        var taken = new Prints(secret);
        this.snapshot = snapshot;
        this.expected = new ExpectedPrints(taken);
        this.blocks = new RecordBlocks(words);
        try {
            for (var leaf : snapshot.reader().leaves()) {
                leaf.reader().checkIntegrity();
            }
            this.prints = new IndexPrints(snapshot.reader(), taken);
        } catch (CorruptIndexException e) {
            throw new Damaged(fileName(String.valueOf(e.getResourceDescription())), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fileName(String resource) {
        var match = FILE.matcher(resource.replaceFirst("^.*/", ""));
        return match.find() ? match.group(1) : "a file";
    }

    /** A file of the index is not as it was written. */
    public static final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String file;

        Damaged(String file, Exception cause) {
            super("The index file " + file + " is not as it was written.", cause);
            this.file = file;
        }

        /** Its name, without its folder. */
        public String file() {
            return file;
        }
    }

    /** What differs of a record. */
    public enum Kind {
        ALTERED, MISSING, ADDED
    }

    /** @param what in words, none of them of the record */
    public record Difference(RecordId record, Kind kind, String what) {}

    /** Facts up to here are in it. */
    public long position() {
        return snapshot.position();
    }

    /** Compares records with their documents. */
    public List<Difference> compare(Collection<SearchableRecord> records) {
        var found = new ArrayList<Difference>();
        try {
            for (var record : records) {
                compare(record.id(), expected.of(blocks.of(record)), prints.of(record.id())).ifPresent(found::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static Optional<Difference> compare(RecordId record, List<EntryPrint> ought, List<EntryPrint> is) {
        if (is.equals(ought)) {
            return Optional.empty();
        }
        if (is.isEmpty()) {
            return Optional.of(new Difference(record, Kind.MISSING, "it has no entry"));
        }
        if (is.size() > ought.size() && new HashSet<>(is).containsAll(ought)) {
            return Optional.of(
                    new Difference(record, Kind.ADDED, "it has " + is.size() + " entries, and " + ought.size() + " ought to be"));
        }
        return Optional.of(new Difference(record, Kind.ALTERED, is.size() == ought.size()
                ? differing(ought, is) + " of its " + is.size() + " entries hold other words or marks than the vault leads to"
                : "it has " + is.size() + " entries, and " + ought.size() + " ought to be"));
    }

    private static int differing(List<EntryPrint> ought, List<EntryPrint> is) {
        int differing = 0;
        for (int i = 0; i < is.size(); i++) {
            differing += is.get(i).equals(ought.get(i)) ? 0 : 1;
        }
        return differing;
    }

    /** Whether the record has any document. */
    public boolean holds(RecordId record) {
        try {
            return !prints.of(record).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Every record that has a document, some at a time; one may come twice.
     *
     * @return how many documents belong to no record at all
     */
    public long records(Consumer<Set<RecordId>> each) {
        try {
            long named = 0;
            for (var leaf : snapshot.reader().leaves()) {
                var terms = leaf.reader().terms(RecordFields.ID);
                if (terms != null) {
                    named += records(terms.iterator(), leaf.reader().getLiveDocs(), each);
                }
            }
            return snapshot.reader().numDocs() - named;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long records(TermsEnum ids, @Nullable Bits live, Consumer<Set<RecordId>> each) throws IOException {
        var batch = new HashSet<RecordId>();
        long all = 0;
        for (BytesRef id = ids.next(); id != null; id = ids.next()) {
            long documents = living(ids.postings(null, PostingsEnum.NONE), live);
            all += documents;
            if (documents > 0) {
                batch.add(record(id));
            }
            if (batch.size() == BATCH) {
                each.accept(Set.copyOf(batch));
                batch.clear();
            }
        }
        each.accept(Set.copyOf(batch));
        return all;
    }

    private static long living(PostingsEnum postings, @Nullable Bits live) throws IOException {
        long documents = 0;
        while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            documents += live == null || live.get(postings.docID()) ? 1 : 0;
        }
        return documents;
    }

    /** An id that is none of ours becomes one that no fact tells of. */
    private static RecordId record(BytesRef id) {
        var bytes = ByteBuffer.wrap(Arrays.copyOf(BytesRef.deepCopyOf(id).bytes, 16));
        return new RecordId(new UUID(bytes.getLong(), bytes.getLong()));
    }
}
