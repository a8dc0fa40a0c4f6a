package org.patchbank.reference;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.patchbank.platform.database.Sql;

/** What the table of the scheduler says of jobs that run again and again; builds are in {@link BuildList}. */
@ApplicationScoped
public class ScheduledJobs {
    private final Sql sql;

    ScheduledJobs(Sql sql) {
        this.sql = sql;
    }

    /** By name. */
    public List<ScheduledJob> list() {
        return sql.list("""
                select task_name, picked, picked_by, execution_time, last_success, last_failure, consecutive_failures
                from scheduled_tasks where task_name not like 'build-version%' order by task_name""", ScheduledJobs::job);
    }

    private static ScheduledJob job(ResultSet row) throws SQLException {
        return new ScheduledJob(
                row.getString("task_name"),
                row.getBoolean("picked"),
                Optional.ofNullable(row.getString("picked_by")),
                Sql.instant(row, "execution_time"),
                Optional.ofNullable(Sql.instant(row, "last_success")),
                Optional.ofNullable(Sql.instant(row, "last_failure")),
                row.getInt("consecutive_failures"));
    }
}
