package org.cityarchive.server.request;

import java.util.ArrayList;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.request.RequestEvent;
import org.cityarchive.core.request.RequestEvent.RecordExcluded;
import org.cityarchive.core.request.RequestEvent.RecordIncluded;
import org.cityarchive.core.request.RequestEvent.RequestClosed;
import org.cityarchive.core.request.RequestEvent.RequestReceived;
import org.cityarchive.core.request.RequestId;
import org.cityarchive.server.store.SqlProjection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SqlArrayValue;

/** Which records requests are there, and which records does each refer to? */
public final class RequestRegister implements SqlProjection {
    /** The projection's name. */
    public static final String NAME = "request_received-1";

    private final JdbcClient sql;

    public RequestRegister(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    /**
     * A request.
     *
     * @param number counted anew each year
     * @param words id of what was asked, and by whom
     * @param closedOn city day; null while it is open
     * @param closing id of the reason; null while it is open
     * @param records how many it refers to
     */
    public record Entry(RequestId request, int year, int number, LocalDate receivedOn, UUID words, PersonId enteredBy,
            Instant enteredAt,
            @Nullable LocalDate closedOn, @Nullable PersonId closedBy, @Nullable UUID closing, long records) {
        public boolean isOpen() {
            return closedOn == null;
        }

        /** As people call it, such as "26-44". */
        public String name() {
            return String.format(Locale.ROOT, "%02d-%d", year % 100, number);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends Fact>> reads() {
        return Set.of(RequestEvent.class);
    }

    @Override
    public List<String> tables() {
        return List.of("request_received", "request_record");
    }

    @Override
    public void apply(Connection connection, List<Recorded<?>> batch) {
        var rows = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        for (var entry : batch) {
            if (entry.fact() instanceof RequestEvent fact) {
                switch (fact) {
                    case RequestReceived received -> insert(rows, received, entry);
                    case RecordIncluded included -> rows.sql("""
                            insert into request_record (request, record, included_by, included_at, as_of) values (?, ?, ?, ?, ?)
                            on conflict (request, record) do nothing""").params(included.request().value(),
                            included.record().value(), included.includedBy().value(), utc(entry.at()), entry.position())
                            .update();
                    case RecordExcluded excluded -> rows.sql("delete from request_record where request = ? and record = ?")
                            .params(excluded.request().value(), excluded.record().value()).update();
                    case RequestClosed closed -> rows.sql("""
                            update request_received set closed_on = ?, closed_by = ?, closing = ?, as_of = ? where request = ?""")
                            .params(closed.on(), closed.closedBy().value(), closed.words(), entry.position(),
                                    closed.request().value())
                            .update();
                }
            }
        }
    }

    private static void insert(JdbcClient rows, RequestReceived received, Recorded<?> entry) {
        int year = received.receivedOn().getYear();
        rows.sql(
                """
                        insert into request_received (request, year, number, received_on, words, entered_by, entered_at, as_of)
                        values (:request, :year, (select coalesce(max(number), 0) + 1 from request_received where year = :year), :on, :words,
                                :by, :at, :position)""")
                .param("request", received.request().value()).param("year", year)
                .param("on", received.receivedOn()).param("words", received.words()).param("by", received.enteredBy().value())
                .param("at", utc(entry.at())).param("position", entry.position()).update();
    }

    private static final String ENTRIES = """
            select r.*, (select count(*) from request_record c where c.request = r.request) records from request_received r""";

    /** All, the newest first. */
    public List<Entry> all() {
        return sql.sql(ENTRIES + " order by r.as_of desc, r.request").query(RequestRegister::entry).list();
    }

    public Optional<Entry> of(RequestId request) {
        return sql.sql(ENTRIES + " where r.request = ?").param(request.value()).query(RequestRegister::entry).optional();
    }

    /** The records that a request refers to, behind one of them, by their ids; null: from the first. */
    List<RecordId> records(RequestId request, @Nullable UUID after, int most) {
        return sql.sql("""
                select record from request_record where request = ? and record > coalesce(cast(? as uuid), cast(? as uuid))
                order by record limit ?""").param(request.value()).param(after).param(new UUID(0, 0)).param(most)
                .query((row, _) -> new RecordId(row.getObject(1, UUID.class))).list();
    }

    /** The open requests that refer to these records, by record; records in none are left out. */
    public Map<RecordId, List<Entry>> openOver(Collection<RecordId> records) {
        var found = new HashMap<RecordId, List<Entry>>();
        sql.sql("""
                select c.record, r.*, 0 records from request_record c join request_received r on r.request = c.request
                 where r.closed_on is null and c.record = any(?) order by r.year, r.number""")
                .param(new SqlArrayValue("uuid", records.stream().map(RecordId::value).toArray())).query(row -> {
                    found.computeIfAbsent(new RecordId(row.getObject("record", UUID.class)), _ -> new ArrayList<>())
                            .add(entry(row, 0));
                });
        return found;
    }

    /** How many are open. */
    public long open() {
        return sql.sql("select count(*) from request_received where closed_on is null").query(Long.class).single();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        var closedBy = row.getObject("closed_by", UUID.class);
        return new Entry(new RequestId(row.getObject("request", UUID.class)), row.getInt("year"), row.getInt("number"),
                row.getObject("received_on", LocalDate.class), row.getObject("words", UUID.class),
                new PersonId(row.getObject("entered_by", UUID.class)),
                row.getObject("entered_at", OffsetDateTime.class).toInstant(), row.getObject("closed_on", LocalDate.class),
                closedBy == null ? null : new PersonId(closedBy), row.getObject("closing", UUID.class), row.getLong("records"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
