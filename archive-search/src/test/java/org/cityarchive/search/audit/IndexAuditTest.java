package org.cityarchive.search.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.FSDirectory;
import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.capture.AuthorKind;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.State;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.core.search.SearchableRecord.Known;
import org.cityarchive.core.search.SearchableRecord.Stretch;
import org.cityarchive.core.search.SearchableRecord.Words;
import org.cityarchive.search.audit.IndexAudit.Difference;
import org.cityarchive.search.index.IndexUnreadable;
import org.cityarchive.search.index.RecordBlocks;
import org.cityarchive.search.index.RecordFields;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.search.index.Snapshot;
import org.cityarchive.search.index.UnicodeWords;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexAuditTest {
    private static final Instant MADE = Instant.parse("2026-01-01T12:00:00Z");

    private final UnicodeWords words = new UnicodeWords();
    private final RecordBlocks blocks = new RecordBlocks(words);
    private final List<SearchableRecord> records = new ArrayList<>();
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void write() {
        for (int number = 0; number < 50; number++) {
            records.add(record(number, "The plow came to #Elm street, https://a.b/" + number, AuthorKind.PUBLIC));
        }
        try (var index = RecordIndex.open(folder, words)) {
            index.write(records, 50);
            index.write(records.subList(0, 10), 60); // replaced ones leave deleted documents behind
            index.commit();
        }
    }

    private static SearchableRecord record(int number, String text, AuthorKind author) {
        var first = new Words("Earlier wording", "id-1", "Ann", author, "en", null, List.of("photo"));
        var then = new Words(text, "id-1", "Ann", author, "en", "https://c.d/" + number, List.of());
        var stretches = List.of(new Stretch(MADE, MADE.plusSeconds(60), 1, State.PRESENT, 1, false, false, first),
                new Stretch(MADE.plusSeconds(60), null, 2, State.PRESENT, 2, false, false, then));
        return new SearchableRecord(new RecordId(new UUID(7, number)), new AccountId(new UUID(0, 1)), "Parks", "x", Kind.POST,
                "n" + number, null, MADE,
                List.of(new Known(1, 20, MADE, true, stretches.subList(0, 1)), new Known(20, Known.NOW, MADE, true, stretches)));
    }

    private List<String> found() {
        try (var snapshot = Snapshot.committed(folder)) {
            var audit = new IndexAudit(snapshot, words);
            var found = new ArrayList<>(audit.compare(records).stream().map(IndexAuditTest::named).toList());
            var known = new HashSet<RecordId>();
            records.forEach(record -> known.add(record.id()));
            long nobodys = audit.records(
                    batch -> batch.stream().filter(id -> !known.contains(id)).forEach(id -> found.add("STRANGER " + id)));
            if (nobodys > 0) {
                found.add(nobodys + " of nobody");
            }
            return found;
        }
    }

    private static String named(Difference difference) {
        return difference.kind() + " " + difference.record().value().getLeastSignificantBits();
    }

    private interface Touch {
        void on(IndexWriter writer) throws IOException;
    }

    /** By the library's own means, so that every checksum is right. */
    private void touch(Touch touch) throws IOException {
        var current = folder.resolve(Files.readString(folder.resolve("CURRENT")).strip());
        try (var directory = FSDirectory.open(current);
                var writer = new IndexWriter(directory, new IndexWriterConfig(new KeywordAnalyzer()))) {
            var data = new ArrayList<Map.Entry<String, String>>();
            writer.getLiveCommitData().forEach(data::add);
            touch.on(writer);
            writer.setLiveCommitData(data);
            writer.commit();
        }
    }

    private static Term id(SearchableRecord record) {
        return new Term(RecordFields.ID, RecordFields.bytes(record.id()));
    }

    @Test
    void anUntouchedIndexAgreesWithItsRecords() throws IOException {
        assertThat(found()).isEmpty();
        touch(writer -> writer.forceMerge(1));
        assertThat(found()).isEmpty();
    }

    @Test
    void aRecordThatIsTakenOutIsMissing() throws IOException {
        touch(writer -> writer.deleteDocuments(id(records.get(3))));
        assertThat(found()).containsExactly("MISSING 3");
    }

    @Test
    void oneOtherWordIsSeen() throws IOException {
        var forged = record(4, "The plow came to #Elm street, https://a.b/5", AuthorKind.PUBLIC);
        touch(writer -> writer.updateDocuments(id(forged), blocks.of(forged)));
        assertThat(found()).containsExactly("ALTERED 4");
    }

    @Test
    void theSameWordsInAnotherOrderAreSeen() throws IOException {
        var forged = record(5, "came The plow to #Elm street, https://a.b/5", AuthorKind.PUBLIC);
        touch(writer -> writer.updateDocuments(id(forged), blocks.of(forged)));
        assertThat(found()).containsExactly("ALTERED 5");
    }

    @Test
    void anotherMarkIsSeen() throws IOException {
        var forged = record(6, "The plow came to #Elm street, https://a.b/6", AuthorKind.CITY);
        touch(writer -> writer.updateDocuments(id(forged), blocks.of(forged)));
        assertThat(found()).containsExactly("ALTERED 6");
    }

    @Test
    void aValueThatSortsOrCountsIsSeen() throws IOException {
        touch(writer -> writer.updateNumericDocValue(id(records.get(7)), RecordFields.ID_LOW, 9));
        assertThat(found()).containsExactly("ALTERED 7");
    }

    @Test
    void aFieldTooManyIsSeen() throws IOException {
        var documents = blocks.of(records.get(8));
        documents.getFirst().add(new StringField(RecordFields.HASHTAG, "flood", Field.Store.NO));
        touch(writer -> writer.updateDocuments(id(records.get(8)), documents));
        assertThat(found()).containsExactly("ALTERED 8");
    }

    @Test
    void aRecordTwiceAndAStrangerAndADocumentOfNobodyAreTooMany() throws IOException {
        var stranger = record(99, "Never captured", AuthorKind.PUBLIC);
        var nobody = new Document();
        nobody.add(new NumericDocValuesField(RecordFields.ID_LOW, 1));
        touch(writer -> {
            writer.addDocuments(blocks.of(records.get(9)));
            writer.addDocuments(blocks.of(stranger));
            writer.addDocument(nobody);
        });
        assertThat(found()).containsExactlyInAnyOrder("ADDED 9", "STRANGER " + stranger.id(), "1 of nobody");
    }

    @Test
    void aFlippedByteInAFileIsNamedByItsFile() throws IOException {
        var current = folder.resolve(Files.readString(folder.resolve("CURRENT")).strip());
        Path largest;
        try (var files = Files.list(current)) {
            largest = files.filter(file -> file.toString().endsWith(".cfs") || file.toString().endsWith(".pos")
                    || file.toString().endsWith(".tim")).max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
                    .orElseThrow();
        }
        var bytes = Files.readAllBytes(largest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(largest, bytes);
        // where the middle lies hangs on how the writers took turns: what opening reads is refused before the audit reads it
        assertThatThrownBy(this::found).satisfiesAnyOf(refused -> assertThat(refused).isInstanceOf(IndexUnreadable.class),
                refused -> assertThat(refused).isInstanceOfSatisfying(IndexAudit.Damaged.class,
                        damaged -> assertThat(largest.getFileName().toString()).startsWith(damaged.file().substring(0, 2))));
    }
}
