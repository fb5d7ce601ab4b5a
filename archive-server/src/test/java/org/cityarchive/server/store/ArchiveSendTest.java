package org.cityarchive.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.concurrent.CopyOnWriteArrayList;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Decision.Accepted;
import org.cityarchive.core.law.Decision.Outdated;
import org.cityarchive.core.law.Decision.Refused;
import org.cityarchive.core.law.Failure;
import org.cityarchive.server.store.Notes.BarPlaced;
import org.cityarchive.server.store.Notes.KeepRows;
import org.cityarchive.server.store.Notes.MakeNote;
import org.cityarchive.server.store.Notes.MakeNotes;
import org.cityarchive.server.store.Notes.NoteMade;
import org.cityarchive.server.store.Notes.NoteRow;
import org.cityarchive.server.store.Notes.PlaceBar;
import org.cityarchive.server.store.Notes.RowsSeen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands through Axon's bus into PostgreSQL. */
class ArchiveSendTest {
    private static Notes notes;

    @BeforeAll
    static void open() {
        notes = new Notes();
    }

    @AfterAll
    static void close() {
        notes.close();
    }

    @Test
    void anAcceptedCommandIsDurableAndCarriesItsAttribution() {
        UUID record = UUID.randomUUID();
        var by = new Attribution("import:observed", "adapter", "job-7", "cause", "America/Denver");
        notes.archive.send(Notes.note(record), by);
        var sent = notes.archive.send(Notes.note(record), by);
        assertThat(sent.decision()).isEqualTo(Accepted.of(new NoteMade(record, Notes.ACCOUNT, 2)));
        assertThat(sent.position()).isEqualTo(notes.reader.head());
        var last = Objects.requireNonNull(notes.facts().get(sent.position()));
        assertThat(last.fact()).isEqualTo(new NoteMade(record, Notes.ACCOUNT, 2));
        assertThat(last.by()).isEqualTo(by);
    }

    @Test
    void aRefusalWritesNothing() {
        try (var barred = new Notes()) {
            barred.archive.send(new PlaceBar(UUID.randomUUID()), Notes.BY);
            var sent = barred.archive.send(Notes.note(UUID.randomUUID()), Notes.BY);
            assertThat(sent.decision()).isInstanceOf(Refused.class);
            assertThat(sent.position()).isEqualTo(1);
            assertThat(barred.facts().values()).singleElement().extracting(f -> f.fact().getClass()).isEqualTo(BarPlaced.class);
        }
    }

    @Test
    void anOutdatedCommandComesBack() {
        assertThat(notes.archive.send(new MakeNote(UUID.randomUUID(), 9, List.of()), Notes.BY).decision())
                .isInstanceOf(Outdated.class);
    }

    @Test
    void rowsAloneCommitUnderTheSameCondition() {
        UUID record = UUID.randomUUID();
        notes.archive.send(Notes.note(record), Notes.BY);
        long head = notes.reader.head();
        var sent = notes.archive.send(new KeepRows(record, List.of(new NoteRow(record, 5))), Notes.BY);
        assertThat(sent.decision()).isInstanceOf(Accepted.class);
        assertThat(sent.position()).isEqualTo(head);
        assertThat(rowsOf(record)).isEqualTo(1);
    }

    @Test
    void rowsThatDoNotStandAreAConflictEachTime() {
        UUID record = UUID.randomUUID();
        var command = new KeepRows(record, List.of(new RowsSeen(record, 3), new NoteRow(record, 1)));
        assertThatThrownBy(() -> notes.archive.send(command, Notes.BY)).isInstanceOf(Failure.StoreBusy.class);
        assertThat(rowsOf(record)).isZero();
    }

    @Test
    void aBoundaryOfFiveHundredRecordsIsReadInOneRoundTrip() {
        var steps = new CopyOnWriteArrayList<String>();
        try (var watched = new Notes(source -> WatchedSource.of(source, (step, _) -> {
            if (!Thread.currentThread().getName().equals("commit-signal")) {
                steps.add(step);
            }
        }), Clock.systemUTC())) {
            var records = Stream.generate(UUID::randomUUID).limit(500).toList();
            watched.archive.send(new MakeNotes(records, List.of()), Notes.BY);
            steps.clear();
            watched.archive.send(new MakeNotes(records, List.of()), Notes.BY);
            // source, lock the head, copy facts, copy tags, close, commit; nothing came since, so no conflict is looked up
            assertThat(steps).hasSize(6);
            var tagged = watched.reader.tagged("record", records.stream().map(UUID::toString).toList(), Long.MAX_VALUE);
            assertThat(tagged.keySet()).containsExactlyElementsOf(records.stream().map(UUID::toString).toList());
            assertThat(tagged.values()).allSatisfy(facts -> assertThat(facts).hasSize(2));
        }
    }

    @Test
    void aTagRowThatNoFactBearsOutIsADefect() throws Exception {
        try (var forged = new Notes()) {
            UUID record = UUID.randomUUID();
            UUID other = UUID.randomUUID();
            forged.archive.send(Notes.note(record), Notes.BY);
            try (var c = forged.database.owner(); var insert = c.prepareStatement("insert into event_tag values (?, 1)")) {
                insert.setBytes(1, TagKey.of("record", other.toString()).bytes());
                insert.execute();
            }
            assertThatThrownBy(() -> forged.archive.send(Notes.note(other), Notes.BY)).hasMessageContaining("position 1");
        }
    }

    @Test
    void positionsAreFoundByTime() {
        UUID record = UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            notes.archive.send(Notes.note(record), Notes.BY);
        }
        notes.facts().values().forEach(fact -> {
            long found = notes.reader.positionAt(fact.at());
            assertThat(found).isGreaterThanOrEqualTo(fact.position());
            assertThat(notes.reader.positionAt(fact.at().minusMillis(1))).isLessThan(fact.position());
        });
        assertThat(notes.reader.positionAt(Instant.EPOCH)).isZero();
        assertThat(notes.reader.positionAt(Instant.now().plusSeconds(9))).isEqualTo(notes.reader.head());
        assertThat(notes.reader.after(0, Set.of(BarPlaced.class), 1000).facts()).isEmpty();
    }

    private static long rowsOf(UUID record) {
        return notes.database.number("select count(*) from note_row where record = '" + record + "'");
    }
}
