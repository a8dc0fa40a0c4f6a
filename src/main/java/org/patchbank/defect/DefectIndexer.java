package org.patchbank.defect;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PatchbankSettings;
import org.patchbank.platform.Role;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorRow;

/**
 * Brings defects into the vector index, and up to date there once something was said of them, a moment after the answer went out. Rows
 * are locked while they are written and marked in the same transaction, so that several nodes may do this at once, and one that dies in
 * between leaves its rows to the next, which writes them again under the same ids.
 */
@ApplicationScoped
class DefectIndexer {
    static final int AT_ONCE = 512;

    private static final Logger LOG = Logger.getLogger(DefectIndexer.class);

    private static final String WAITING = "select " + DefectRows.COLUMNS + ", revision, vector from defect"
            + " where indexed < revision order by id limit " + AT_ONCE + " for update skip locked";

    private final DataSource database;
    private final VectorIndex index;
    private final PatchbankSettings node;
    private final DefectSettings settings;
    private final ScheduledExecutorService thread;
    private boolean failing;

    DefectIndexer(DataSource database, VectorIndex index, PatchbankSettings node, DefectSettings settings) {
        this.database = database;
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
        if (node.roles().contains(Role.QUERY)) {
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
        } catch (SQLException | PatchbankException e) {
            if (!failing && !thread.isShutdown()) {
                LOG.warnf(
                        "Defects wait to be brought into the vector index until that succeeds again: %s",
                        e.getMessage());
            }
            failing = true;
        } catch (RuntimeException e) {
            LOG.error("Defects cannot be brought into the vector index", e);
        }
    }

    private record Waiting(Defect defect, int revision, Optional<float[]> vector) {}

    /** @return how many were brought up to date */
    int indexSome() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Waiting> waiting = waiting(connection);
                Map<DefectSpace, List<Waiting>> bySpace = new LinkedHashMap<>();
                waiting.forEach(each -> bySpace.computeIfAbsent(each.defect().space(), space -> new ArrayList<>())
                        .add(each));
                bySpace.forEach(this::write);
                mark(connection, waiting);
                connection.commit();
                return waiting.size();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static List<Waiting> waiting(Connection connection) throws SQLException {
        List<Waiting> waiting = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(WAITING);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                waiting.add(new Waiting(
                        DefectRows.read(rows),
                        rows.getInt("revision"),
                        Optional.ofNullable(rows.getBytes("vector")).map(DefectRows::vector)));
            }
        }
        return waiting;
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

    private static void mark(Connection connection, List<Waiting> waiting) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update defect set indexed = ?, vector = null where id = ?")) {
            for (Waiting each : waiting) {
                statement.setInt(1, each.revision());
                statement.setLong(2, each.defect().id());
                statement.addBatch();
            }
            if (!waiting.isEmpty()) {
                statement.executeBatch();
            }
        }
    }
}
