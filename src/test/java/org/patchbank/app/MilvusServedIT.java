package org.patchbank.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.platform.database.DatabaseAddress;
import org.patchbank.testing.MilvusServer;
import org.patchbank.testing.ProgramProcess;
import org.patchbank.testing.StoppableMilvus;
import org.patchbank.testing.TestProduct;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.VectorRow;
import org.patchbank.vectorindex.milvus.MilvusOptions;
import org.patchbank.vectorindex.milvus.MilvusVectorIndex;
import org.postgresql.ds.PGSimpleDataSource;

/** The packaged program with its banks in a real Milvus, against the same program with its banks in PostgreSQL. */
@Tag("containers") // which .ci/run has
class MilvusServedIT {
    private static final List<byte[]> PARTS =
            List.of(TestProduct.good(1000), TestProduct.good(1001), TestProduct.defective(DefectKind.values()[0], 1));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path dataDir;

    @Test
    void banks_and_defects_move_to_milvus_and_back_and_judge_the_same_and_banks_go_without_a_trace() throws Exception {
        Map<String, String> milvus = MilvusServer.settings(MilvusServer.uri());
        TestProduct product = new TestProduct("milvus-plate");
        String bank;
        List<Float> scores;
        List<String> similar;
        try {
            try (ProgramProcess program = ProgramProcess.start(dataDir)) {
                TestProduct here = product.at(program.url()).enrol(12);
                here.deploy("line", here.build()).then().statusCode(201);
                bank = hash(here, 1);
                scores = scores(here);
                scores(here); // the same defects again, to be found by those of before
                await(() -> defectsWaiting(program.database()) == 0);
                similar = similar(here);
                assertThat(similar).isNotEmpty();
            }
            assertThat(migrate(milvus, "postgres-to-milvus")).isZero();
            assertThat(migrate(milvus, "postgres-to-milvus", "--remove-source")).isZero();
            try (ProgramProcess program = ProgramProcess.start(dataDir, milvus)) {
                TestProduct here = product.at(program.url());
                awaitReady(here);
                assertThat(similar(here)).isEqualTo(similar);
                assertThat(scores(here)).isEqualTo(scores);
                assertThat(here.build()).isEqualTo(2);
                assertThat(hash(here, 2)).isEqualTo(bank);
                promote(here, 2);
                assertThat(scores(here)).isEqualTo(scores);
                await(() -> defectsWaiting(program.database()) == 0);
                similar = similar(here);
            }
            assertThat(migrate(milvus, "milvus-to-postgres", "--remove-source")).isZero();
            try (ProgramProcess program = ProgramProcess.start(dataDir)) {
                TestProduct here = product.at(program.url());
                awaitReady(here);
                assertThat(similar(here)).isNotEmpty().isEqualTo(similar);
                assertThat(scores(here)).isEqualTo(scores);
                assertThat(collections(program.database(), milvus.get("patchbank.vector-index.milvus.uri"), ""))
                        .isEmpty();
                await(() -> defectsWaiting(program.database()) == 0);
            }
            assertThat(migrate(milvus, "postgres-to-milvus", "--remove-source")).isZero();
            Map<String, String> quick = new HashMap<>(milvus);
            quick.put("patchbank.defects.restore-every", "1s");
            try (ProgramProcess program = ProgramProcess.start(dataDir, quick)) {
                TestProduct here = product.at(program.url());
                awaitReady(here);
                assertThat(scores(here)).isEqualTo(scores);
                await(() -> defectsWaiting(program.database()) == 0);
                defectsAreCompared(here, program.database(), milvus.get("patchbank.vector-index.milvus.uri"));
                orphansAreFound(here, program.database(), milvus.get("patchbank.vector-index.milvus.uri"));
                removed(here);
                assertThat(collections(program.database(), milvus.get("patchbank.vector-index.milvus.uri"), "bank_"))
                        .isEmpty();
            }
        } finally {
            ProgramProcess.stopOrphan(dataDir);
        }
    }

