package org.patchbank.platform.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.function.Predicate;

/** Tells a database that is away or overloaded from one that refuses a statement. */
public final class DatabaseFailure {
    /** Classes of SQLSTATE: connection, insufficient resources, operator intervention, system error. */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58");

    private static final String DATA_EXCEPTION = "22";
    private static final int DEEPEST = 20;

    private DatabaseFailure() {}

    /** Whether the same call may go well a little later. */
    public static boolean isUnavailable(Throwable e) {
        return isCausedBy(e, DatabaseFailure::isAway);
    }

    /** Such as a text with a zero character, which PostgreSQL cannot keep. */
    public static boolean isBadValue(Throwable e) {
        return isCausedBy(
                e, sql -> sql.getSQLState() != null && sql.getSQLState().startsWith(DATA_EXCEPTION));
    }

    private static boolean isCausedBy(Throwable e, Predicate<SQLException> what) {
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLException sql && what.test(sql)) {
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
