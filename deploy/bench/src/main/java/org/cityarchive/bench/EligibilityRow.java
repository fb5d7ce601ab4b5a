package org.cityarchive.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.search.index.UnicodeWords;
import org.cityarchive.search.watch.ScopeWatch;
import org.cityarchive.server.disposition.DueList;

/** What is due on a day among a million records, and why the rest is not; beside it one scan of the table that it is read from. */
final class EligibilityRow implements Row {
    private static final int KEPT_QUERIES = 1_200; // 200 rules and 1,000 holds
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final ZoneId CITY = ZoneId.of("America/Denver");

    @Override
    public String name() {
        return "eligibility";
    }

    @Override
    public List<Figure> measure(Setup setup) throws Exception {
        int records = setup.size(200_000, 1_000_000);
        try (var ground = Ground.fresh(setup); var superuser = ground.superuser()) {
            fill(superuser, records);
            var due = new DueList(ground.source());
            var counted = new long[1];
            var measured = Turns.warmed(2, setup.cycles(), () -> scan(superuser),
                    () -> Turns.timed(() -> counted[0] = due.bar(DueList.Wanted.on(DAY)).total()));
            if (counted[0] == 0) {
                throw new IllegalStateException("nothing is past its period");
            }
            return List.of(Figure.of(name(), String.format("eligibility of %,d records on a day, every reason counted", records),
                    "one sequential scan of the read model: its time", Goal.atMost(2, 2, "×"), Turns.ratio(measured, 1, 0))
                    .with("ms", Turns.median(measured, 1) * 1e3).with("scan ms", Turns.median(measured, 0) * 1e3)
                    .with("records a second classified by 200 rules and 1,000 holds", classified(setup)));
        }
    }

    private static void fill(Connection connection, int records) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    """
                            insert into retention_record
                            select gen_random_uuid(), md5((n %% 40)::text)::uuid, day, case when n %% 3 = 0 then gen_random_uuid() end,
                                case when n %% 7 = 0 then array[]::text[] else array['S1-SERIES-' || n %% 38] end,
                                case when n %% 11 = 0 then 1 when n %% 23 = 0 then 4 when n %% 7 = 0 then 16 when n %% 13 = 0 then 128 else 0 end,
                                case when n %% 7 <> 0 then day + 365 * (1 + n %% 7) end, case when n %% 97 = 0 then date '2026-12-15' end,
                                case when n %% 31 = 0 then day + 2000 end, (day + interval '50 years')::date, null,
                                case when n %% 7 <> 0 and n %% 11 <> 0 then day + 365 * (1 + n %% 7) + 1 end, false, date '2026-11-21'
                            from (select n, date '2010-01-01' + (n::bigint * 7919 %% 6100)::int as day from generate_series(1, %d) n) one"""
                            .formatted(records));
            statement.execute("vacuum analyze retention_record");
        }
    }

    /** Each row is read to its last column. */
    private static long scan(Connection connection) throws Exception {
        return Turns.timed(() -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select count(*), max(computed_on) from retention_record")) {
                row.next();
            }
        });
    }

    private static double classified(Setup setup) throws Exception {
        var posts = Posts.open(setup.posts());
        var words = new UnicodeWords();
        var queries = Questions.scopes(posts.next(5_000), KEPT_QUERIES);
        var watch = new ScopeWatch(words);
        for (int i = 0; i < queries.size(); i++) {
            watch.watch("kept-" + i, RecordQuery.parse(queries.get(i), CITY));
        }
        var measured = Turns.warmed(2, setup.cycles(), () -> {
            var records = ScopesRow.searchable(posts.next(2_000));
            return Turns.timed(() -> watch.answers(records));
        });
        return 2_000 / Turns.median(measured, 0);
    }
}