    @Test
    void server_that_dies_while_a_version_is_built_is_waited_for_and_parts_are_judged_all_the_while() throws Exception {
        TestProduct product = new TestProduct("waiting-plate");
        try (StoppableMilvus server = MilvusServer.own();
                ProgramProcess program = ProgramProcess.start(dataDir, MilvusServer.settings(server.uri()))) {
            TestProduct here = product.at(program.url()).enrol(12);
            here.deploy("line", here.build()).then().statusCode(201);
            List<Float> scores = scores(here);
            server.kill();
            int number = here.startBuild();
            for (int i = 0; i < 20; i++) {
                assertThat(scores(here)).isEqualTo(scores);
                ProgramProcess.sleep(500);
            }
            Response ready = here.request().get("/q/health/ready");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.asString()).contains("judges with the banks in memory");
            assertThat(state(here, number)).isIn("queued", "building");
            await(() -> version(here, number).getString("progress.waits") != null);
            assertThat(version(here, number).getString("progress.waits.code")).isEqualTo("vector-index-unavailable");
            assertThat(version(here, number).getString("progress.waits.remedy")).isNotBlank();
            assertThat(here.request()
                            .post(TestProduct.BASE + "/reconciliations")
                            .statusCode())
                    .isEqualTo(503);
            server.restart();
            await(() -> state(here, number).equals("ready"));
            assertThat(version(here, number).getString("progress.waits")).isNull();
            assertThat(hash(here, number)).isEqualTo(hash(here, 1));
            assertThat(scores(here)).isEqualTo(scores);

            here.add(12, 14);
            assertThat(hash(here, here.grow(1)))
                    .isEqualTo(hash(here, here.grow(1)))
                    .isNotEqualTo(hash(here, 1));
        } finally {
            ProgramProcess.stopOrphan(dataDir);
        }
    }

    private static void orphansAreFound(TestProduct here, DatabaseAddress database, String uri) throws SQLException {
        try (MilvusVectorIndex index = index(database, uri)) {
            VectorCollection collection = index.collections().get(0); // of banks
            float[] vector = new float[collection.dimension()];
            index.upsert(
                    collection,
                    List.of(
                            new VectorRow(999L << 24, "bank-999", vector, Map.of("image", 0L)),
                            new VectorRow((999L << 24) + 1, "bank-999", vector, Map.of("image", 0L))));
            VectorCollection unused = new VectorCollection("bank_4_unused", 4);
            index.upsert(unused, List.of(new VectorRow(1, "bank-0", new float[4], Map.of())));
            JsonPath found = reconcile(here);
            assertThat(found.getList("removed.partition")).containsExactlyInAnyOrder("bank-999", "bank-0");
            assertThat(found.getList("dropped")).containsExactly("bank_4_unused");
            assertThat(found.getList("damaged")).isEmpty();
            assertThat(found.getInt("banks")).isEqualTo(2);

            List<VectorRow> first = index.scan(collection, VectorFilter.ALL, -1, 1);
            index.delete(
                    collection, VectorFilter.partition(first.get(0).partition()).with("image", 0L));
            assertThat(reconcile(here).getList("damaged.version")).containsExactly(1);
            assertThat(version(here, 1).getString("damage.code")).isEqualTo("bank-damaged");
            assertThat(version(here, 2).getString("damage")).isNull();
        }
    }

    /** Rows of no defect go, and a vector that was lost comes back as it was. */
    private static void defectsAreCompared(TestProduct here, DatabaseAddress database, String uri) throws SQLException {
        try (MilvusVectorIndex index = index(database, uri)) {
            VectorCollection collection = index.collections().stream()
                    .filter(each -> each.name().startsWith("defect_"))
                    .findFirst()
                    .orElseThrow();
            List<VectorRow> rows = index.scan(collection, VectorFilter.ALL, -1, 1000);
            VectorRow nobodys = new VectorRow(1L << 50, "defects", new float[collection.dimension()], Map.of());
            index.upsert(collection, List.of(nobodys));
            index.delete(collection, List.of(rows.get(0).id()));
            JsonPath found = reconcile(here);
            assertThat(found.getList("removed.collection")).containsExactly(collection.name());
            assertThat(found.getList("removed.rows")).containsExactly(1);
            assertThat(found.getList("lost.rows")).containsExactly(1);
            await(() -> index.count(collection, VectorFilter.ALL) == rows.size());
            assertThat(index.scan(collection, VectorFilter.ALL, -1, 1000)).isEqualTo(rows);
            assertThat(reconcile(here).getList("lost")).isEmpty();
        }
    }

    private static void removed(TestProduct here) {
        String deployment = here.request()
                .get(TestProduct.BASE + "/deployments?product=" + here.name())
                .jsonPath()
                .getString("items[0].id");
        here.request()
                .delete(TestProduct.BASE + "/deployments/" + deployment)
                .then()
                .statusCode(204);
        here.request()
                .delete(TestProduct.BASE + "/reference-sets/" + here.referenceSet())
                .then()
                .statusCode(204);
        JsonPath found = reconcile(here);
        assertThat(found.getList("removed")).isEmpty();
        assertThat(found.getList("dropped")).hasSize(1);
    }

    private static List<String> collections(DatabaseAddress database, String uri, String prefix) throws SQLException {
        try (MilvusVectorIndex index = index(database, uri)) {
            return index.collections().stream()
                    .map(VectorCollection::name)
                    .filter(name -> name.startsWith(prefix))
                    .toList();
        }
    }

    private static MilvusVectorIndex index(DatabaseAddress address, String uri) throws SQLException {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(address.jdbcUrl());
        database.setUser(address.username());
        database.setPassword(address.password());
        return new MilvusVectorIndex(
                MilvusOptions.of(uri, Installation.of(database).collectionPrefix()));
    }

    private static JsonPath reconcile(TestProduct here) {
        Response answer = here.request().post(TestProduct.BASE + "/reconciliations");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static void promote(TestProduct here, int version) {
        String id = here.request()
                .get(TestProduct.BASE + "/deployments?product=" + here.name())
                .jsonPath()
                .getString("items[0].id");
        here.request()
                .contentType("application/json")
                .body(Map.of("version", version))
                .put(TestProduct.BASE + "/deployments/" + id)
                .then()
                .statusCode(200);
    }

    private static List<Float> scores(TestProduct here) {
        return PARTS.stream()
                .map(part -> {
                    Response answer = here.inspect("line", part);
                    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
                    return answer.jsonPath().getFloat("score");
                })
                .toList();
    }

    /** Defects that are not in the vector index yet. */
    private static long defectsWaiting(DatabaseAddress address) {
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from defect where indexed < revision")) {
            count.next();
            return count.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the first defect resembles, nearest first. */
    private static List<String> similar(TestProduct here) {
        String defects = TestProduct.BASE + "/defects?product=" + here.name();
        List<Integer> ids = here.request().get(defects).jsonPath().getList("items.id");
        return ids.isEmpty()
                ? List.of()
                : here.request()
                        .contentType("application/json")
                        .body(Map.of("defect", ids.get(ids.size() - 1)))
                        .post(TestProduct.BASE + "/defects/search?k=5")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("items.defect.id", String.class);
    }

    private static String hash(TestProduct here, int number) {
        return version(here, number).getString("bank.hash");
    }

    private static String state(TestProduct here, int number) {
        return version(here, number).getString("state");
    }

    private static JsonPath version(TestProduct here, int number) {
        return here.request()
                .get(TestProduct.BASE + "/reference-sets/" + here.referenceSet() + "/versions/" + number)
                .jsonPath();
    }

    /** In this process: the settings are those of a command, properties of the system. */
    private int migrate(Map<String, String> settings, String... arguments) {
        settings.forEach(System::setProperty);
        try {
            String[] line = Stream.concat(Stream.of("migrate", "--data-dir", dataDir.toString()), Stream.of(arguments))
                    .toArray(String[]::new);
            return Main.commandLine().execute(line);
        } finally {
            settings.keySet().forEach(System::clearProperty);
        }
    }

    private static void awaitReady(TestProduct here) {
        await(() -> here.request().get("/q/health/ready").statusCode() == 200);
    }

    private static void await(BooleanSupplier well) {
        long end = System.currentTimeMillis() + 120_000;
        while (!well.getAsBoolean()) {
            assertThat(System.currentTimeMillis()).as("in time").isLessThan(end);
            ProgramProcess.sleep(300);
        }
    }
}
