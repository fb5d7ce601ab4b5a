package org.cityarchive.server.disposition;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.retention.DueRows;
import org.cityarchive.server.retention.Reason;
import org.cityarchive.server.web.BadParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is past its period on a day: due, or not due and why, each record counted once. A view: before anything is proposed or destroyed the
 * records are prepared and judged by their words.
 */
public final class DueList {
    private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);
    private static final int ANCIENT = 4_000;
    private static final String LAST = "coalesce(kept_through, date 'infinity')";

    private final JdbcClient sql;

    public DueList(DataSource source) {
        this.sql = JdbcClient.create(source);
    }

    /**
     * What is asked for.
     *
     * @param account null: all
     * @param series null: all
     * @param due true: due ones, false: those that are not, null: both
     * @param year of the record date; null: all
     * @param reason the first reason of those that are not due; null: whatever it is
     * @param since the first day of those that are due; null: since whenever
     */
    public record Wanted(LocalDate day, @Nullable AccountId account, @Nullable SeriesCode series, @Nullable Boolean due,
            @Nullable Integer year, @Nullable Reason reason, @Nullable LocalDate since) {
        public Wanted(LocalDate day, @Nullable AccountId account, @Nullable SeriesCode series, @Nullable Boolean due) {
            this(day, account, series, due, null, null, null);
        }

        /** Everything past its period on a day. */
        public static Wanted on(LocalDate day) {
            return new Wanted(day, null, null, null);
        }

        /** Of these, only what is due. */
        public Wanted onlyDue() {
            return new Wanted(day, account, series, true, year, null, since);
        }

        /** Of these, only what is not due, first of all for this reason. */
        public Wanted onlyBecause(Reason why) {
            return new Wanted(day, account, series, null, year, why, null);
        }
    }

    /**
     * The bar: its parts add up to its whole.
     *
     * @param not by the first reason of each record
     */
    public record Bar(long due, Map<Reason, Long> not) {
        /** Records past their period. */
        public long total() {
            return due + notDue();
        }

        public long notDue() {
            return not.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** @param value a series' code, a year, an account's id; empty: none */
    public record Share(String value, long due, long notDue) {}

    /** By what shares are counted. A record of several series counts in each. */
    public enum By {
        SERIES("unnest(case when cardinality(series) = 0 then array[''] else series end)"), YEAR(
                "extract(year from dated)::text"), ACCOUNT("coalesce(account::text, '')");

        private final String expression;

        By(String expression) {
            this.expression = expression;
        }
    }

    /**
     * A line of the list.
     *
     * @param dated the record date
     * @param keptThrough null: no series says a day
     * @param dueSince where it is due
     * @param first why it is not due; null: it is
     */
    public record Line(RecordId record, @Nullable AccountId account, LocalDate dated, List<SeriesCode> series,
            @Nullable LocalDate keptThrough, @Nullable LocalDate dueSince, @Nullable Reason first) {
        public boolean isDue() {
            return first == null;
        }
    }

    /** @param next cursor of the next page; null on the last */
    public record Page(List<Line> lines, @Nullable String next) {}

    /** Counts everything once. */
    public Bar bar(Wanted wanted) {
        var counts = new EnumMap<Reason, Long>(Reason.class);
        long[] due = new long[1];
        // few groups, which the database can foresee, and so it counts while it reads
        bound("select " + DueRows.counts() + " from retention_record where " + DueRows.whosePeriodIsOver() + narrowed(wanted)
                + " group by kinds", wanted).query((RowCallbackHandler) row -> DueRows.each(row, (bits, n) -> {
                    var reason = Reason.first(bits);
                    if (reason == null) {
                        due[0] += n;
                    } else if (n > 0 && (bits & Reason.PERMANENT.bit()) == 0) {
                        counts.merge(reason, n, Long::sum);
                    }
                }));
        return new Bar(due[0], counts);
    }

    /** How many are within their period on the day, or kept for ever: with the bar's whole, all that is kept. */
    public long within(Wanted wanted) {
        return bound("select count(*) from retention_record where not destroyed and not (" + DueRows.pastPeriod() + ")"
                + narrowed(wanted), wanted).query(Long.class).single();
    }

    /** Records of which no day is known on which they come due, by the first reason that no day ends. */
    Map<Reason, Long> undated() {
        var counts = new EnumMap<Reason, Long>(Reason.class);
        sql.sql("select " + DueRows.endless() + " reason, count(*) n from retention_record where " + DueRows.undated()
                + " group by 1").query(row -> {
                    var reason = reason(row.getString("reason"));
                    if (reason != null) {
                        counts.put(reason, row.getLong("n"));
                    }
                });
        return counts;
    }

    /** These records, the oldest first; only null: for whatever reason. */
    Page undated(@Nullable Reason only, @Nullable String cursor, int limit) {
        var after = cursor == null ? new Place(LocalDate.EPOCH.minusYears(ANCIENT), new UUID(0, 0)) : Place.read(cursor);
        var lines = sql.sql("select record, account, dated, series, kept_through, due_on, " + DueRows.endless()
                + " reason from retention_record where " + DueRows.undated() + " and (dated, record) > (:last, :record)"
                + (only == null ? "" : " and " + DueRows.endless() + " = :reason") + " order by dated, record limit :limit")
                .param("last", after.last()).param("record", after.record()).param("reason", only == null ? null : only.word())
                .param("limit", limit + 1).query(DueList::line).list();
        boolean more = lines.size() > limit;
        var shown = more ? lines.subList(0, limit) : lines;
        return new Page(shown, more ? new Place(shown.getLast().dated(), shown.getLast().record().value()).written() : null);
    }

    /** Shares, the largest first. */
    public List<Share> shares(Wanted wanted, By by) {
        return asked("select value, count(*) filter (where reason = 'due'), count(*) filter (where reason <> 'due') from (select "
                + by.expression + " as value, " + DueRows.first() + " as reason from retention_record where ", wanted,
                ") one group by 1 order by count(*) desc, 1", 0, NEVER, null)
                .query((row, _) -> new Share(row.getString(1), row.getLong(2), row.getLong(3))).list();
    }

    /**
     * A page of the list, earliest period first.
     *
     * @param cursor the page before's; null: the first page
     * @param limit lines
     * @throws BadParameter the cursor is none of these
     */
    public Page page(Wanted wanted, @Nullable String cursor, int limit) {
        var after = cursor == null ? null : Place.read(cursor);
        var lines = asked("select record, account, dated, series, kept_through, due_on, " + DueRows.first()
                + " reason from retention_record where ", wanted,
                (after == null ? "" : " and (" + LAST + ", record) > (:last, :record)") + " order by " + LAST
                        + ", record limit :limit",
                limit + 1, after == null ? NEVER : after.last(), after == null ? null : after.record()).query(DueList::line)
                .list();
        boolean more = lines.size() > limit;
        var shown = more ? lines.subList(0, limit) : lines;
        return new Page(shown, more ? Place.of(shown.getLast()).written() : null);
    }

    private JdbcClient.StatementSpec asked(String select, Wanted wanted, String rest, int limit, LocalDate last,
            @Nullable UUID record) {
        return bound(select + DueRows.pastPeriod() + narrowed(wanted) + rest, wanted).param("limit", limit)
                .param("last", last.equals(NEVER) ? LocalDate.MAX : last).param("record", record);
    }

    private static String narrowed(Wanted wanted) {
        return (wanted.account() == null ? "" : " and account = :account")
                + (wanted.series() == null ? "" : " and :series = any(series)")
                + (wanted.year() == null ? "" : " and extract(year from dated) = :year")
                + (wanted.due() == null ? "" : " and " + (wanted.due() ? "" : "not ") + "(" + DueRows.due() + ")")
                + (wanted.reason() == null ? "" : " and " + DueRows.first() + " = :reason")
                + (wanted.since() == null ? "" : " and due_on >= :since");
    }

    private JdbcClient.StatementSpec bound(String text, Wanted wanted) {
        var account = wanted.account();
        var series = wanted.series();
        var reason = wanted.reason();
        return sql.sql(text).param("day", wanted.day()).param("account", account == null ? null : account.value())
                .param("series", series == null ? null : series.value()).param("year", wanted.year())
                .param("reason", reason == null ? null : reason.word()).param("since", wanted.since());
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        var first = reason(row.getString("reason"));
        var account = row.getObject("account", UUID.class);
        return new Line(new RecordId(row.getObject("record", UUID.class)), account == null ? null : new AccountId(account),
                row.getObject("dated", LocalDate.class), series(row.getArray("series")),
                row.getObject("kept_through", LocalDate.class),
                first == null ? row.getObject("due_on", LocalDate.class) : null, first);
    }

    private static List<SeriesCode> series(Array array) throws SQLException {
        return Stream.of((String[]) array.getArray()).map(SeriesCode::new).toList();
    }

    private static @Nullable Reason reason(String word) {
        return Stream.of(Reason.values()).filter(one -> one.word().equals(word)).findFirst().orElse(null);
    }

    /** Where a page ends. */
    private record Place(LocalDate last, UUID record) {
        static Place of(Line line) {
            var kept = line.keptThrough();
            return new Place(kept == null ? NEVER : kept, line.record().value());
        }

        String written() {
            return last + "_" + record;
        }

        static Place read(String cursor) {
            try {
                int at = cursor.indexOf('_');
                return new Place(LocalDate.parse(cursor.substring(0, Math.max(0, at))),
                        UUID.fromString(cursor.substring(at + 1)));
            } catch (DateTimeException | IllegalArgumentException _) {
                throw new BadParameter("cursor", "This is no cursor of this list. Begin at the first page.");
            }
        }
    }
}
