package org.cityarchive.server.capture;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.DestructionEvent;
import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.DestructionEvent.ReturnKept;
import org.cityarchive.core.capture.RecordHistory;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.State;
import org.cityarchive.core.capture.Version;
import org.cityarchive.core.disposition.CertificateEvent.SeriesApplied;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.core.search.NamedScopes;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.SqlProjection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Which records were destroyed, and where did they stand? Read off their facts; no word of them. */
public final class Stubs implements SqlProjection {
    /** Questions whose counts are kept. */
    private static final int MOST = 256;
    private static final String WRITE = """
            insert into capture_stub values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null, '{}')
            on conflict (record) do update set disposition = excluded.disposition, at = excluded.at, begins = excluded.begins,
                wordings = excluded.wordings, gone = excluded.gone, hidden = excluded.hidden, dated = excluded.dated,
                ended_on = excluded.ended_on, ended_at = excluded.ended_at, ended = excluded.ended, kept_again = null""";
    /** A restored archive may know of destructions by a journal only, which says nothing but the record. */
    private static final String UNTOLD = """
            (select count(*) from vault_erased e where e.disposition is null
                and not exists (select from capture_stub s where s.record = e.record))""";
    /** Those there were: as known at a position, and as the platform stood. */
    private static final String THERE = """
            from capture_stub s where (s.kept_again is null or s.kept_again > ?) and s.known_from <= ?
             and (?::timestamptz is null or s.begins <= ?) and""";

