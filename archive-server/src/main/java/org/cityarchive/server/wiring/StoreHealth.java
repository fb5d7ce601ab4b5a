package org.cityarchive.server.wiring;

import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Does the store accept appends? Asked by doing what an append does first, without writing. */
final class StoreHealth implements HealthIndicator {
    private static final int PATIENCE_SECONDS = 3;

    private final DataSource connections;

    StoreHealth(DataSource connections) {
        this.connections = connections;
    }

    @Override
    public Health health() {
        try (var connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.setQueryTimeout(PATIENCE_SECONDS);
                // touches the head row as an append does, and takes it back: a read-only or full database refuses here
                int rows = statement.executeUpdate("update event_head set commits = commits");
                return rows == 1 ? Health.up().build() : Health.down().withDetail("why", "the store has no head").build();
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            return Health.down().withDetail("why", "the database refuses writes (" + e.getSQLState() + ")").build();
        }
    }
}
