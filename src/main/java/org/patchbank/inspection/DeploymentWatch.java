package org.patchbank.inspection;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.patchbank.platform.PatchbankSettings;
import org.patchbank.platform.Role;

/** Loads the banks when the program starts, in the background, follows what other nodes change, and moves rolling limits. */
@ApplicationScoped
class DeploymentWatch {
    private static final Logger LOG = Logger.getLogger(DeploymentWatch.class);

    private final DeploymentCatalog catalog;
    private final RollingWatch rolling;
    private final PatchbankSettings node;
    private final InspectionSettings settings;
    private final ScheduledExecutorService thread;
    private boolean failing;

    DeploymentWatch(
            DeploymentCatalog catalog, RollingWatch rolling, PatchbankSettings node, InspectionSettings settings) {
        this.catalog = catalog;
        this.rolling = rolling;
        this.node = node;
        this.settings = settings;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread watch = new Thread(work, "deployment-watch");
            watch.setDaemon(true);
            return watch;
        });
    }

    void start(@Observes StartupEvent event) {
        if (node.roles().contains(Role.QUERY)) {
            thread.scheduleWithFixedDelay(this::look, 0, settings.pollEvery().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void look() {
        try {
            catalog.refresh().forEach(catalog::load);
            if (rolling.look()) {
                catalog.refresh();
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing && !thread.isShutdown()) {
                LOG.warn("The deployments cannot be read; those in memory stay in force until they can be", e);
            }
            failing = true;
        }
    }
}
