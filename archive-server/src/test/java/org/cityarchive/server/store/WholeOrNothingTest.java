package org.cityarchive.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import java.util.concurrent.CompletableFuture;
import org.cityarchive.core.law.FactCodec;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.cityarchive.core.law.Kept;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import java.util.Set;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.cityarchive.core.law.Decision.Accepted;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Features;
import org.cityarchive.server.store.Notes.MakeNote;
import org.cityarchive.server.store.Notes.MakeNotes;
import org.cityarchive.server.store.Notes.NoteRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

/** Facts and the rows beside them are there together or not at all, wherever the program or the database stops. */
class WholeOrNothingTest {
    private static final int MOST_STEPS = 12;

    /** A failure at each step in turn: nothing half there, and the next try succeeds. */
    @ParameterizedTest
    @CsvSource({
            // source; head; rows, facts, tags and close together; commit
            "1, 4",
            // source, head, rows, the number of their metadata, facts, tags, close, commit
            "200, 8"})
    void aFailureBetweenAnyTwoStatementsLeavesNothingHalfDone(int facts, int steps) {
        try (var notes = new Notes()) {
            int failed = 0;
            for (int step = 1; step <= MOST_STEPS; step++) {
                var taken = new AtomicInteger();
                int at = step;
                UUID record = UUID.randomUUID();
                boolean done = sentThrough(notes, record, facts, (_, _) -> {
                    if (taken.incrementAndGet() >= at) {
                        throw new SQLException("failpoint", "XX000");
                    }
                });
                whole(notes, record, facts, done);
                failed += done ? 0 : 1;
            }
            assertThat(failed).isEqualTo(steps);
        }
    }

    /** What was decided behind another plan is written behind it, also when it is ready first; and not at all where that one was not. */
    @Test
    void whatWaitsForAnotherIsWrittenBehindItOrNotAtAll() {
        try (var notes = new Notes()) {
            var earlier = new CompletableFuture<Void>();
            UUID behind = UUID.randomUUID();
            var sent = CompletableFuture.supplyAsync(() -> notes.archive
                    .send(new MakeNote(behind, 1, List.of(new NoteRow(behind, 1), new After(earlier))), Notes.BY).position());
            long first = notes.archive.send(new MakeNote(UUID.randomUUID(), 1, List.of()), Notes.BY).position();
            assertThat(sent).isNotDone();
            earlier.complete(null);
            assertThat(sent.join()).isEqualTo(first + 1);
            assertThat(notes.database.number("select count(*) from note_row where record = '" + behind + "'")).isOne();
            var failed = CompletableFuture.failedFuture(new Failure.StoreBusy("others were first"));
            assertThatThrownBy(() -> notes.archive
                    .send(new MakeNote(UUID.randomUUID(), 1, List.of(new After(failed))), Notes.BY))
                    .isInstanceOf(Failure.StoreUnavailable.class);
            assertThat(notes.reader.head()).isEqualTo(first + 1);
        }
    }

    /** The server process is killed at each step in turn; the store goes on with another one. */
    @Test
    void aKilledConnectionLeavesNothingHalfDone() {
        try (var notes = new Notes()) {
            for (int step = 1; step <= MOST_STEPS; step++) {
                var steps = new AtomicInteger();
                int at = step;
                UUID record = UUID.randomUUID();
                boolean done = sentThrough(notes, record, (_, connection) -> {
                    if (steps.incrementAndGet() == at) {
                        kill(notes, connection);
                    }
                });
                whole(notes, record, done);
            }
        }
    }

    /** The commit reached the disk, but its answer did not reach us: the mark is looked up, and nothing is written twice. */
    @Test
    void aCommitWithoutAnAnswerIsLookedUp() {
        try (var notes = new Notes()) {
            UUID record = UUID.randomUUID();
            var commits = new AtomicInteger();
            boolean done = sentThrough(notes, record, (step, connection) -> {
                if (step.equals("commit") && commits.incrementAndGet() == 1) {
                    connection.commit();
                    throw new SQLException("the answer was lost", "08006");
                }
            });
            assertThat(done).isTrue();
            whole(notes, record, true);
        }
    }

    @Test
    void aCommitThatNeverArrivedIsWrittenAgain() {
        try (var notes = new Notes()) {
            UUID record = UUID.randomUUID();
            var commits = new AtomicInteger();
            boolean done = sentThrough(notes, record, (step, connection) -> {
                if (step.equals("commit") && commits.incrementAndGet() == 1) {
                    kill(notes, connection);
                }
            });
            assertThat(done).isTrue();
            whole(notes, record, true);
        }
    }

