package org.patchbank.inspection.shadow;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.InspectionKept;
import org.patchbank.inspection.shadow.ShadowQueue.Waiting;
import org.patchbank.inspection.shadow.ShadowScores.Judged;
import org.patchbank.inspection.shadow.ShadowScores.Row;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PatchbankSettings;
import org.patchbank.platform.database.Sql;
import org.patchbank.serving.ShadowBanks;

/**
 * Scores inspections by the shadows of their deployments a moment after they were kept, with the image that is still in memory. What finds
 * no room, or goes wrong, is missed, and {@link ShadowCatchUp} makes it good.
 */
@ApplicationScoped
class ShadowScorer {
    private static final Logger LOG = Logger.getLogger(ShadowScorer.class);
    private static final int PARTS_OF_HEAP = 16;
    private static final int ROWS_AT_ONCE = 16;
    private static final long LOOK_MS = 1000;

    private final RunningShadows shadows;
    private final ShadowBanks banks;
    private final ShadowScores scores;
    private final Courtesy courtesy;
    private final PatchbankSettings node;
    private final ShadowQueue queue;
    private final ShadowMetrics metrics;
    private final Thread thread = new Thread(this::work, "shadow-scorer");
    private volatile boolean stopping;

    ShadowScorer(
            RunningShadows shadows,
            ShadowBanks banks,
            ShadowScores scores,
            Courtesy courtesy,
            PatchbankSettings node,
            ShadowSettings settings,
            MeterRegistry registry) {
        this.shadows = shadows;
        this.banks = banks;
        this.scores = scores;
        this.courtesy = courtesy;
        this.node = node;
        this.queue = new ShadowQueue(
                settings.queue(),
                settings.memory() > 0 ? settings.memory() : Runtime.getRuntime().maxMemory() / PARTS_OF_HEAP);
        this.metrics = new ShadowMetrics(registry, queue, shadows);
    }

    void start(@Observes StartupEvent event) {
        if (node.roles().contains(NodeRole.QUERY)) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        thread.interrupt();
    }

    ShadowMetrics metrics() {
        return metrics;
    }

    void kept(@Observes InspectionKept kept) {
        Inspection inspection = kept.inspection();
        Optional<Shadow> shadow = shadows.of(inspection.deployment());
        if (shadow.isPresent() && !inspection.receivedAt().isBefore(shadow.get().from())) {
            Judged judged = new Judged(
                    inspection.id(), inspection.decision(), inspection.score(), inspection.rejectThreshold());
            if (!queue.offer(new Waiting(shadow.get(), judged, kept.image()))) {
                metrics.missed("queue");
            }
        }
    }

    private void work() {
        List<Row> rows = new ArrayList<>();
        while (!stopping) {
            try {
                Optional<Waiting> next = queue.poll(rows.isEmpty() ? LOOK_MS : 0);
                if (next.isPresent()) {
                    courtesy.await();
                    score(next.get()).ifPresent(rows::add);
                }
                if (!rows.isEmpty() && (next.isEmpty() || rows.size() >= ROWS_AT_ONCE)) {
                    List<Row> written = List.copyOf(rows);
                    rows.clear();
                    scores.keep(written);
                }
            } catch (Sql.Failure e) {
                LOG.warnf("Scores of shadows are made again, because they could not be written: %s", e.getMessage());
            } catch (InterruptedException e) {
                stopping = true;
            } catch (RuntimeException e) {
                LOG.error("A shadow could not score an inspection", e);
            }
        }
    }

    private Optional<Row> score(Waiting waiting) {
        Shadow shadow = waiting.shadow();
        try {
            banks.keep(shadow.versionId());
        } catch (PatchbankException e) {
            LOG.debugf(e, "The bank of shadow %s is not there", shadow.id());
            metrics.missed("bank");
            return Optional.empty();
        }
        try {
            Scored scored = Scored.by(() -> banks.score(shadow.versionId(), waiting.image()));
            metrics.scored(scored, false);
            return Optional.of(new Row(shadow.id(), waiting.judged(), scored, false));
        } catch (PatchbankException e) {
            LOG.debugf(e, "Inspection %s is scored later", waiting.judged().inspection());
            metrics.missed("error");
            return Optional.empty();
        }
    }
}
