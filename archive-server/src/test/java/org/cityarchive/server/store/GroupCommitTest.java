package org.cityarchive.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.cityarchive.server.store.Notes.MakeNote;
import org.cityarchive.server.store.Notes.NoteRow;
import org.junit.jupiter.api.Test;

/** Callers that wait together are committed together. */
class GroupCommitTest {
    private static final int CALLERS = 64;
    private static final int EACH = 12;

    @Test
    void sixtyFourCallersOnDisjointRecordsShareCommits() throws Exception {
        try (var notes = new Notes(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = new CyclicBarrier(CALLERS);
            var callers = new ArrayList<Future<?>>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(threads.submit(() -> {
                    UUID record = UUID.randomUUID();
                    start.await();
                    for (int n = 1; n <= EACH; n++) {
                        notes.archive.send(new MakeNote(record, n, List.of(new NoteRow(record, n))), Notes.BY);
                    }
                    return null;
                }));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
            assertThat(notes.reader.head()).isEqualTo(CALLERS * EACH);
            assertThat(notes.database.number("select count(*) from note_row")).isEqualTo(CALLERS * EACH);
            long commits = notes.database.number("select count(*) from event_commit");
            System.out.println(CALLERS * EACH + " appends of " + CALLERS + " callers took " + commits + " commits");
            assertThat(commits).as("on a busy machine fewer wait at once").isLessThanOrEqualTo(CALLERS * EACH / 3);
        }
    }

    /** A row that the database refuses fails its own plan; those that waited with it are written. */
    @Test
    void aBadPlanHurtsNobodyElse() throws Exception {
        try (var notes = new Notes(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try (var c = notes.database.owner(); var s = c.createStatement()) {
                s.execute("alter table note_row add check (number < 1000)");
            }
            var start = new CyclicBarrier(CALLERS);
            var callers = new ArrayList<Future<?>>();
            for (int i = 0; i < CALLERS; i++) {
                int number = i == 5 ? 1000 : i;
                callers.add(threads.submit(() -> {
                    UUID record = UUID.randomUUID();
                    start.await();
                    return notes.archive.send(new MakeNote(record, 0, List.of(new NoteRow(record, number))), Notes.BY);
                }));
            }
            for (int i = 0; i < CALLERS; i++) {
                Future<?> caller = callers.get(i);
                if (i == 5) {
                    assertThatThrownBy(caller::get).hasRootCauseInstanceOf(SQLException.class);
                } else {
                    caller.get();
                }
            }
            assertThat(notes.reader.head()).isEqualTo(CALLERS - 1);
            assertThat(notes.database.number("select count(*) from note_row")).isEqualTo(CALLERS - 1);
        }
    }
}
