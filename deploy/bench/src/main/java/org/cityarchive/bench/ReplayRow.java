package org.cityarchive.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.store.SqlProjection;
import tools.jackson.databind.json.JsonMapper;

/**
 * All facts are replayed into a read model that counts records by account and day; beside it the same rows are streamed and parsed. The posts
 * come in no order, so that the model gets a row for nearly each fact, which the other side does not write: what reading and
 * decoding take alone is told.
 */
final class ReplayRow implements Row {
    private static final int BATCH = 500;
    private static final int MOST_WARM = 12;
    private static final int AT_ONCE = 1_000; // as the readers of the server

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public List<Figure> measure(Setup setup) throws Exception {
        int size = setup.size(10_000, 50_000);
        try (var ground = Ground.fresh(setup); var superuser = ground.superuser()) {
            fill(ground, setup, size);
            try (var statement = superuser.createStatement()) {
                statement.execute("create table count_by_day (account uuid, day date, records int, primary key (account, day))");
                statement.execute("grant all on count_by_day to archive_app");
            }
            try (var projections = new Projections(ground.source(), ground.facts, ground.store.signal(), "bench")) {
                var model = new CountByDay();
                projections.add(model).start();
                var measured = Turns.warmed(new Warming(2, MOST_WARM), setup.cycles(),
                        () -> Turns.timed(() -> replay(projections, model, ground.facts.head())),
                        () -> Turns.timed(() -> stream(superuser)), () -> Turns.timed(() -> read(ground.facts)));
                return List.of(Figure.of(name(), "replay of all facts into a read model",
                        "SELECT streaming the same rows, JSON parsed", Goal.atLeast(0.5, 0.8), Turns.ratio(measured, 1, 0))
                        .with("facts a second", Math.rint(size / Turns.median(measured, 0)))
                        .with("facts a second, read and decoded alone", Math.rint(size / Turns.median(measured, 2)))
                        .with("rows parsed a second", Math.rint(size / Turns.median(measured, 1)))
                        .with("rows of the read model a fact", rows(superuser) / (double) size));
            }
        }
    }

    private static void fill(Ground ground, Setup setup, int size) throws Exception {
        var offers = LineFile.offers(setup.work(), Posts.open(setup.posts()).next(size));
        var channel = ground.channel(ground.archive);
        for (int from = 0; from < size; from += BATCH) {
            channel.offer(offers.subList(from, from + BATCH), Ground.BY, List.of());
        }
    }

    private static void replay(Projections projections, CountByDay model, long head) {
        projections.reset(model.name());
        if (!projections.awaitPosition(model.name(), head, Duration.ofMinutes(5))) {
            throw new IllegalStateException("the replay did not end");
        }
    }

    /** One batch after the other, nothing ahead. */
    private static void read(FactReader facts) {
        long head = facts.head();
        for (long from = 0; from < head;) {
            from = facts.after(from, Set.of(CaptureEvent.class), AT_ONCE).upTo();
        }
    }

    private static long rows(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from count_by_day")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void stream(Connection connection) throws SQLException, IOException {
        var json = JsonMapper.builder().build();
        connection.setAutoCommit(false);
        long days = 0;
        try (var select = connection
                .prepareStatement("select position, type, at, payload, metadata from fact order by position")) {
            select.setFetchSize(1_000);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    days += json.readTree(rows.getBytes(4)).size() + json.readTree(rows.getBytes(5)).size();
                }
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        if (days == 0) {
            throw new IllegalStateException("nothing was read");
        }
    }

    /** How many records of each account were first seen on each day. */
    private static final class CountByDay implements SqlProjection {
        private record Day(AccountId account, LocalDate day) {}

        @Override
        public String name() {
            return "count_by_day-1";
        }

        @Override
        public Set<Class<? extends Fact>> reads() {
            return Set.of(CaptureEvent.class);
        }

        @Override
        public List<String> tables() {
            return List.of("count_by_day");
        }

        @Override
        public void apply(Connection connection, List<Recorded<?>> batch) throws SQLException {
            Map<Day, Integer> counts = new HashMap<>();
            for (var recorded : CaptureEvent.among(batch)) {
                if (recorded.fact() instanceof CaptureEvent.Captured captured) {
                    var day = captured.sighting().observedAt().atZone(ZoneOffset.UTC).toLocalDate();
                    counts.merge(new Day(captured.origin().account(), day), 1, Integer::sum);
                }
            }
            try (var upsert = connection.prepareStatement("""
                    insert into count_by_day select * from unnest(?::uuid[], ?::date[], ?::int[])
                    on conflict (account, day) do update set records = count_by_day.records + excluded.records""")) {
                var days = List.copyOf(counts.entrySet());
                upsert.setArray(1,
                        connection.createArrayOf("uuid", days.stream().map(d -> d.getKey().account().value()).toArray()));
                upsert.setArray(2, connection.createArrayOf("date", days.stream().map(d -> d.getKey().day()).toArray()));
                upsert.setArray(3, connection.createArrayOf("int4", days.stream().map(Map.Entry::getValue).toArray()));
                upsert.executeUpdate();
            }
        }
    }
}
