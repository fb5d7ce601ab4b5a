package org.cityarchive.server.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.core.law.FactCodec;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.audit.Difference.Code;
import org.cityarchive.server.store.SqlProjection;
import org.cityarchive.server.store.SqlTrouble;

/**
 * Read models against a replay. Each is replayed by its own code into temporary tables of the same names, which stand before the real
 * ones on that connection; then its token is locked, so that both are of one position, and the rows are compared by the database.
 */
final class ListsCompared implements Step {
    private static final int PAGE = 1_000;

    private final DataSource source;
    private final FactPages pages;
    private final FactCodec codec;
    private final List<SqlProjection> models;

    ListsCompared(DataSource source, FactPages pages, FactCodec codec, List<SqlProjection> models) {
        this.source = source;
        this.pages = pages;
        this.codec = codec;
        this.models = models.stream().filter(SqlProjection::isOfFactsAlone).toList();
    }

    @Override
    public Comparison comparison() {
        return Comparison.LISTS;
    }

    @Override
    public void run(Underway audit) {
        tokens(audit);
        alerts(audit);
        imports(audit);
        var done = audit.place().get("model") instanceof String name ? name : "";
        boolean passed = done.isEmpty();
        for (var model : models) {
            if (passed) {
                long rows = compare(audit, model);
                audit.keep(models.indexOf(model) + 1L, models.size(), rows, Map.of("model", model.name()));
            }
            passed = passed || model.name().equals(done);
        }
    }

    /** Readers' places: none is ahead of the facts, none stands still. */
    private void tokens(Underway audit) {
        try (var connection = source.getConnection();
                var select = connection.prepareStatement("""
                        select p.projection, p.position, p.stopped_at, h.position from projection_token p, event_head h
                        where p.position > h.position or p.stopped_at is not null order by 1""");
                var row = select.executeQuery()) {
            while (row.next()) {
                var name = row.getString(1);
                if (row.getLong(2) > row.getLong(4)) {
                    audit.differs(Difference.atRow(Code.A44, "projection_token", name,
                            "it claims position " + row.getLong(2) + ", and there are " + row.getLong(4) + " facts"));
                }
                long stopped = row.getLong(3);
                if (!row.wasNull()) {
                    audit.differs(new Difference(Code.A45, stopped, null, null, null, "projection_token", name,
                            "it stopped at position " + stopped));
                }
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /**
     * What came to answer a kept search depends on the searches and accounts of then, so no replay writes it again. What can be known is
     * that each row names a fact of its record: the fact itself is asked; whether it is there, and its tags, are other
     * parts' to check.
     */
    private void alerts(Underway audit) {
        rows("""
                select saved || ' ' || position || ' ' || record from search_alert a
                where a.position not between 1 and (select position from event_head) or exists (
                    select 1 from event e where e.position = a.position
                        and position(convert_to('"record":"' || a.record || '"', 'UTF8') in e.payload) = 0)
                order by position, saved, record""", row -> row.getString(1), page -> page.forEach(key -> audit.differs(
                Difference.atRow(Code.A46, "search_alert", key, "the fact that it names is not one of its record"))));
    }

    /** An import's own sum against the lines that it kept aside. */
    private void imports(Underway audit) {
        rows("""
                select i.import, i.refused, (select count(*) from capture_reject r where r.import = i.import) as kept
                from capture_import i order by i.number""",
                row -> row.getLong(2) == row.getLong(3) ? "" : row.getString(1),
                page -> page.stream().filter(key -> !key.isEmpty()).forEach(key -> audit.differs(Difference.atRow(Code.A47,
                        "capture_import", key, "it counts other refused lines than were kept aside"))));
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Reads rows as they come, a page in memory at a time. */
    private <T> void rows(String query, Reading<T> reading, Consumer<List<T>> page) {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (var select = connection.prepareStatement(query)) {
                select.setFetchSize(PAGE);
                try (var row = select.executeQuery()) {
                    var rows = new ArrayList<T>(PAGE);
                    while (row.next()) {
                        rows.add(reading.of(row));
                        if (rows.size() == PAGE) {
                            page.accept(List.copyOf(rows));
                            rows.clear();
                        }
                    }
                    page.accept(List.copyOf(rows));
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private long compare(Underway audit, SqlProjection model) {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                long rows = 0;
                for (var table : model.tables()) {
                    ListTable.shadow(connection, table);
                }
                long position = replay(connection, model, 0, audit.upTo());
                long token = lock(connection, model);
                replay(connection, model, position, token);
                for (var table : model.tables()) {
                    rows += new ListTable(connection, table).compare(audit);
                }
                return rows;
            } finally {
                connection.rollback(); // the shadows go, and nothing was changed
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private static long lock(Connection connection, SqlProjection model) throws SQLException {
        try (var select = connection.prepareStatement("""
                select least(p.position, h.position) from projection_token p, event_head h
                where p.projection = ? and p.segment = 0 for update of p""")) {
            select.setString(1, model.name());
            try (var row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Applies the facts behind a position to the shadows; those that cannot be read are named elsewhere. */
    private long replay(Connection connection, SqlProjection model, long after, long upTo) throws SQLException {
        var types = new ArrayList<>(codec.names(model.reads()));
        long position = after;
        while (position < upTo) {
            var facts = pages.facts(position, upTo, types, PAGE);
            var batch = new ArrayList<Recorded<?>>(facts.size());
            facts.forEach(fact -> recorded(fact).ifPresent(batch::add));
            if (!batch.isEmpty()) {
                model.apply(connection, batch);
            }
            position = facts.size() < PAGE ? upTo : facts.getLast().position();
        }
        return position;
    }

    private static Optional<Recorded<?>> recorded(StoredFact fact) {
        var read = fact.read();
        try {
            return read == null
                    ? Optional.empty()
                    : Optional.of(new Recorded<>(fact.position(), read, fact.at(),
                            FactCodec.attribution(CanonicalJson.parseObject(fact.metadata()))));
        } catch (IllegalArgumentException | CanonicalJson.Malformed _) {
            return Optional.empty();
        }
    }
}
