package org.cityarchive.server.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.core.law.FactCodec;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.store.Notes.MakeNotes;
import org.junit.jupiter.api.Test;

/** What many facts say of who acted is kept once, and each fact has its exact bytes as before. */
class SharedMetadataTest {
    private static final int MANY = 20;
    private static final Attribution OTHER = new Attribution("other", "clerk", "once", "cause", "America/Denver");

    private static void send(Archive archive, int facts, Attribution by) {
        archive.send(new MakeNotes(Stream.generate(UUID::randomUUID).limit(facts).toList(), List.of()), by);
    }

    /** The facts' bytes as they are hashed, and who acted as it is read. */
    private static void exact(Notes notes, Attribution... by) {
        var read = notes.facts().values().stream().<Attribution>map(Recorded::by).toList();
        assertThat(read).containsExactly(by);
        for (int i = 0; i < by.length; i++) {
            var spelled = new String(CanonicalJson.write(FactCodec.members(by[i])), UTF_8).replace("'", "''");
            assertThat(notes.database.number("select count(*) from fact where position = " + (i + 1)
                    + " and convert_from(metadata, 'UTF8') = '" + spelled + "'")).as("fact " + (i + 1)).isOne();
        }
    }

    private static Attribution[] times(int many, Attribution by) {
        return Stream.generate(() -> by).limit(many).toArray(Attribution[]::new);
    }

    @Test
    void whatManySayIsKeptOnceAndNamedByThoseWhoComeLater() throws Exception {
        try (var notes = new Notes()) {
            send(notes.archive, MANY, Notes.BY);
            send(notes.archive, 1, Notes.BY);
            send(notes.archive, 200, Notes.BY); // more than one statement takes: by COPY
            try (var store = notes.another(source -> source, Clock.systemUTC()).start();
                    var another = Notes.features().open(store)) {
                send(another, MANY, Notes.BY);
            }
            assertThat(notes.database.number("select count(*) from event_metadata")).isOne();
            assertThat(notes.database.number("select count(*) from event where said = 0 or length(metadata) > 0")).isZero();
            exact(notes, times(2 * MANY + 201, Notes.BY));
        }
    }

    @Test
    void whatAFewSayStandsInTheirOwnRows() throws Exception {
        try (var notes = new Notes()) {
            send(notes.archive, 1, OTHER);
            send(notes.archive, 3, Notes.BY);
            assertThat(notes.database.number("select count(*) from event_metadata")).isZero();
            exact(notes, OTHER, Notes.BY, Notes.BY, Notes.BY);
        }
    }

    /** A number is as durable as the commit that gave it: one that was rolled back is never named. */
    @Test
    void aNumberOfACommitThatFailedIsGivenAnew() throws Exception {
        try (var notes = new Notes()) {
            var failing = new AtomicBoolean(true);
            try (var store = notes.another(source -> WatchedSource.of(source, (step, _) -> {
                if (step.equals("commit") && failing.get() && Thread.currentThread().getName().equals("event-head")) {
                    throw new SQLException("failpoint", "XX000");
                }
            }), Clock.systemUTC()).start(); var archive = Notes.features().open(store)) {
                assertThatThrownBy(() -> send(archive, MANY, Notes.BY)).isNotNull();
                failing.set(false);
                send(archive, MANY, Notes.BY);
            }
            assertThat(notes.database.number("select count(*) from event e join event_metadata m on m.number = e.said"))
                    .isEqualTo(MANY);
            exact(notes, times(MANY, Notes.BY));
        }
    }

    /** Whoever alters the one row alters what all of its facts say, and no seal bears it out. */
    @Test
    void aRowThatIsGoneOrAlteredIsNeverReadAsTrue() throws Exception {
        try (var notes = new Notes()) {
            send(notes.archive, MANY, Notes.BY);
            try (var insider = notes.database.superuser(); var statement = insider.createStatement()) {
                statement.execute("set session_replication_role = replica");
                statement.execute("delete from event_metadata");
            }
            assertThatThrownBy(notes::facts).isInstanceOf(CanonicalJson.Malformed.class);
        }
    }

    /** A replica that took over without the last commits, or an older state put back: numbers of before may be nobody's there. */
    @Test
    void aNumberIsNotNamedInADatabaseThatWentBack() throws Exception {
        try (var notes = new Notes()) {
            send(notes.archive, MANY, Notes.BY);
            try (var insider = notes.database.superuser(); var statement = insider.createStatement()) {
                statement.execute("set session_replication_role = replica");
                for (var table : new String[]{"event_metadata", "event_tag", "event_commit", "event"}) {
                    statement.execute("delete from " + table);
                }
                statement.execute("update event_head set position = 0, commits = 0");
            }
            send(notes.archive, MANY, Notes.BY);
            exact(notes, times(MANY, Notes.BY));
        }
    }

    /** What a row that names a number says itself is not passed over: no sum bears it out. */
    @Test
    void whatIsPutBesideANumberIsSeen() throws Exception {
        try (var notes = new Notes()) {
            send(notes.archive, MANY, Notes.BY);
            try (var insider = notes.database.superuser(); var statement = insider.createStatement()) {
                statement.execute("set session_replication_role = replica");
                statement.execute("update event set metadata = 'x' where position = 3");
            }
            assertThatThrownBy(notes::facts).isInstanceOf(CanonicalJson.Malformed.class);
        }
    }
}
