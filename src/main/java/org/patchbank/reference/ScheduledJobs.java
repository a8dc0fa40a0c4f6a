package org.patchbank.reference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the table of the scheduler says of jobs that run again and again; builds are in {@link BuildList}. */
@ApplicationScoped
public class ScheduledJobs {
    private final EntityManager entities;

    ScheduledJobs(EntityManager entities) {
        this.entities = entities;
    }

    /** By name. */
    @Transactional
    public List<ScheduledJob> list() {
        List<Tuple> rows = entities.createNativeQuery("""
                        select task_name, picked, picked_by, execution_time, last_success, last_failure,
                            coalesce(consecutive_failures, 0) as failures
                        from scheduled_tasks where task_name not like 'build-version%' order by task_name""", Tuple.class).getResultList();
        return rows.stream().map(ScheduledJobs::job).toList();
    }

    private static ScheduledJob job(Tuple row) {
        return new ScheduledJob(
                row.get("task_name", String.class),
                row.get("picked", Boolean.class),
                Optional.ofNullable(row.get("picked_by", String.class)),
                row.get("execution_time", Instant.class),
                Optional.ofNullable(row.get("last_success", Instant.class)),
                Optional.ofNullable(row.get("last_failure", Instant.class)),
                row.get("failures", Number.class).intValue());
    }
}
