package org.patchbank.defect;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.patchbank.inspection.Inspections;
import org.patchbank.inspection.RegionReembedder;
import org.patchbank.inspection.RegionReembedder.Embedded;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PatchbankSettings;

/**
 * Makes vectors of defects again that the vector index has lost, from the images of their inspections, while no part waits. Several
 * nodes may make the same: they make it alike.
 */
@ApplicationScoped
class DefectRestorer {
    private static final int AT_ONCE = 32;
    private static final Logger LOG = Logger.getLogger(DefectRestorer.class);

    private final LostDefects table;
    private final RegionReembedder regions;
    private final Inspections inspections;
    private final NodeFactory own;
    private final PatchbankSettings node;
    private final DefectSettings settings;
    private final ScheduledExecutorService thread;

    DefectRestorer(
            LostDefects table,
            RegionReembedder regions,
            Inspections inspections,
            NodeFactory own,
            PatchbankSettings node,
            DefectSettings settings) {
        this.table = table;
        this.regions = regions;
        this.inspections = inspections;
        this.own = own;
        this.node = node;
        this.settings = settings;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread restorer = new Thread(work, "defect-restorer");
            restorer.setDaemon(true);
            return restorer;
        });
    }

    void start(@Observes StartupEvent event) {
        if (node.roles().contains(NodeRole.QUERY)) {
            long every = settings.restoreEvery().toMillis();
            thread.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void look() {
        try {
            while (restoreSome() > 0 && !thread.isShutdown()) {
                // there may be more
            }
        } catch (PatchbankException e) {
            LOG.warnf("Lost vectors of defects wait to be made again: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Lost vectors of defects cannot be made again", e);
        }
    }

    /**
     * @return how many were looked at
     * @throws PatchbankException if it has to be tried another time
     */
    int restoreSome() {
        List<Defect> lost = table.waiting(own.name(), AT_ONCE);
        Map<UUID, List<Defect>> byInspection = lost.stream()
                .collect(Collectors.groupingBy(Defect::inspection, LinkedHashMap::new, Collectors.toList()));
        byInspection.forEach((inspection, ofOne) -> {
            inspections.giveWay();
            restore(inspection, ofOne);
        });
        return lost.size();
    }

    private void restore(UUID inspection, List<Defect> ofOne) {
        try {
            Embedded embedded = regions.embed(inspection, ofOne.get(0).versionId());
            ofOne.forEach(defect -> restore(defect, embedded));
        } catch (PatchbankException e) {
            if (e.code().kind().retryable()) {
                throw e;
            }
            LOG.errorf(
                    "The defects of inspection %s can be found by what they resemble no longer: %s",
                    inspection, e.getMessage());
            ofOne.forEach(defect -> table.giveUp(defect.id(), e.code().code()));
        }
    }

    private void restore(Defect defect, Embedded embedded) {
        boolean same = embedded.space().equals(defect.space().name());
        if (same && defect.region() < embedded.embeddings().size()) {
            table.restore(
                    defect.id(), embedded.embeddings().get(defect.region()).vector());
        } else {
            LOG.errorf(
                    "Defect %d can be found by what it resembles no longer: it is seen in another way now",
                    defect.id());
            table.giveUp(defect.id(), DefectErrorCode.REGION_NOT_FOUND.code());
        }
    }
}
