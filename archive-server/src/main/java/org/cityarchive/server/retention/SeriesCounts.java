package org.cityarchive.server.retention;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.web.PageAddress;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many records belong to each series now, by the same rows that the search of each number lists? */
final class SeriesCounts {
    private final JdbcClient sql;

    SeriesCounts(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    /**
     * As of now.
     *
     * @param unclassified how many have no series
     * @param unclassifiedQuery the search that lists exactly these
     */
    record Counted(long records, Map<SeriesCode, Long> bySeries, long unclassified, String unclassifiedQuery) {
        long of(SeriesCode series) {
            return bySeries.getOrDefault(series, 0L);
        }
    }

    /** The search that lists the records of a series. */
    static String href(SeriesCode series) {
        return PageAddress.of("/search").with("q", "series:" + series).toString();
    }

    Counted now() {
        var counts = new HashMap<SeriesCode, Long>();
        sql.sql("select s, count(*) as records from retention_record cross join unnest(series) s where not destroyed group by s")
                .query(row -> {
                    counts.put(new SeriesCode(row.getString("s")), row.getLong("records"));
                });
        var none = counts.keySet().stream().sorted().map(code -> "-series:" + code).collect(Collectors.joining(" "));
        return new Counted(count("true"), Map.copyOf(counts), count("series = '{}'"), none);
    }

    private long count(String where) {
        return sql.sql("select count(*) from retention_record where not destroyed and " + where).query(Long.class).single();
    }
}
