package org.cityarchive.server.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Reads the event table. Every question is one statement, so its answer is of one moment; a row behind the head was put in past the
 * program, and nobody is given it: who read it would pass over the facts that come before it.
 */
final class EventRows {
    private static final String COLUMNS = "e.position, e.id, e.type, e.revision, e.at, e.payload, e.metadata";
    private static final String RANGE = """
            select h.position, %s, null from event_head h left join lateral
                (select * from fact where position > ? and position <= h.position order by position limit ?) e on true"""
            .formatted(COLUMNS);
    private static final String TYPED = """
            select h.position, %s, null from event_head h left join lateral
                (select * from fact where position > ? and position <= least(?, h.position) and type = any(?)
                    order by position limit ?) e on true"""
            .formatted(COLUMNS);
    private static final String AT = """
            with recursive search(low, high) as (
                select 0::bigint, position from event_head
                union all
                select case when e.at <= ? then e.position else s.low end, case when e.at <= ? then s.high else e.position - 1 end
                from search s join event e on e.position = (s.low + s.high + 1) / 2 where s.low < s.high)
            select max(low) from search""";

    private final DataSource source;

    EventRows(DataSource source) {
        this.source = source;
    }

    /** @param head the last position of the store at that moment */
    record Read(long head, List<StoredEvent> events) {}

    /** Facts after a position and up to another that match one of the arms, oldest first; some may be among them that match none. */
    Read matching(List<Criterion> criteria, long after, long upTo, int limit) {
        if (criteria.stream().anyMatch(Criterion::everything)) {
            return after(after, limit);
        }
        try (Connection connection = source.getConnection();
                PreparedStatement select = MatchingFacts.of(criteria).prepared(connection, COLUMNS, after, upTo, limit)) {
            return read(select);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** The next facts after a position, oldest first. */
    Read after(long after, int limit) {
        try (Connection connection = source.getConnection(); PreparedStatement select = connection.prepareStatement(RANGE)) {
            select.setLong(1, after);
            select.setInt(2, limit);
            return read(select);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** The next facts of these types among so many positions after one, oldest first. */
    Read after(long after, Set<String> types, int limit, int widest) {
        try (Connection connection = source.getConnection(); PreparedStatement select = connection.prepareStatement(TYPED)) {
            select.setLong(1, after);
            select.setLong(2, after + widest);
            select.setArray(3, connection.createArrayOf("text", types.toArray()));
            select.setInt(4, limit);
            return read(select);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    long head() {
        return number("select position from event_head", null);
    }

    /** The greatest position whose commit was not after an instant; positions and times rise together, so halving finds it. */
    long at(Instant instant) {
        return number(AT, instant);
    }

    private long number(String sql, @Nullable Instant instant) {
        try (Connection connection = source.getConnection(); PreparedStatement select = connection.prepareStatement(sql)) {
            if (instant != null) {
                select.setObject(1, instant.atOffset(ZoneOffset.UTC));
                select.setObject(2, instant.atOffset(ZoneOffset.UTC));
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private static Read read(PreparedStatement select) throws SQLException {
        var events = new ArrayList<StoredEvent>();
        long head = 0;
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                head = rows.getLong(1);
                if (rows.getObject(2) != null) {
                    events.add(event(rows, 2));
                }
            }
        }
        // the database gives them so, but would sort them again to promise it
        events.sort(Comparator.comparingLong(StoredEvent::position));
        return new Read(head, events);
    }

    /** The event whose columns begin at a place; the array of tags stands after them. */
    static StoredEvent event(ResultSet row, int first) throws SQLException {
        return new StoredEvent(row.getLong(first), row.getObject(first + 1, UUID.class), row.getString(first + 2),
                row.getString(first + 3),
                row.getObject(first + 4, OffsetDateTime.class).toInstant(), row.getBytes(first + 5), row.getBytes(first + 6),
                tags(row.getArray(first + 7)));
    }

    private static Set<TagKey> tags(@Nullable Array stored) throws SQLException {
        var tags = new HashSet<TagKey>();
        if (stored != null) {
            for (byte[] tag : (byte[][]) stored.getArray()) {
                if (tag != null) {
                    tags.add(TagKey.of(tag));
                }
            }
        }
        return tags;
    }

    static Array tagArray(Connection connection, Collection<TagKey> tags) throws SQLException {
        return connection.createArrayOf("bytea", tags.stream().map(TagKey::bytes).toArray(byte[][]::new));
    }
}
