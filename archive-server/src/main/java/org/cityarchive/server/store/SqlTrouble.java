package org.cityarchive.server.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import org.cityarchive.core.law.Failure;

/** What an SQL error means: the database does not answer or take writes, or the program is wrong. */
public final class SqlTrouble {
    private SqlTrouble() {}

    /** The failure or defect to throw. */
    public static RuntimeException of(SQLException e) {
        if (diskFull(e)) {
            return new Failure.NoRoom("the database's disk is full");
        } else if (unavailable(e)) {
            return new Failure.StoreUnavailable("the database does not take this now (" + state(e) + ")", e);
        }
        return conflict(e)
                ? new Failure.StoreBusy("the database let another go first (" + state(e) + ")")
                : new IllegalStateException("the database refused a statement (" + state(e) + ")", e);
    }

    /** A deadlock, a serialization or a lock that was not had in time: all of the transaction was taken back, and it may be tried again. */
    static boolean conflict(SQLException e) {
        return state(e).startsWith("40") || state(e).equals("55P03");
    }

    static boolean diskFull(SQLException e) {
        return state(e).equals("53100");
    }

    /** Whether the connection is gone, so that an open transaction's outcome is not known by it. */
    static boolean connectionLost(SQLException e) {
        return e instanceof SQLTransientConnectionException || state(e).startsWith("08") || state(e).startsWith("57P");
    }

    private static boolean unavailable(SQLException e) {
        // 53: no memory, disk or connections left; 58: the system's own error; 25006: read-only
        return connectionLost(e) || state(e).startsWith("53") || state(e).startsWith("58") || state(e).equals("25006");
    }

    private static String state(SQLException e) {
        String state = e.getSQLState();
        return state == null ? "" : state;
    }
}
