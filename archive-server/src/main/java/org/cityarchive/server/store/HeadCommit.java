package org.cityarchive.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.cityarchive.core.law.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a group's facts behind the locked head and commits; finds out what became of a commit that nobody answered. */
final class HeadCommit {
    private static final Logger LOG = LoggerFactory.getLogger(HeadCommit.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int FEW = 128;
    private static final String EVENT = "event (position, id, type, revision, at, payload, metadata, nonce, said)";
    private static final String TAG = "event_tag (tag, position)";
    private static final String CLOSE = """
            with moved as (update event_head set position = ?, at = ?, commits = ? where one),
            marked as (insert into event_commit (number, first_position, last_position, at, mark, mac) values (?, ?, ?, ?, ?, ?))
            select pg_notify('archive_event', ?)""";

    private final DataSource source;
    private final CommitMac mac;
    private final Clock clock;
    private final Runnable meanwhile;
    private final SharedMetadata shared = new SharedMetadata();

    /** @param meanwhile is run now and then while it is not known what became of a commit */
    HeadCommit(DataSource source, CommitMac mac, Clock clock, Runnable meanwhile) {
        this.meanwhile = meanwhile;
        this.source = source;
        this.mac = mac;
        this.clock = clock;
    }

    /** Where the store stands; the row is locked until the transaction ends. */
    record Head(long position, Instant at, long commits) {}

    Head lock(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select position, at, commits from event_head for update");
                ResultSet row = select.executeQuery()) {
            row.next();
            return new Head(row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant(), row.getLong(3));
        }
    }

    /** Whether so many events, with what is beside them, are written by one statement a table in one round trip, and not by COPY. */
    static boolean isFew(int events) {
        return events <= FEW;
    }

    /**
     * Writes and commits.
     *
     * @param beside statements that are run before
     * @return the store's last position after the commit
     */
    long commit(Connection connection, Head head, List<NewEvent> events, List<ArrayStatement> beside) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant at = now.isBefore(head.at) ? head.at : now;
        UUID mark = UUID.randomUUID();
        var numbers = shared.of(connection, head.position, events);
        var statements = new ArrayList<>(beside);
        if (isFew(events.size())) {
            statements.addAll(inserted(head.position, at, events, numbers));
        } else {
            copy(connection, head.position, at, events, numbers);
        }
        ArrayStatement.together(connection, statements, new Close(head, at, mark, last(head, events), mac(head, events)));
        try {
            connection.commit();
        } catch (SQLException e) {
            if (!SqlTrouble.connectionLost(e)) {
                throw e;
            }
            LOG.warn("the connection was lost during commit {}; looking up what became of it", head.commits + 1);
            if (!wasCommitted(head.commits + 1, mark, e)) {
                throw e;
            }
        }
        long last = last(head, events);
        shared.kept(numbers, last);
        return last;
    }

    private static long last(Head head, List<NewEvent> events) {
        return head.position + events.size();
    }

    private static List<ArrayStatement> inserted(long head, Instant at, List<NewEvent> events, SharedMetadata.Numbers numbers) {
        var rows = ArrayStatement.into(EVENT, "int8", "uuid", "text", "text", "timestamptz", "bytea", "bytea", "bytea",
                "int4");
        var tags = ArrayStatement.into(TAG, "bytea", "int8");
        long position = head;
        for (NewEvent event : events) {
            position++;
            rows.row(position, event.id(), event.type(), event.revision(), (event.at() == null ? at : event.at()).toString(),
                    event.payload(), numbers.inRow(event), event.nonce(), numbers.number(event));
            for (TagKey tag : event.tags()) {
                tags.row(tag.bytes(), position);
            }
        }
        return Stream.of(rows, tags).filter(statement -> !statement.isEmpty()).toList();
    }

    private static void copy(Connection connection, long head, Instant at, List<NewEvent> events,
            SharedMetadata.Numbers numbers) throws SQLException {
        var rows = new CopyRows(9,
                events.stream().mapToInt(e -> 140 + e.type().length() + e.payload().length + e.metadata().length).sum());
        var tags = new CopyRows(2, events.size() * 64);
        long position = head;
        for (NewEvent event : events) {
            position++;
            rows.row().add(position).add(event.id()).add(event.type()).add(event.revision())
                    .add(event.at() == null ? at : event.at())
                    .add(event.payload()).add(numbers.inRow(event)).add(event.nonce()).add(numbers.number(event));
            for (TagKey tag : event.tags()) {
                tags.row().add(tag.bytes()).add(position);
            }
        }
        rows.write(connection, EVENT);
        tags.write(connection, TAG);
    }

    private byte[] mac(Head head, List<NewEvent> events) {
        var entries = new ArrayList<CommitMac.Entry>(events.size());
        events.forEach(e -> entries.add(new CommitMac.Entry(e.id(), e.sum())));
        return mac.of(head.commits + 1, head.position + 1, entries);
    }

    /** Moves the head on, and says whose commit it was. */
    private record Close(Head head, Instant at, UUID mark, long last, byte[] mac) implements ArrayStatement.Last {
        @Override
        public String sql() {
            return CLOSE;
        }

        @Override
        public void bind(PreparedStatement close, int first) throws SQLException {
            OffsetDateTime when = at.atOffset(ZoneOffset.UTC);
            close.setLong(first, last);
            close.setObject(first + 1, when);
            close.setLong(first + 2, head.commits + 1);
            close.setLong(first + 3, head.commits + 1);
            close.setLong(first + 4, head.position + 1);
            close.setLong(first + 5, last);
            close.setObject(first + 6, when);
            close.setObject(first + 7, mark);
            close.setBytes(first + 8, mac);
            close.setString(first + 9, Long.toString(last));
        }
    }

    /** Whether the commit of this number is ours. Taking the head's lock first waits for a server process that still works on it. */
    private boolean wasCommitted(long number, UUID mark, SQLException lost) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Connection connection = source.getConnection()) {
                connection.setAutoCommit(false);
                try (Statement patience = connection.createStatement()) {
                    patience.execute("set local lock_timeout = '5s'");
                    lock(connection);
                    return marked(connection, number, mark);
                } finally {
                    connection.rollback();
                }
            } catch (SQLException e) {
                lost.addSuppressed(e);
                meanwhile.run();
                if (System.nanoTime() > until) {
                    throw new Failure.OutcomeUnknown(
                            "the database went away during a commit and did not come back to say whether it held", lost);
                }
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        }
    }

    private static boolean marked(Connection connection, long number, UUID mark) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select 1 from event_commit where number = ? and mark = ?")) {
            select.setLong(1, number);
            select.setObject(2, mark);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }
}
