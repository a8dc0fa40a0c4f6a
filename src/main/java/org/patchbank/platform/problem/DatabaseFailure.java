package org.patchbank.platform.problem;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Tells a database that is away or overloaded from one that refuses a statement. */
final class DatabaseFailure {
    /** Classes of SQLSTATE: connection, insufficient resources, operator intervention, system error. */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58");

    private DatabaseFailure() {}

    static boolean isUnavailable(Throwable e) {
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof SQLException sql && isAway(sql)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isAway(SQLException e) {
        String state = e.getSQLState();
        return e instanceof SQLTransientException
                || (state != null && state.length() == 5 && AWAY.contains(state.substring(0, 2)))
                // The connection pool gives no state where it waited in vain.
                || (state == null && String.valueOf(e.getMessage()).contains("Acquisition timeout"));
    }
}
