package org.cityarchive.server.store;

import java.util.TreeMap;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Boundary.Read;
import org.cityarchive.core.law.Boundary.Tagged;
import org.cityarchive.core.law.Citation;
import org.cityarchive.core.law.Command;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.FactCodec;
import org.cityarchive.core.law.Features;
import org.cityarchive.core.law.Kept;
import org.cityarchive.core.law.Law;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.law.Refusal;
import org.cityarchive.server.database.TestDatabase;

/** A small feature for tests of the store: notes on records, numbered, until a bar comes down on all of them. */
final class Notes implements AutoCloseable {
    static final Attribution BY = new Attribution("tester", "clerk", "test", null, "America/Denver");

    sealed interface NoteEvent extends Fact {}

    @Event(namespace = "note", name = "NoteMade", version = "1")
    record NoteMade(@EventTag(key = "record") UUID record, @EventTag(key = "account") UUID account,
            int number) implements NoteEvent {}

    @Event(namespace = "note", name = "BarPlaced", version = "1")
    record BarPlaced(@EventTag(key = "hold") UUID bar) implements NoteEvent {}

    sealed interface NoteCommand extends Command {}

    /** @param wanted the number that the note must get; 0: the next one. */
    record MakeNote(UUID record, int wanted, List<Kept> rows) implements NoteCommand {}

    record MakeNotes(List<UUID> records, List<Kept> rows) implements NoteCommand {}

    record PlaceBar(UUID bar) implements NoteCommand {}

    record KeepRows(UUID record, List<Kept> rows) implements NoteCommand {}

    record Barred() implements Refusal {
        @Override
        public String name() {
            return "barred";
        }

        @Override
        public String sentence() {
            return "A bar is down.";
        }

        @Override
        public Citation citation() {
            return new Citation("test", "test");
        }
    }

    /** A row beside the facts. */
    record NoteRow(UUID record, int number) implements Kept {}

    /** Says that a record has this many rows, as its plan has seen. */
    record RowsSeen(UUID record, int count) implements Kept {}

    record State(int notes, boolean barred) {}

    static final class NoteLaw implements Law<NoteCommand, State> {
        private static final Read BARS = new Read(Set.of(), Set.of(BarPlaced.class));

        @Override
        public Boundary boundary(NoteCommand command) {
            return switch (command) {
                case MakeNote m -> new Boundary(0, List.of(of(m.record), BARS));
                case MakeNotes m -> new Boundary(0, m.records.stream().map(NoteLaw::of).toList());
                case PlaceBar _ -> new Boundary(0, List.of());
                case KeepRows k -> new Boundary(0, List.of(of(k.record)));
            };
        }

        private static Read of(UUID record) {
            return new Read(Set.of(new Tagged("record", record.toString())), Set.of());
        }

        @Override
        public State initially(NoteCommand command) {
            return new State(0, false);
        }

        @Override
        public State evolve(State state, Recorded<?> fact) {
            return switch (fact.fact()) {
                case NoteMade _ -> new State(state.notes + 1, state.barred);
                case BarPlaced _ -> new State(state.notes, true);
                default -> state;
            };
        }

        @Override
        public Decision decide(NoteCommand command, State state) {
            return switch (command) {
                case MakeNote _ when state.barred -> new Decision.Refused(new Barred());
                case MakeNote m when m.wanted != 0 && m.wanted != state.notes + 1 -> new Decision.Outdated("the number is taken");
                case MakeNote m -> new Decision.Accepted(List.of(new NoteMade(m.record, ACCOUNT, state.notes + 1)), m.rows);
                case MakeNotes m ->
                    new Decision.Accepted(m.records.stream().<Fact>map(r -> new NoteMade(r, ACCOUNT, state.notes + 1)).toList(),
                            m.rows);
                case PlaceBar b -> Decision.Accepted.of(new BarPlaced(b.bar));
                case KeepRows k -> new Decision.Accepted(List.of(), k.rows);
            };
        }
    }

    static final UUID ACCOUNT = UUID.fromString("00000000-0000-4000-8000-00000000000a");

    static final class NoteRows implements KeptWriter<NoteRow> {
        @Override
        public Class<NoteRow> writes() {
            return NoteRow.class;
        }

        @Override
        public ArrayStatement statement(List<NoteRow> rows) {
            var statement = ArrayStatement.into("note_row (record, number)", "uuid", "int4");
            rows.forEach(row -> statement.row(row.record, row.number));
            return statement;
        }

        @Override
        public void write(Connection connection, List<NoteRow> rows) throws SQLException {
            var copy = new CopyRows(2, rows.size() * 32);
            rows.forEach(row -> copy.row().add(row.record).add(row.number));
            copy.write(connection, "note_row (record, number)");
        }
    }

    static final class RowsSeenWriter implements KeptWriter<RowsSeen> {
        @Override
        public Class<RowsSeen> writes() {
            return RowsSeen.class;
        }

        @Override
        public boolean hasCondition(RowsSeen row) {
            return true;
        }

        @Override
        public boolean stands(Connection connection, List<RowsSeen> rows) throws SQLException {
            try (PreparedStatement count = connection.prepareStatement("select count(*) from note_row where record = ?")) {
                for (RowsSeen seen : rows) {
                    count.setObject(1, seen.record);
                    try (var row = count.executeQuery()) {
                        row.next();
                        if (row.getInt(1) != seen.count) {
                            return false;
                        }
                    }
                }
            }
            return true;
        }

        @Override
        public void write(Connection connection, List<RowsSeen> rows) {
            // a condition only
        }
    }

    final TestDatabase database = TestDatabase.fresh();
    final FactCodec codec;
    final PostgresEventStore store;
    final Features.Running archive;
    final FactReader reader;

    Notes() {
        this(source -> source, Clock.systemUTC());
    }

    Notes(UnaryOperator<DataSource> through, Clock clock) {
        try (var c = database.owner(); var s = c.createStatement()) {
            s.execute("create table note_row (record uuid not null, number integer not null)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var features = new Features().facts(NoteEvent.class).law(NoteCommand.class, new NoteLaw());
        codec = features.codec();
        store = another(through, clock).start();
        archive = features.open(store);
        reader = new FactReader(database.connections(), codec);
    }

    /** Another server's store on the same database. */
    PostgresEventStore another(UnaryOperator<DataSource> through, Clock clock) {
        return new PostgresEventStore(through.apply(database.connections()), codec, new byte[32], clock,
                List.of(new RowsSeenWriter(), new NoteRows()));
    }

    static Features features() {
        return new Features().facts(NoteEvent.class).law(NoteCommand.class, new NoteLaw());
    }

    static MakeNote note(UUID record) {
        return new MakeNote(record, 0, List.of());
    }

    /** All facts, by position. */
    Map<Long, Recorded<?>> facts() {
        var facts = new TreeMap<Long, Recorded<?>>();
        reader.after(0, Set.of(), Integer.MAX_VALUE).facts().forEach(f -> facts.put(f.position(), f));
        return facts;
    }

    @Override
    public void close() {
        archive.close();
        store.close();
        database.close();
    }
}