    /** What the database gives up for another's sake is written again, and once. */
    @Test
    void deadlocksAndRefusedSerializationAreTriedAgain() {
        try (var notes = new Notes()) {
            for (var state : List.of("40P01", "40001", "55P03")) {
                UUID record = UUID.randomUUID();
                var steps = new AtomicInteger();
                boolean done = sentThrough(notes, record, (_, _) -> {
                    if (steps.incrementAndGet() % 3 == 2 && steps.get() < 10) {
                        throw new SQLException("another goes first", state);
                    }
                });
                assertThat(done).as(state).isTrue();
                assertThat(steps.get()).as(state).isGreaterThan(10);
                whole(notes, record, true);
            }
        }
    }

    /** The writer's thread writes; what waits for a commit goes on elsewhere. */
    @Test
    void nobodyGoesOnInTheWritersThread() {
        try (var notes = new Notes()) {
            var thread = new CompletableFuture<String>();
            var event = new GenericEventMessage(
                    new MessageType(
                            new QualifiedName("note.NoteMade"), "1"),
                    new Notes.NoteMade(UUID.randomUUID(), Notes.ACCOUNT, 1),
                    FactCodec.members(Notes.BY));
            var tagged = new GenericTaggedEventMessage<>(event, Set.of());
            notes.store.appendEvents(AppendCondition.none(), null, List.of(tagged))
                    .thenCompose(append -> append.commit(null)).thenRun(() -> thread.complete(Thread.currentThread().getName()))
                    .join();
            assertThat(thread.join()).isNotEqualTo("event-head");
        }
    }

    @Test
    void anUnknownKindOfRowIsRefusedBeforeAnythingIsWritten() {
        try (var notes = new Notes()) {
            record Stray() implements Kept {}
            var command = new MakeNote(UUID.randomUUID(), 0, List.of(new Stray()));
            assertThatThrownBy(() -> notes.archive.send(command, Notes.BY)).hasMessageContaining("Stray");
            assertThat(notes.reader.head()).isZero();
        }
    }

    /** @return whether the archive said that it is durable */
    private static boolean sentThrough(Notes notes, UUID record, WatchedSource.Watch watch) {
        return sentThrough(notes, record, 1, watch);
    }

    private static boolean sentThrough(Notes notes, UUID record, int facts, WatchedSource.Watch watch) {
        WatchedSource.Watch own = (step, connection) -> {
            if (!Thread.currentThread().getName().equals("commit-signal")) {
                watch.before(step, connection);
            }
        };
        try (var store = notes.another(source -> WatchedSource.of(source, own), Clock.systemUTC()).start();
                var archive = Notes.features().open(store)) {
            return sent(archive, record, facts);
        }
    }

    private static boolean sent(Features.Running archive, UUID record, int facts) {
        try {
            var rows = List.<Kept>of(new NoteRow(record, 1), new NoteRow(record, 2));
            return archive.send(new MakeNotes(Collections.nCopies(facts, record), rows), Notes.BY).decision() instanceof Accepted;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static void whole(Notes notes, UUID record, boolean done) {
        whole(notes, record, 1, done);
    }

    private static void whole(Notes notes, UUID record, int written, boolean done) {
        long rows = notes.database.number("select count(*) from note_row where record = '" + record + "'");
        int facts = notes.reader.tagged("record", List.of(record.toString()), Long.MAX_VALUE).values().iterator().next().size();
        assertThat(List.of((long) facts, rows)).isEqualTo(done ? List.of((long) written, 2L) : List.of(0L, 0L));
        assertThat(notes.database.number("select count(*) - max(position) from event")).isZero();
        assertThat(notes.database.number("select h.position - (select count(*) from event) from event_head h")).isZero();
        assertThat(notes.database.number("select count(distinct position) - (select count(*) from event) from event_tag"))
                .isZero();
        if (!done) {
            assertThat(sent(notes.archive, record, written)).isTrue();
        }
    }

    private static void kill(Notes notes, Connection connection) throws SQLException {
        int process = connection.unwrap(PGConnection.class).getBackendPID();
        notes.database.number("select pg_terminate_backend(" + process + ", 5000)::int");
    }
}