    private final JdbcClient sql;
    private final FactReader facts;
    private final AccountRegister accounts;
    private final NamedScopes scopes;
    private final Map<Asked, Counted> counts = Collections.synchronizedMap(new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Counted> eldest) {
            return size() > MOST;
        }
    });

    public Stubs(DataSource database, FactReader facts, AccountRegister accounts, NamedScopes scopes) {
        this.sql = JdbcClient.create(database);
        this.facts = facts;
        this.accounts = accounts;
        this.scopes = scopes;
    }

    @Override
    public String name() {
        return "capture_stub-1";
    }

    @Override
    public Set<Class<? extends Fact>> reads() {
        return Set.of(DestructionEvent.class, SeriesApplied.class);
    }

    @Override
    public List<String> tables() {
        return List.of("capture_stub", "capture_stub_told");
    }

    @Override
    public void apply(Connection connection, List<Recorded<?>> batch) throws SQLException {
        write(connection, batch);
        var last = batch.stream().filter(Stubs::changes).mapToLong(Recorded::position).max();
        if (last.isPresent()) {
            try (var told = connection.prepareStatement("""
                    insert into capture_stub_told (upto) values (?) on conflict (one) do update set upto = excluded.upto""")) {
                told.setLong(1, last.getAsLong());
                told.executeUpdate();
            }
        }
    }

    private static boolean changes(Recorded<?> recorded) {
        return recorded.fact() instanceof RecordDestroyed || recorded.fact() instanceof ReturnKept
                || recorded.fact() instanceof SeriesApplied;
    }

    private void write(Connection connection, List<Recorded<?>> batch) throws SQLException {
        var ids = batch.stream().map(Recorded::fact).filter(RecordDestroyed.class::isInstance)
                .map(fact -> ((RecordDestroyed) fact).record().toString()).distinct().toList();
        var told = ids.isEmpty()
                ? Map.<String, List<Recorded<?>>>of()
                : facts.tagged("record", ids, batch.getLast().position());
        try (var write = connection.prepareStatement(WRITE);
                var again = connection.prepareStatement("update capture_stub set kept_again = ? where record = ?")) {
            for (var recorded : batch) {
                switch (recorded.fact()) {
                    case RecordDestroyed gone -> {
                        var all = told.getOrDefault(gone.record().toString(), List.of());
                        row(gone, recorded, all.stream().filter(one -> one.position() <= recorded.position()).toList())
                                .write(write);
                    }
                    case ReturnKept kept -> {
                        again.setLong(1, recorded.position());
                        again.setObject(2, kept.record().value());
                        again.executeUpdate();
                    }
                    // in the commit of their destruction, after it; what came back and went again goes by the same series
                    case SeriesApplied applied -> series(connection, applied);
                    default -> {
                        // no other ends or begins a stub
                    }
                }
            }
        }
    }

    private static void series(Connection connection, SeriesApplied applied) throws SQLException {
        try (var write = connection.prepareStatement("update capture_stub set series = ? where record = any(?)")) {
            write.setArray(1, connection.createArrayOf("text", applied.series().stream().map(SeriesCode::value).toArray()));
            write.setArray(2, connection.createArrayOf("uuid", applied.records().stream().map(RecordId::value).toArray()));
            write.executeUpdate();
        }
    }

    private record Row(RecordDestroyed gone, Recorded<?> end, List<Recorded<CaptureEvent>> past) {
        void write(PreparedStatement write) throws SQLException {
            var origin = RecordHistory.origin(past);
            var first = past.getFirst();
            var states = past.stream().map(one -> one.fact().sighting().state()).toList();
            int place = 0;
            for (var value : new Object[]{gone.record().value(), gone.disposition(), origin.platform(), origin.account().value(),
                    RecordAt.word(origin.kind()), parent(), RecordHistory.at(past).atOffset(ZoneOffset.UTC),
                    RecordHistory.begins(past).atOffset(ZoneOffset.UTC), first.position(), first.at().atOffset(ZoneOffset.UTC),
                    wordings(), states.contains(State.GONE), states.contains(State.HIDDEN), gone.dated(), gone.on(),
                    end.at().atOffset(ZoneOffset.UTC), end.position()}) {
                write.setObject(++place, value);
            }
            write.executeUpdate();
        }

        private @Nullable UUID parent() {
            var parent = CaptureEvent.parent(past);
            return parent == null ? null : parent.value();
        }

        /** At most: a wording seen fully in two sightings counts for both. */
        private int wordings() {
            return (int) past.stream().map(one -> one.fact().version()).filter(Objects::nonNull).map(Version::number).distinct()
                    .count();
        }
    }

    private static Row row(RecordDestroyed gone, Recorded<?> end, List<Recorded<?>> all) {
        return new Row(gone, end, CaptureEvent.among(all));
    }

    /**
     * How many destroyed records a search could have found, were they there.
     *
     * @param since how many of them were destroyed after the knowledge that was asked for
     * @param certain whether all of them answered: nothing that they no longer have is asked
     */
    public record Count(long total, long since, boolean certain) {}

    /** What was asked of the stubs as they stood at a fact. */
    private record Asked(long upTo, StubTerms terms, AsOf asOf) {}

    private record Counted(long total, long since) {}

    /** @param untold of which only a journal knows: counted each time, there are few */
    private record Now(long upTo, long untold) {}

    /** Counts those that could answer; the same question is counted again only when a stub has come or gone. */
    public Count count(RecordQuery query, AsOf asOf) {
        var terms = terms(query);
        var now = sql.sql("select coalesce((select upto from capture_stub_told), 0), " + UNTOLD)
                .query((row, _) -> new Now(row.getLong(1), row.getLong(2))).single();
        var known = counts.get(new Asked(now.upTo(), terms, asOf));
        var counted = known == null ? counted(terms, asOf, query.ofTheRecordAlone()) : known;
        return new Count(counted.total() + now.untold(), counted.since(), terms.certain() && now.untold() == 0);
    }

    /** @param keep whether the question is small, and may be asked again */
    private Counted counted(StubTerms terms, AsOf asOf, boolean keep) {
        return where("""
                select count(*), count(*) filter (where s.ended > ?), coalesce((select upto from capture_stub_told), 0)""", terms,
                asOf, List.of(asOf.position()), "").query((row, _) -> {
                    var counted = new Counted(row.getLong(1), row.getLong(2));
                    if (keep) {
                        counts.put(new Asked(row.getLong(3), terms, asOf), counted);
                    }
                    return counted;
                }).single();
    }

    /** Destroyed ones that could answer, the newest first. */
    public List<Stub> list(RecordQuery query, AsOf asOf, long from, int most) {
        return where("select s.*", terms(query), asOf, List.of(),
                " order by s.at desc, s.record offset " + from + " limit " + most).query(this::stub).list();
    }

    /** The stubs of these records; of one that only a journal knows there is none. */
    public Map<RecordId, Stub> of(Collection<RecordId> records) {
        var stubs = new LinkedHashMap<RecordId, Stub>();
        if (!records.isEmpty()) {
            sql.sql("select s.* from capture_stub s where s.record = any(?)")
                    .param(new SqlArrayValue("uuid", records.stream().map(RecordId::value).toArray())).query(this::stub).list()
                    .forEach(stub -> stubs.put(stub.id(), stub));
        }
        return stubs;
    }

    private StubTerms terms(RecordQuery query) {
        return StubTerms.of(query, accounts::all, scopes);
    }

    private JdbcClient.StatementSpec where(String select, StubTerms terms, AsOf asOf, List<Object> before, String after) {
        var platform = asOf.platform() == null ? null : asOf.platform().atOffset(ZoneOffset.UTC);
        var values = new ArrayList<Object>(before);
        values.add(asOf.position());
        values.add(asOf.position());
        var statement = sql.sql(select + "\n" + THERE + " " + terms.could().sql() + after);
        for (var value : values) {
            statement = statement.param(value);
        }
        statement = statement.param(platform).param(platform);
        for (var value : terms.could().values()) {
            statement = statement
                    .param(value instanceof StubTerms.Ids(var ids) ? new SqlArrayValue("uuid", ids.toArray()) : value);
        }
        return statement;
    }

    private Stub stub(ResultSet row, int number) throws SQLException {
        return new Stub(new RecordId(row.getObject("record", UUID.class)),
                accounts.of(new AccountId(row.getObject("account", UUID.class))).orElseThrow(), row.getString("kind"),
                row.getObject("at", OffsetDateTime.class).toInstant(), row.getObject("dated", LocalDate.class),
                row.getObject("ended_on", LocalDate.class), row.getObject("disposition", UUID.class),
                texts(row.getArray("series")));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
