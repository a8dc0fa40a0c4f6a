package org.patchbank.inspection.shadow;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PatchbankSettings;
import org.patchbank.platform.database.Sql;

/** Follows the shadows that other nodes start and end, keeps the banks of those that run, and has what was missed made good. */
@ApplicationScoped
class ShadowWatch {
    private static final Logger LOG = Logger.getLogger(ShadowWatch.class);

    private final RunningShadows shadows;
    private final ShadowStore store;
    private final ShadowCatchUp catchUp;
    private final PatchbankSettings node;
    private final ShadowSettings settings;
    private final ScheduledExecutorService following = thread("shadow-watch");
    private final ScheduledExecutorService catching = thread("shadow-catch-up");
    private final Set<UUID> failing = ConcurrentHashMap.newKeySet();
    private boolean unread;

    ShadowWatch(
            RunningShadows shadows,
            ShadowStore store,
            ShadowCatchUp catchUp,
            PatchbankSettings node,
            ShadowSettings settings) {
        this.shadows = shadows;
        this.store = store;
        this.catchUp = catchUp;
        this.node = node;
        this.settings = settings;
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    void start(@Observes StartupEvent event) {
        if (node.roles().contains(NodeRole.QUERY)) {
            long every = settings.lookEvery().toMillis();
            following.scheduleWithFixedDelay(this::follow, 0, every, TimeUnit.MILLISECONDS);
            catching.scheduleWithFixedDelay(this::makeGood, every, every, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        following.shutdownNow();
        catching.shutdownNow();
    }

    private void follow() {
        try {
            shadows.refresh();
            unread = false;
        } catch (RuntimeException e) {
            if (!unread && !following.isShutdown()) {
                LOG.warnf("The shadows of deployments cannot be read now: %s", e.getMessage());
            }
            unread = true;
        }
    }

    /** A few inspections of each shadow in turn, so that a long past of one keeps no other waiting. */
    private void makeGood() {
        boolean more = true;
        while (more && !catching.isShutdown()) {
            more = false;
            for (Shadow known : shadows.all()) {
                more |= makeGood(known);
            }
        }
    }

    /** @return whether there may be more to do */
    private boolean makeGood(Shadow known) {
        try {
            Optional<Shadow> present = store.running(known.deployment())
                    .filter(shadow -> shadow.id().equals(known.id()));
            boolean more = present.isPresent() && catchUp.some(present.get());
            failing.remove(known.id());
            return more;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Sql.Failure | PatchbankException e) {
            told(known, e, false);
        } catch (RuntimeException e) {
            told(known, e, true);
        }
        return false;
    }

    private void told(Shadow shadow, Exception e, boolean unexpected) {
        if (!catching.isShutdown() && failing.add(shadow.id())) {
            LOG.warnf(
                    unexpected ? e : null,
                    "Shadow %s, version %d of '%s', cannot catch up now; it is tried again: %s",
                    shadow.id(),
                    shadow.version(),
                    shadow.referenceSet(),
                    e.getMessage());
        }
    }
}
