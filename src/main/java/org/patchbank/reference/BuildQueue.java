package org.patchbank.reference;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.NodeId;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.PatchbankSettings;
import org.patchbank.platform.database.Sql;

/**
 * The queue of versions to build: db-scheduler over the table {@code scheduled_tasks}. Nodes of the role {@code ingest}
 * work it off; the build of a node that is gone goes to another one, or to its successor as soon as that starts. Versions of
 * images that stay with their factory have a queue of their own, which only nodes of that factory look at.
 */
@ApplicationScoped
class BuildQueue {
    private static final Logger LOG = Logger.getLogger(BuildQueue.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final Duration RECONCILE_AGAIN_AFTER = Duration.ofMinutes(1);
    private static final String ANY_FACTORY = "build-version";

    /** What waits for another factory's nodes must not be tidied away by this one. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    private final DataSource database;
    private final Clock clock;
    private final NodeId node;
    private final BuildSettings settings;
    private final boolean works;
    private final VersionBuild build;
    private final OneTimeTask<Void> anywhere;
    private final OneTimeTask<Void> here;
    private final RecurringTask<Void> reconcile;
    private final SchedulerClient client;
    private final TransactionSynchronizationRegistry transaction;
    private Scheduler scheduler;

    BuildQueue(
            DataSource database,
            Clock clock,
            NodeId node,
            BuildSettings settings,
            PatchbankSettings program,
            VersionBuild build,
            NodeFactory own,
            IndexReconciler reconciler,
            TransactionSynchronizationRegistry transaction) {
        this.transaction = transaction;
        this.database = database;
        this.clock = clock;
        this.node = node;
        this.settings = settings;
        this.works = program.roles().contains(NodeRole.INGEST);
        this.build = build;
        this.anywhere = task(ANY_FACTORY);
        this.here = task(ANY_FACTORY + "@" + own.name());
        this.reconcile = Tasks.recurring("reconcile-vector-index", FixedDelay.of(settings.reconcileEvery()))
                .onFailure(new OnFailureRetryLater<>(RECONCILE_AGAIN_AFTER))
                .execute((instance, context) -> reconcile(reconciler));
        this.client = SchedulerClient.Builder.create(database, anywhere, here).build();
    }

    private static void reconcile(IndexReconciler reconciler) {
        try {
            reconciler.run();
        } catch (RuntimeException e) {
            LOG.warnf("The vector index cannot be compared with the tables now, it is tried again: %s", e.getMessage());
            throw e;
        }
    }

    private OneTimeTask<Void> task(String name) {
        return Tasks.oneTime(name)
                .onFailure(new OnFailureRetryLater<>(RETRY_AFTER))
                .onDeadExecutionRevive()
                .execute((instance, context) -> build.run(UUID.fromString(instance.getId())));
    }

    void start(@Observes StartupEvent event) {
        if (!works) {
            return;
        }
        releaseOwn();
        scheduler = Scheduler.create(database, anywhere, here)
                .startTasks(reconcile)
                .deleteUnresolvedAfter(NEVER)
                .schedulerName(new SchedulerName.Fixed(node.value()))
                .threads(settings.atOnce())
                .pollingInterval(settings.pollInterval())
                .heartbeatInterval(settings.heartbeat())
                .shutdownMaxWait(settings.stopLimit())
                .failureLogging(LogLevel.OFF, false) // the build itself says why it is interrupted
                .build();
        scheduler.start();
    }

    /** What this node had picked before it was killed is nobody's now; no need to wait for its heartbeat to be missed. */
    private void releaseOwn() {
        int released = new Sql(database).change("""
                update scheduled_tasks
                set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
                where picked and picked_by = ?""", node.value());
        if (released > 0) {
            LOG.infof("Taking up %d unfinished builds", released);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        build.stopping();
        if (scheduler != null) {
            scheduler.stop();
        }
    }

    /** Queues a build; takes part in the transaction of the caller. */
    void add(UUID versionId, ReferenceSet set) {
        OneTimeTask<Void> task = set.images == ImagePlace.OWN_FACTORY ? here : anywhere;
        client.schedule(task.instance(versionId.toString()), clock.instant());
        transaction.registerInterposedSynchronization(new LookAtOnce());
    }

    /** Other nodes find the build at their next look; this one need not wait for its own. */
    private final class LookAtOnce implements Synchronization {
        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED && scheduler != null) {
                scheduler.triggerCheckForDueExecutions();
            }
        }
    }
}
