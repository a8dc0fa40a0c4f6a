package org.patchbank.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import org.patchbank.platform.DatabaseAddress;
import org.patchbank.testing.Cluster;
import org.patchbank.testing.ClusterLoad;
import org.patchbank.testing.MilvusServer;
import org.patchbank.testing.ProgramProcess;
import org.patchbank.testing.StoppableMilvus;
import org.patchbank.testing.TestProduct;

/**
 * Kills the ingest node, a query node, PostgreSQL or Milvus at random moments, while versions are built and promoted and lines
 * inspect at two query nodes; the victim comes back each time. Nothing that was answered may be lost, no vectors may be left
 * that no version owns, and no answer may come from another version than the one in force.
 *
 * <p>{@code -Dpatchbank.cluster.faults=20} kills more often, {@code -Dpatchbank.crash.seed=7} at other moments. Milvus is among
 * the victims, and holds the vectors, where {@link MilvusServer} has one.
 */
class ClusterFaultsIT {
    private static final int FAULTS = Integer.getInteger("patchbank.cluster.faults", 4);
    private static final long SEED = Long.getLong("patchbank.crash.seed", 1);
    private static final Map<String, String> QUICK = Map.of(
            "patchbank.build.heartbeat", "1s",
            "patchbank.build.poll-interval", "200ms",
            "patchbank.inspection.poll-every", "1s");
    private static final long SETTLE_MS = 300_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final Random random = new Random(SEED);
    private final Map<String, Integer> kills = new TreeMap<>();

    @Test
    void faults_at_random_moments_lose_nothing_leave_nothing_and_serve_no_wrong_version() throws Exception {
        StoppableMilvus milvus = milvus();
        try (Cluster cluster = Cluster.start(folder)) {
            Map<String, String> settings = settings(milvus);
            TestProduct product = new TestProduct(
                    "fault-plate", cluster.node("ingest", "ingest", settings).url());
            cluster.node("query-1", "query", settings);
            cluster.node("query-2", "query", settings);
            product.enrol(12);
            ClusterLoad load = new ClusterLoad(cluster, product, product.build());
            load.start();
            List<String> victims = new ArrayList<>(List.of("ingest", "query-1", "query-2", "postgres"));
            if (milvus != null) {
                victims.add("milvus");
            }
            for (int fault = 0; fault < FAULTS; fault++) {
                ProgramProcess.sleep(500 + random.nextInt(4000));
                // Every kind of victim has its turn before the first has its second.
                String victim = victims.get(fault % victims.size());
                kill(victim, cluster, milvus);
                ProgramProcess.sleep(random.nextInt(1500));
                bringBack(victim, cluster, milvus);
                load.check();
            }
            ProgramProcess.sleep(2000);
            load.stop();
            for (String node : List.of("ingest", "query-1", "query-2")) {
                Cluster.awaitReady(cluster.node(node));
            }
            load.awaitBuilds(SETTLE_MS);
            load.verify();
            awaitNoOrphans(cluster.database().address());
            System.out.printf("%d faults %s; %s; 0 orphans%n", FAULTS, kills, load.summary());
        } finally {
            if (milvus != null) {
                milvus.close();
            }
        }
    }

    private static StoppableMilvus milvus() {
        try {
            return MilvusServer.own();
        } catch (TestAbortedException e) {
            System.out.println(
                    "without Milvus: vectors are in PostgreSQL; a Milvus among the victims " + e.getMessage());
            return null;
        }
    }

    private static Map<String, String> settings(StoppableMilvus milvus) {
        Map<String, String> settings = new HashMap<>(QUICK);
        if (milvus != null) {
            settings.put("patchbank.vector-index.kind", "milvus");
            settings.put("patchbank.vector-index.milvus.uri", milvus.uri());
        }
        return settings;
    }

    private void kill(String victim, Cluster cluster, StoppableMilvus milvus) {
        kills.merge(victim, 1, Integer::sum);
        switch (victim) {
            case "postgres" -> cluster.database().kill();
            case "milvus" -> milvus.kill();
            default -> cluster.node(victim).kill();
        }
    }

    private static void bringBack(String victim, Cluster cluster, StoppableMilvus milvus) {
        switch (victim) {
            case "postgres" -> cluster.database().restart();
            case "milvus" -> milvus.restart();
            default -> cluster.restart(victim);
        }
    }

    /** What the program itself has to remove, it removes without being asked. */
    private static void awaitNoOrphans(DatabaseAddress address) throws SQLException {
        long end = System.currentTimeMillis() + SETTLE_MS;
        while (orphans(address) > 0 && System.currentTimeMillis() < end) {
            ProgramProcess.sleep(500);
        }
        assertThat(orphans(address)).as("vectors and files that nobody owns").isZero();
    }

    private static long orphans(DatabaseAddress address) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
                Statement statement = connection.createStatement();
                ResultSet counts = statement.executeQuery("""
                        select (select coalesce(sum(row_count), 0) from vector_block),
                               (select coalesce(sum(size), 0) from reference_version_bank b
                                   join reference_version v on v.id = b.version_id where v.state = 'READY'),
                               (select count(*) from abandoned_bank) + (select count(*) from abandoned_parameters)""")) {
            counts.next();
            long inPostgres = counts.getLong(1);
            return (inPostgres == 0 ? 0 : Math.abs(inPostgres - counts.getLong(2))) + counts.getLong(3);
        }
    }
}
