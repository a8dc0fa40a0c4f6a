package org.patchbank.defect;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.PatchbankSettings;
import org.patchbank.platform.database.Sql;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorRow;

/**
 * Brings defects into the vector index, and up to date there after each verdict, a moment after the answer. One node at a time does so
 * ({@link IndexLock}), and no row is locked meanwhile: a slow index delays no verdict. Rows are marked with the revision that was
 * written, so that a verdict given meanwhile is written next. If a node dies, the next one writes the same rows again under the same
 * ids.
 */
@ApplicationScoped
class DefectIndexer {
    static final int AT_ONCE = 512;

    private static final Logger LOG = Logger.getLogger(DefectIndexer.class);

    private static final String WAITING = "select " + DefectRows.COLUMNS + ", revision, vector from defect"
            + " where indexed < revision order by id limit " + AT_ONCE;

    private final Sql sql;
    private final IndexLock lock;
    private final VectorIndex index;
    private final PatchbankSettings node;
    private final DefectSettings settings;
    private final ScheduledExecutorService thread;
    private boolean failing;

    DefectIndexer(Sql sql, IndexLock lock, VectorIndex index, PatchbankSettings node, DefectSettings settings) {
        this.sql = sql;
        this.lock = lock;
        this.index = index;
        this.node = node;
        this.settings = settings;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread indexer = new Thread(work, "defect-indexer");
            indexer.setDaemon(true);
            return indexer;
        });
    }

    void start(@Observes StartupEvent event) {
        if (node.roles().contains(NodeRole.QUERY)) {
            long every = settings.indexEvery().toMillis();
            thread.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void look() {
        try {
            while (indexSome() == AT_ONCE && !thread.isShutdown()) {
                // there may be more
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing && !thread.isShutdown()) {
                LOG.warn("Defects wait for the vector index until it can be written again", e);
            }
            failing = true;
        }
    }

    private record Waiting(Defect defect, int revision, Optional<float[]> vector) {}

    /** @return how many were brought up to date; none while another node is at it */
    int indexSome() {
        return lock.ifFree(() -> {
                    List<Waiting> waiting = sql.list(WAITING, DefectIndexer::waiting);
                    waiting.stream()
                            .collect(Collectors.groupingBy(
                                    each -> each.defect().space(), LinkedHashMap::new, Collectors.toList()))
                            .forEach(this::write);
                    mark(waiting);
                    return waiting.size();
                })
                .orElse(0);
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                DefectRows.read(row),
                row.getInt("revision"),
                Optional.ofNullable(row.getBytes("vector")).map(DefectRows::vector));
    }

    private void write(DefectSpace space, List<Waiting> waiting) {
        List<VectorRow> rows = new ArrayList<>(waiting.size());
        for (Waiting each : waiting) {
            // One that has only changed has its vector there; if the index has lost it, there is nothing to bring up to
            // date.
            each.vector()
                    .or(() -> stored(each.defect()))
                    .ifPresent(vector -> rows.add(DefectFields.row(each.defect(), vector)));
        }
        if (!rows.isEmpty()) {
            index.upsert(space.collection(), rows);
        }
    }

    /** The vector that the index has of a defect. */
    Optional<float[]> stored(Defect defect) {
        return index
                .scan(defect.space().collection(), VectorFilter.partition(DefectSpace.PARTITION), defect.id() - 1, 1)
                .stream()
                .filter(row -> row.id() == defect.id())
                .map(VectorRow::vector)
                .findFirst();
    }

    /** A defect of which something was said meanwhile has a higher revision, and is written again. */
    private void mark(List<Waiting> written) {
        sql.change(
                "update defect d set indexed = w.revision, vector = null"
                        + " from unnest(?, ?) as w (id, revision) where d.id = w.id",
                written.stream().map(each -> each.defect().id()).toArray(Long[]::new),
                written.stream().map(Waiting::revision).toArray(Integer[]::new));
    }
}
