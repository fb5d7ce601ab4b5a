package org.cityarchive.bench.axon4;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.ToLongFunction;

import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.json.JacksonSerializer;
import org.postgresql.Driver;

/**
 * Axon 4's JDBC engine on PostgreSQL, as its users run it: Jackson, one connection, a commit for each list of events. It is called over
 * the JDK's own types, as it lives in a class loader of its own.
 */
public final class Axon4Peer implements ToLongFunction<List<String[]>> {
    private final Connection connection;
    private final JdbcEventStorageEngine engine;

    /** @param access URL, user, password */
    public Axon4Peer(String[] access) throws SQLException {
        var login = new Properties();
        login.setProperty("user", access[1]);
        login.setProperty("password", access[2]);
        connection = new Driver().connect(access[0], login); // DriverManager looks in the caller's class loader only
        connection.setAutoCommit(false);
        var serializer = JacksonSerializer.defaultSerializer();
        engine = JdbcEventStorageEngine.builder().connectionProvider(unclosed()).transactionManager(new InOneConnection())
                .eventSerializer(serializer).snapshotSerializer(serializer).build();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
        connection.commit();
    }

    /** What is appended: the same members as the archive's own fact. */
    public record Opened(String account, String platform, String handle, String via, boolean approvalAwaited) {}

    /** Appends events (id of the account, platform, handle) in one commit; an empty list reads everything back. */
    @Override
    public long applyAsLong(List<String[]> events) {
        try {
            return events.isEmpty() ? read() : append(events);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long append(List<String[]> events) throws SQLException {
        var messages = new ArrayList<DomainEventMessage<?>>(events.size());
        for (var event : events) {
            messages.add(new GenericDomainEventMessage<>("Account", event[0], 0,
                    new Opened(event[0], event[1], event[2], "IMPORT", true)));
        }
        engine.appendEvents(messages);
        connection.commit();
        return messages.size();
    }

    private long read() throws SQLException {
        long read = 0;
        try (var events = engine.readEvents(null, false)) {
            for (var each = events.iterator(); each.hasNext();) {
                read += each.next().getPayload() instanceof Opened ? 1 : 0;
            }
        }
        connection.commit();
        return read;
    }

    private ConnectionProvider unclosed() {
        return () -> (Connection) java.lang.reflect.Proxy.newProxyInstance(Axon4Peer.class.getClassLoader(),
                new Class<?>[]{Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The caller commits. */
    private static final class InOneConnection implements TransactionManager {
        @Override
        public Transaction startTransaction() {
            return new Transaction() {
                @Override
                public void commit() {
                    // with the whole list
                }

                @Override
                public void rollback() {
                    // what failed ends the run
                }
            };
        }
    }
}
