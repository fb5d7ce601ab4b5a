package org.cityarchive.server.store;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.StubProcessingContext;
import org.cityarchive.server.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;

/** Axon's own suite for storage engines. */
class PostgresEventStoreSuiteTest extends StorageEngineTestSuite<PostgresEventStore> {
    private final TestDatabase database = TestDatabase.fresh();
    private final List<PostgresEventStore> opened = new ArrayList<>();

    @Override
    protected PostgresEventStore buildStorageEngine() {
        var store = new PostgresEventStore(database.connections(), new TextForm(), new byte[32], Clock.systemUTC(), List.of());
        opened.add(store);
        return store.start();
    }

    @Override
    protected ProcessingContext processingContext() {
        return new StubProcessingContext();
    }

    @AfterAll
    void close() {
        opened.forEach(PostgresEventStore::close);
        database.close();
    }
}
