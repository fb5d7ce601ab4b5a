package org.cityarchive.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.store.Projections.Stopped;
import org.jspecify.annotations.Nullable;

/** The place of a projection into tables: its token's row. */
final class SqlPlace implements Place {
    private final SqlProjection projection;
    private final DataSource source;
    private final Claims claims;

    SqlPlace(SqlProjection projection, DataSource source, Claims claims) {
        this.projection = projection;
        this.source = source;
        this.claims = claims;
    }

    @Override
    public boolean mine() throws SQLException {
        return claims.claim(projection.name());
    }

    @Override
    public long position() throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection
                        .prepareStatement("select position from projection_token where projection = ? and segment = 0")) {
            select.setString(1, projection.name());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** The token's row is locked for the whole batch: should two servers believe the claim theirs, one of them finds it moved. */
    @Override
    public boolean move(long from, List<Recorded<?>> batch, long upTo, boolean more) throws SQLException {
        return in(connection -> {
            if (PostgresTokens.lock(connection, projection.name()) != from) {
                return false;
            }
            if (more) {
                PostgresTokens.commitsLater(connection);
            }
            if (!batch.isEmpty()) {
                projection.apply(connection, batch);
            }
            PostgresTokens.move(connection, projection.name(), upTo, claims.owner());
            return true;
        });
    }

    @Override
    public void clear() throws SQLException {
        in(connection -> {
            PostgresTokens.lock(connection, projection.name());
            projection.clear(connection);
            PostgresTokens.move(connection, projection.name(), 0, claims.owner());
            return true;
        });
    }

    @Override
    public void stop(@Nullable Stopped stopped) throws SQLException {
        in(connection -> {
            PostgresTokens.stopped(connection, projection.name(), stopped == null ? null : Long.valueOf(stopped.position()),
                    stopped == null ? null : stopped.by());
            return true;
        });
    }

    @Override
    public @Nullable Stopped stopped() throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select stopped_at, stopped_by from projection_token where projection = ? and segment = 0 and stopped_at is not null")) {
            select.setString(1, projection.name());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Stopped(row.getLong(1), row.getString(2)) : null;
            }
        }
    }

    private interface Work {
        boolean on(Connection connection) throws SQLException;
    }

    private boolean in(Work work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean done = work.on(connection);
                connection.commit();
                return done;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }
}
