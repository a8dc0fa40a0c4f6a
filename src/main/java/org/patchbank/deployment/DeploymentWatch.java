package org.patchbank.deployment;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.patchbank.deployment.DeploymentNews.News;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.PatchbankSettings;
import org.patchbank.serving.BankCache;
import org.patchbank.serving.InspectionSettings;

/**
 * Loads the banks when the program starts, in the background, and follows what other nodes change, told or not.
 */
@ApplicationScoped
class DeploymentWatch {
    private static final Logger LOG = Logger.getLogger(DeploymentWatch.class);

    private final DeploymentCatalog catalog;
    private final DeploymentListener listener;
    private final BankCache banks;
    private final PatchbankSettings node;
    private final InspectionSettings settings;
    private final ScheduledExecutorService thread = single("deployment-watch");

    /** Loading takes seconds; who listens must not wait for it. */
    private final ScheduledExecutorService loading = single("bank-loading");

    private boolean failing;

    DeploymentWatch(
            DeploymentCatalog catalog,
            DeploymentListener listener,
            BankCache banks,
            PatchbankSettings node,
            InspectionSettings settings) {
        this.catalog = catalog;
        this.listener = listener;
        this.banks = banks;
        this.node = node;
        this.settings = settings;
    }

    private static ScheduledExecutorService single(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread watch = new Thread(work, name);
            watch.setDaemon(true);
            return watch;
        });
    }

    void start(@Observes StartupEvent event) {
        if (node.roles().contains(NodeRole.QUERY)) {
            thread.scheduleWithFixedDelay(this::look, 0, settings.pollEvery().toMillis(), TimeUnit.MILLISECONDS);
            listener.start(() -> load(catalog.refresh()), this::hear);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
        loading.shutdownNow();
    }

    private void hear(News news) {
        if (news instanceof News.Changed changed) {
            load(catalog.told(changed.deployment(), changed.revision()));
        } else if (news instanceof News.Coming coming) {
            submit(() -> catalog.prepare(coming.version()));
        }
    }

    private void load(Set<UUID> versions) {
        versions.forEach(version -> submit(() -> catalog.load(version)));
    }

    private void submit(Runnable work) {
        try {
            loading.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    // The next look tries again.
                    LOG.warn("A bank could not be loaded now", e);
                }
            });
        } catch (RejectedExecutionException theProgramEnds) {
            LOG.debug("not loaded", theProgramEnds);
        }
    }

    private void look() {
        try {
            catalog.refresh().forEach(catalog::load);
            banks.settle();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing && !thread.isShutdown()) {
                LOG.warn("The deployments cannot be read; those in memory stay in force until they can be", e);
            }
            failing = true;
        }
    }
}
