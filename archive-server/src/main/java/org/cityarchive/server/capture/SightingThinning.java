package org.cityarchive.server.capture;

import java.time.OffsetDateTime;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Thins the sightings that told nothing new, and the samples with them, so that they never outgrow the records (DATA.md §3): of those older
 * than 90 days stay the first and the last of a city day, after a year those of a month, after five years those of a year. Only what lies
 * between two sightings of the very same thing goes: a change and its neighbours stay, and so does every fact.
 */
public final class SightingThinning {
    private static final int SLICE = 500;
    private static final UUID FIRST = new UUID(0, 0);
    private static final Period WHOLE = Period.ofDays(90);
    private static final Period BY_DAY = Period.ofDays(365);
    private static final Period BY_MONTH = Period.ofDays(5 * 365);

    /** Records in order, those first that have more than two old sightings. */
    private static final String NEXT = """
            select record from capture_sighting where record > ? and observed_at < ?
             group by record having count(*) > 2 order by record limit ?""";

    private static final String THIN = """
            with old as (
                select ctid as place, record, observed_at,
                       (seen, part, version_time, shown, source,
                        case when observed_at >= ? then 1 when observed_at >= ? then 2 else 3 end,
                        date_trunc(case when observed_at >= ? then 'day' when observed_at >= ? then 'month' else 'year' end,
                                   observed_at at time zone ?))::text as same
                  from capture_sighting where record = any(?) and observed_at < ?),
            beside as (
                select place, same, lag(same) over life as before, lead(same) over life as after
                  from old window life as (partition by record order by observed_at, place))
            delete from capture_sighting s using beside b where s.ctid = b.place and b.same = b.before and b.same = b.after
            returning s.number""";

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Supplier<ZoneId> city;
    private final Clock clock;
    private final Consumer<List<Long>> takenOut;

    /** @param takenOut told the numbers of the rows that go, in the transaction that takes them out */
    public SightingThinning(DataSource database, Supplier<ZoneId> city, Clock clock, Consumer<List<Long>> takenOut) {
        this.sql = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.city = city;
        this.clock = clock;
        this.takenOut = takenOut;
    }

    /** Thins all records, some hundreds a transaction; how many rows went. Broken off anywhere, it is as if it had not begun there. */
    public long run() {
        var now = clock.instant();
        long gone = 0;
        for (var records = next(FIRST, now); !records.isEmpty(); records = next(records.getLast(), now)) {
            gone += thin(records, now);
        }
        return gone;
    }

    private List<UUID> next(UUID after, Instant now) {
        return sql.sql(NEXT).params(after, before(now, WHOLE), SLICE)
                .query((row, _) -> Objects.requireNonNull(row.getObject(1, UUID.class))).list();
    }

    private int thin(List<UUID> records, Instant now) {
        var thinned = transaction.execute(_ -> {
            var day = before(now, BY_DAY);
            var month = before(now, BY_MONTH);
            var numbers = sql.sql(THIN)
                    .params(day, month, day, month, city.get().getId(), new SqlArrayValue("uuid", records.toArray()),
                            before(now, WHOLE))
                    .query((row, _) -> row.getLong(1)).list();
            takenOut.accept(numbers);
            return numbers.size();
        });
        return thinned == null ? 0 : thinned;
    }

    private static OffsetDateTime before(Instant now, Period period) {
        return now.atOffset(ZoneOffset.UTC).minus(period);
    }
}
