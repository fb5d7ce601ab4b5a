package org.cityarchive.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.store.Notes.BarPlaced;
import org.cityarchive.server.store.Notes.MakeNotes;
import org.cityarchive.server.store.Notes.PlaceBar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Facts that are read past Axon. */
class FactReaderTest {
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
    void aReaderOfSomeTypesIsGivenEachOfTheirFactsOnceHoweverThickTheyLie() {
        bars(9);
        notes.archive.send(new MakeNotes(IntStream.range(0, 70).mapToObj(_ -> UUID.randomUUID()).toList(), List.of()), Notes.BY);
        bars(1);
        notes.archive.send(new MakeNotes(IntStream.range(0, 4).mapToObj(_ -> UUID.randomUUID()).toList(), List.of()), Notes.BY);
        bars(5);
        var bars = LongStream
                .concat(LongStream.concat(LongStream.rangeClosed(1, 9), LongStream.of(80)), LongStream.rangeClosed(85, 89))
                .boxed().toList();
        for (int most = 1; most <= 20; most++) {
            var reader = new FactReader(notes.database.connections(), notes.codec);
            assertThat(read(reader, most)).as("%d at once", most).isEqualTo(bars);
            assertThat(read(reader, most)).as("%d at once, again", most).isEqualTo(bars);
        }
    }

    private static List<Long> read(FactReader reader, int most) {
        var read = new ArrayList<Long>();
        long from = 0;
        while (from < 89) {
            var batch = reader.after(from, Set.of(BarPlaced.class), most);
            assertThat(batch.facts()).hasSizeLessThanOrEqualTo(most);
            assertThat(batch.upTo()).isGreaterThan(from);
            batch.facts().stream().map(Recorded::position).forEach(read::add);
            from = batch.upTo();
        }
        return read;
    }

    private static void bars(int many) {
        Stream.generate(UUID::randomUUID).limit(many).forEach(bar -> notes.archive.send(new PlaceBar(bar), Notes.BY));
    }

    /** Numbers up to one. */
    private static final class UpTo implements RoundTrip.Question {
        private final int last;
        private final List<Integer> numbers = new ArrayList<>();

        UpTo(int last) {
            this.last = last;
        }

        @Override
        public String sql() {
            return "select n from generate_series(1, ?) n";
        }

        @Override
        public int bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
            statement.setInt(first, last);
            return first + 1;
        }

        @Override
        public void take(ResultSet row) throws SQLException {
            numbers.add(row.getInt(1));
        }
    }

    @Test
    void questionsThatAreAskedTogetherAreEachGivenTheirOwnRows() {
        for (int time = 0; time < 7; time++) { // as often as makes the driver prepare it
            var three = new UpTo(3);
            var none = new UpTo(0);
            var two = new UpTo(2);
            notes.reader.ask(three, none, two);
            assertThat(three.numbers).containsExactly(1, 2, 3);
            assertThat(none.numbers).isEmpty();
            assertThat(two.numbers).containsExactly(1, 2);
        }
    }
}
