package org.cityarchive.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;

import org.axonframework.messaging.core.unitofwork.StubProcessingContext;
import org.axonframework.messaging.eventhandling.processing.streaming.segmenting.Segment;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.UnableToClaimTokenException;
import org.cityarchive.server.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Axon's tokens: one owner at a time, and in the caller's transaction. */
class PostgresTokensTest {
    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aTokenBelongsToOneServerUntilItLetsGo() {
        var a = new PostgresTokens(database.connections(), "a");
        var b = new PostgresTokens(database.connections(), "b");
        assertThat(a.initializeTokenSegments("one", 2, null, null).join()).hasSize(2);
        assertThat(a.fetchToken("one", 0, null).join()).isEqualTo(new GlobalSequenceTrackingToken(0));
        a.storeToken(new GlobalSequenceTrackingToken(7), "one", 0, null).join();
        assertThatThrownBy(() -> b.fetchToken("one", 0, null).join()).hasCauseInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> b.storeToken(new GlobalSequenceTrackingToken(9), "one", 0, null).join())
                .hasCauseInstanceOf(UnableToClaimTokenException.class);
        assertThat(b.fetchAvailableSegments("one", null).join()).extracting(Segment::getSegmentId).containsExactly(1);
        a.releaseClaim("one", 0, null).join();
        assertThat(b.fetchToken("one", 0, null).join()).isEqualTo(new GlobalSequenceTrackingToken(7));
        assertThat(a.retrieveStorageIdentifier(null).join()).isEqualTo(b.retrieveStorageIdentifier(null).join());
    }

    @Test
    void aTokenIsWrittenInTheCallersTransaction() throws SQLException {
        var tokens = new PostgresTokens(database.connections(), "a");
        tokens.initializeTokenSegments("two", 1, new GlobalSequenceTrackingToken(3), null).join();
        tokens.fetchToken("two", 0, null).join();
        try (Connection connection = database.connections().getConnection()) {
            connection.setAutoCommit(false);
            var context = new StubProcessingContext();
            context.putResource(PostgresTokens.CONNECTION, connection);
            tokens.storeToken(new GlobalSequenceTrackingToken(8), "two", 0, context).join();
            connection.rollback();
            assertThat(tokens.fetchToken("two", 0, null).join()).isEqualTo(new GlobalSequenceTrackingToken(3));
            tokens.storeToken(new GlobalSequenceTrackingToken(8), "two", 0, context).join();
            connection.commit();
        }
        assertThat(tokens.fetchToken("two", 0, null).join()).isEqualTo(new GlobalSequenceTrackingToken(8));
    }
}
