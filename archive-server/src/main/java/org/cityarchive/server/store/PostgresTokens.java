package org.cityarchive.server.store;

import java.sql.Types;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.processing.streaming.segmenting.Segment;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.TokenStore;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.UnableToClaimTokenException;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.UnableToInitializeTokenException;
import org.jspecify.annotations.Nullable;

/** Axon's token store on the table of tokens. A unit of work that carries its connection has its token written in its transaction. */
public final class PostgresTokens implements TokenStore {
    /** Where a unit of work carries the connection of its transaction. */
    public static final ResourceKey<Connection> CONNECTION = ResourceKey.withLabel("connection");

    private static final String INSERT = """
            insert into projection_token (projection, segment, mask, position) values (?, ?, ?, ?) on conflict do nothing""";
    private static final String STORE = """
            update projection_token set position = ?, claimed_at = now() where projection = ? and segment = ? and owner = ?""";
    // A claim lasts as long as it is renewed.
    private static final String FREE = "(owner is null or owner = ? or claimed_at < now() - interval '10 seconds')";
    private static final String CLAIM = """
            update projection_token set owner = ?, claimed_at = now() where projection = ? and segment = ? and\s""" + FREE
            + " returning position";
    private static final String EXTEND = "update projection_token set claimed_at = now() where projection = ? and segment = ? and owner = ?";
    private static final String RELEASE = "update projection_token set owner = null where projection = ? and segment = ? and owner = ?";
    private static final String DELETE = "delete from projection_token where projection = ? and segment = ?";
    private static final String SEGMENTS = "select segment, mask from projection_token where projection = ?";

    private final DataSource source;
    private final String owner;

    /** @param owner names this server among those on one database */
    public PostgresTokens(DataSource source, String owner) {
        this.source = source;
        this.owner = owner;
    }

    @Override
    public CompletableFuture<List<Segment>> initializeTokenSegments(String processor, int count, @Nullable TrackingToken initial,
            @Nullable ProcessingContext context) {
        return on(context, c -> {
            if (!segments(c, processor, SEGMENTS, false).isEmpty()) {
                throw new UnableToInitializeTokenException("there are tokens of " + processor + " already");
            }
            List<Segment> segments = Segment.splitBalanced(Segment.ROOT_SEGMENT, count - 1);
            for (Segment segment : segments) {
                update(c, INSERT, processor, segment.getSegmentId(), segment.getMask(), place(initial));
            }
            return segments;
        });
    }

    @Override
    public CompletableFuture<Void> initializeSegment(@Nullable TrackingToken token, String processor, Segment segment,
            @Nullable ProcessingContext context) {
        return done(context, c -> {
            if (update(c, INSERT, processor, segment.getSegmentId(), segment.getMask(), place(token)) == 0) {
                throw new UnableToInitializeTokenException("there is a token of " + processor + " for this segment already");
            }
        });
    }

    @Override
    public CompletableFuture<Void> storeToken(@Nullable TrackingToken token, String processor, int segment,
            @Nullable ProcessingContext context) {
        return done(context, c -> {
            if (update(c, STORE, place(token), processor, segment, owner) == 0) {
                throw new UnableToClaimTokenException("the token of " + processor + " is not this server's");
            }
        });
    }

    @Override
    public CompletableFuture<TrackingToken> fetchToken(String processor, int segment, @Nullable ProcessingContext context) {
        return on(context, c -> {
            try (PreparedStatement claim = prepared(c, CLAIM, owner, processor, segment, owner);
                    ResultSet row = claim.executeQuery()) {
                if (!row.next()) {
                    throw new UnableToClaimTokenException("the token of " + processor + " lacks, or is another server's");
                }
                return new GlobalSequenceTrackingToken(row.getLong(1));
            }
        });
    }

    @Override
    public CompletableFuture<Void> extendClaim(String processor, int segment, @Nullable ProcessingContext context) {
        return done(context, c -> {
            if (update(c, EXTEND, processor, segment, owner) == 0) {
                throw new UnableToClaimTokenException("the token of " + processor + " is another server's now");
            }
        });
    }

    @Override
    public CompletableFuture<Void> releaseClaim(String processor, int segment, @Nullable ProcessingContext context) {
        return done(context, c -> {
            update(c, RELEASE, processor, segment, owner);
        });
    }

