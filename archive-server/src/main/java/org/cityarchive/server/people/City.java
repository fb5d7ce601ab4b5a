package org.cityarchive.server.people;

import java.time.ZoneId;
import java.util.Optional;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Which city is this, and by which clock does it live? */
public final class City {
    /** How old the answer may be that nobody has set it up yet; another server may have. */
    private static final long STALE_NANOS = 1_000_000_000;

    private final JdbcClient sql;
    private final Named standard;
    private volatile Optional<Named> named = Optional.empty();
    private volatile long unnamedUntil = System.nanoTime();

    /** A city by name and time zone. */
    public record Named(String name, ZoneId zone) {}

    /** @param standard what the settings say, until set-up says more */
    public City(DataSource database, Named standard) {
        this.sql = JdbcClient.create(database);
        this.standard = standard;
    }

    /** The city's name, as pages show it. */
    public String name() {
        return now().name();
    }

    /** The zone in which days and periods are counted. */
    public ZoneId zone() {
        return now().zone();
    }

    /** Keeps what set-up was told. */
    public void keep(Named city) {
        sql.sql("insert into people_city (name, zone) values (?, ?) on conflict (one) do update set name = excluded.name, zone = excluded.zone")
                .params(city.name(), city.zone().getId()).update();
        named = Optional.of(city);
    }

    private Named now() {
        var known = named;
        if (known.isEmpty() && System.nanoTime() - unnamedUntil >= 0) { // asked for by every search
            known = sql.sql("select name, zone from people_city")
                    .query((row, _) -> new Named(row.getString("name"), ZoneId.of(row.getString("zone")))).optional();
            named = known.or(() -> named); // it may have been set up here meanwhile
            unnamedUntil = System.nanoTime() + STALE_NANOS;
        }
        return known.orElse(standard);
    }
}
