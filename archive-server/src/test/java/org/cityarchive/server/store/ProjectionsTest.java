package org.cityarchive.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.store.Notes.NoteMade;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Projections: their writes and their place in the facts go together. */
class ProjectionsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Notes notes = new Notes();
    private volatile long poison = -1;

    /** How often was each position read? A position read twice shows. */
    private final class Positions implements SqlProjection {
        private final String name;

        Positions(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Set<Class<? extends Fact>> reads() {
            return Set.of(NoteMade.class);
        }

        @Override
        public List<String> tables() {
            return List.of("seen_position");
        }

        @Override
        public void apply(Connection connection, List<Recorded<?>> batch) throws SQLException {
            var rows = new CopyRows(2, batch.size() * 16);
            batch.forEach(fact -> rows.row().add(name).add(fact.position()));
            rows.write(connection, "seen_position (name, position)");
            if (name.equals("first-1") && batch.stream().anyMatch(fact -> fact.position() == poison)) {
                throw new IllegalStateException("not readable");
            }
        }
    }

    /** Keeps its place itself. */
    private static final class Remembered implements OwnPlace {
        final List<Long> positions = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "own-1";
        }

        @Override
        public Set<Class<? extends Fact>> reads() {
            return Set.of(NoteMade.class);
        }

        @Override
        public long position() {
            return positions.isEmpty() ? 0 : positions.getLast();
        }

        @Override
        public void apply(List<Recorded<?>> batch, long upTo) {
            batch.forEach(fact -> positions.add(fact.position()));
        }

        @Override
        public void clear() {
            positions.clear();
        }
    }

    @BeforeEach
    void table() throws SQLException {
        try (var c = notes.database.owner(); var s = c.createStatement()) {
            s.execute("create table seen_position (name text not null, position bigint not null, unique (name, position))");
        }
    }

    @AfterEach
    void close() {
        notes.close();
    }

    private Projections projections(String server) {
        return new Projections(notes.database.connections(), notes.reader, notes.store.signal(), server);
    }

    private long notesMade(int count) {
        var records = IntStream.range(0, count).mapToObj(_ -> UUID.randomUUID()).toList();
        return notes.archive.send(new Notes.MakeNotes(records, List.of()), Notes.BY).position();
    }

    private long seen(String name) {
        return notes.database.number("select count(*) from seen_position where name = '" + name + "'");
    }

    @Test
    void aWriterSeesItsOwnWritesAndAReplayComesToTheSame() {
        try (var running = projections("a").add(new Positions("first-1")).start()) {
            long head = notesMade(2500);
            assertThat(running.awaitPosition("first-1", head, PATIENCE)).isTrue();
            assertThat(seen("first-1")).isEqualTo(2500);
            head = notesMade(1);
            assertThat(running.awaitPosition("first-1", head, PATIENCE)).isTrue();
            running.reset("first-1");
            assertThat(running.awaitPosition("first-1", head, PATIENCE)).isTrue();
            assertThat(seen("first-1")).isEqualTo(2501);
            assertThat(running.standings()).singleElement().satisfies(s -> assertThat(s.lag()).isZero());
        }
    }

    @Test
    void twoServersNeverReadAFactTwice() {
        try (var first = projections("a").add(new Positions("first-1")).start();
                var second = projections("b").add(new Positions("first-1")).start()) {
            long head = 0;
            for (int i = 0; i < 20; i++) {
                head = notesMade(50);
            }
            assertThat(first.awaitPosition("first-1", head, PATIENCE)).isTrue();
            assertThat(second.awaitPosition("first-1", head, PATIENCE)).isTrue();
            assertThat(seen("first-1")).isEqualTo(1000);
        }
    }

    @Test
    void anUnreadableFactStopsItsProjectionOnly() {
        poison = 1_617; // read ahead while the batch before it is applied
        try (var running = projections("a").add(new Positions("first-1")).add(new Positions("second-1")).add(new Remembered())
                .start()) {
            long head = notesMade(2500);
            assertThat(running.awaitPosition("second-1", head, PATIENCE)).isTrue();
            assertThat(running.awaitPosition("own-1", head, PATIENCE)).isTrue();
            assertThat(running.awaitPosition("first-1", head, PATIENCE)).isFalse();
            assertThat(running.awaitPosition("first-1", poison - 1, PATIENCE)).isTrue();
            assertThat(running.standings().getFirst().stopped()).isEqualTo(
                    new Projections.Stopped(poison, "IllegalStateException: not readable"));
            assertThat(seen("first-1")).isEqualTo(poison - 1);
            poison = -1;
            running.retry("first-1");
            assertThat(running.awaitPosition("first-1", head, PATIENCE)).isTrue();
            assertThat(running.standings().getFirst().stopped()).isNull();
        }
        assertThat(seen("first-1")).isEqualTo(2500);
    }

    @Test
    void aProjectionGoesOnWhereItStoodAfterARestart() {
        var own = new Remembered();
        notesMade(10);
        for (int i = 0; i < 3; i++) {
            long head = notesMade(5);
            try (var running = projections("run " + i).add(new Positions("first-1")).add(own).start()) {
                assertThat(running.awaitPosition("first-1", head, PATIENCE)).isTrue();
                assertThat(running.awaitPosition("own-1", head, PATIENCE)).isTrue();
            }
        }
        assertThat(seen("first-1")).isEqualTo(25);
        assertThat(own.positions).containsExactlyElementsOf(LongStream.rangeClosed(1, 25).boxed().toList());
    }
}