    @Override
    public CompletableFuture<Void> deleteToken(String processor, int segment, @Nullable ProcessingContext context) {
        return done(context, c -> {
            update(c, DELETE, processor, segment);
        });
    }

    @Override
    public CompletableFuture<Segment> fetchSegment(String processor, int segment, @Nullable ProcessingContext context) {
        return fetchSegments(processor, context)
                .thenApply(all -> all.stream().filter(s -> s.getSegmentId() == segment).findFirst().orElse(null));
    }

    @Override
    public CompletableFuture<List<Segment>> fetchSegments(String processor, @Nullable ProcessingContext context) {
        return on(context, c -> segments(c, processor, SEGMENTS, false));
    }

    @Override
    public CompletableFuture<List<Segment>> fetchAvailableSegments(String processor, @Nullable ProcessingContext context) {
        return on(context, c -> segments(c, processor, SEGMENTS + " and " + FREE, true));
    }

    @Override
    public CompletableFuture<String> retrieveStorageIdentifier(@Nullable ProcessingContext context) {
        return on(context, c -> {
            try (PreparedStatement select = c.prepareStatement("select identifier from projection_storage");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        });
    }

    /** Locks a projection's token in the caller's transaction, and makes it where there is none. */
    static long lock(Connection c, String projection) throws SQLException {
        var known = locked(c, projection);
        if (known.isEmpty()) {
            update(c, INSERT, projection, 0, 0, 0L);
            known = locked(c, projection);
        }
        return known.orElseThrow();
    }

    private static OptionalLong locked(Connection c, String projection) throws SQLException {
        try (PreparedStatement select = prepared(c,
                "select position from projection_token where projection = ? and segment = 0 for update",
                projection); ResultSet row = select.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    /** The caller's transaction is kept whole, and on the disk with the next that waits for it. */
    static void commitsLater(Connection c) throws SQLException {
        try (Statement statement = c.createStatement()) {
            statement.execute("set local synchronous_commit = off");
        }
    }

    /** Moves a token that the caller's transaction has locked. */
    static void move(Connection c, String projection, long position, String owner) throws SQLException {
        update(c, """
                update projection_token set position = ?, owner = ?, claimed_at = now(), stopped_at = null, stopped_by = null
                where projection = ? and segment = 0""", position, owner, projection);
    }

    /** Notes the fact at which a projection stopped; null: it goes on. */
    static void stopped(Connection c, String projection, @Nullable Long at, @Nullable String by) throws SQLException {
        try (PreparedStatement update = c
                .prepareStatement(
                        "update projection_token set stopped_at = ?, stopped_by = ? where projection = ? and segment = 0")) {
            update.setObject(1, at, Types.BIGINT);
            update.setString(2, by);
            update.setString(3, projection);
            update.executeUpdate();
        }
    }

    private List<Segment> segments(Connection c, String processor, String sql, boolean mine) throws SQLException {
        var segments = new ArrayList<Segment>();
        try (PreparedStatement select = mine ? prepared(c, sql, processor, owner) : prepared(c, sql, processor);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                segments.add(new Segment(row.getInt(1), row.getInt(2)));
            }
        }
        return segments;
    }

    private static int update(Connection c, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = prepared(c, sql, values)) {
            return update.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection c, String sql, Object... values) throws SQLException {
        PreparedStatement statement = c.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /** Positions are all that is kept; a token that holds more (a replay's, a merged one) is refused. */
    private static long place(@Nullable TrackingToken token) {
        if (token == null) {
            return 0;
        }
        if (token instanceof GlobalSequenceTrackingToken global) {
            return Math.max(0, global.getGlobalIndex());
        }
        throw new IllegalArgumentException("a " + token.getClass().getSimpleName() + " is more than a position");
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private interface Act {
        void on(Connection connection) throws SQLException;
    }

    private CompletableFuture<Void> done(@Nullable ProcessingContext context, Act act) {
        return on(context, c -> {
            act.on(c);
            return true;
        }).thenAccept(_ -> {
        });
    }

    private <T> CompletableFuture<T> on(@Nullable ProcessingContext context, Work<T> work) {
        Connection given = context == null ? null : context.getResource(CONNECTION);
        try {
            if (given != null) {
                return CompletableFuture.completedFuture(work.on(given));
            }
            try (Connection own = source.getConnection()) {
                return CompletableFuture.completedFuture(work.on(own));
            }
        } catch (SQLException e) {
            return CompletableFuture.failedFuture(SqlTrouble.of(e));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
