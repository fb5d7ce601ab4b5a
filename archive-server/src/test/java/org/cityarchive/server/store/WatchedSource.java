package org.cityarchive.server.store;

import java.lang.reflect.Method;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

/** A data source that shows each step towards the database before it is taken: a place for tests to count, to fail, to kill. */
final class WatchedSource {
    private WatchedSource() {}

    /** Sees a step; throws to make it fail. */
    interface Watch {
        void before(String step, Connection connection) throws SQLException;
    }

    static DataSource of(DataSource source, Watch watch) {
        return proxy(DataSource.class, (_, method, arguments) -> {
            Object result = call(source, method, arguments);
            return result instanceof Connection connection ? connection(connection, watch) : result;
        });
    }

    private static Connection connection(Connection connection, Watch watch) {
        return proxy(Connection.class, (_, method, arguments) -> {
            switch (method.getName()) {
                case "commit" -> watch.before("commit", connection);
                case "unwrap" -> watch.before("copy", connection);
                default -> {
                }
            }
            Object result = call(connection, method, arguments);
            if (result instanceof PreparedStatement statement) {
                return statement(PreparedStatement.class, statement, connection, watch, (String) arguments[0]);
            }
            return result instanceof Statement statement ? statement(Statement.class, statement, connection, watch, "") : result;
        });
    }

    private static <S extends Statement> S statement(Class<S> type, S statement, Connection connection, Watch watch, String sql) {
        return proxy(type, (_, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                watch.before(arguments == null || arguments.length == 0 ? sql : (String) arguments[0], connection);
            }
            return call(statement, method, arguments);
        });
    }

    @SuppressWarnings("NullAway") // a method without arguments is called with none
    private static Object call(Object on, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, handler));
    }
}
