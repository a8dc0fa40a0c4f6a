package org.patchbank.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.platform.database.DatabaseAddress;
import org.patchbank.testing.Cluster;
import org.patchbank.testing.ProgramProcess;
import org.patchbank.testing.TestProduct;

/** Nodes of the two roles as processes of their own on one PostgreSQL: promotions, the queue of builds, factories. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
    /** Nobody finds a change by looking: what is followed was told. */
    private static final Map<String, String> TOLD_ALONE = Map.of("patchbank.inspection.poll-every", "1h");

    private static final Map<String, String> QUICK_QUEUE =
            Map.of("patchbank.build.heartbeat", "1s", "patchbank.build.poll-interval", "200ms");
    private static final byte[] GOOD = TestProduct.good(1001);
    private static final long TOLD_WITHIN_MS = 15_000;

    private Path folder;
    private Cluster cluster;
    private TestProduct ingest;
    private TestProduct first;
    private TestProduct second;
    private String deployment;

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        cluster = Cluster.start(folder);
        ingest = new TestProduct(
                "plate", cluster.node("ingest-1", "ingest", QUICK_QUEUE).url());
        first = ingest.at(cluster.node("query-1", "query", Map.of()).url());
        second = ingest.at(cluster.node("query-2", "query", TOLD_ALONE).url());
        ingest.enrol(12);
        ingest.build();
        ingest.build();
        deployment = first.deploy("line", 1).then().statusCode(201).extract().path("id");
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    private record Answer(int status, Integer version, Integer revision, String node) {
        static Answer of(Response response) {
            return response.statusCode() == 201
                    ? new Answer(201, response.path("version"), response.path("revision"), response.path("node"))
                    : new Answer(response.statusCode(), null, null, null);
        }
    }

    private void promote(TestProduct at, int version) {
        at.request()
                .contentType(ContentType.JSON)
                .body(Map.of("version", version))
                .put("/api/v1/deployments/" + deployment)
                .then()
                .statusCode(200)
                .body("version", equalTo(version));
    }

    private Answer awaitVersion(TestProduct at, int version) {
        long end = System.currentTimeMillis() + TOLD_WITHIN_MS;
        Answer answer = Answer.of(at.inspect("line", GOOD));
        while (!Integer.valueOf(version).equals(answer.version()) && System.currentTimeMillis() < end) {
            ProgramProcess.sleep(20);
            answer = Answer.of(at.inspect("line", GOOD));
        }
        assertThat(answer.version()).isEqualTo(version);
        return answer;
    }

    @Test
    @Order(1)
    void roles_are_served_apart() {
        ingest.request().get("/api/v1/deployments").then().statusCode(404).body("code", equalTo("other-role"));
        first.request().get("/api/v1/reference-sets").then().statusCode(404).body("code", equalTo("other-role"));
        first.request().get("/api/v1/factories").then().statusCode(200);
    }

    @Test
    @Order(2)
    void promotion_is_told_and_the_old_version_answers_no_more() throws Exception {
        awaitVersion(second, 1);
        List<Answer> answers = new ArrayList<>();
        AtomicBoolean stop = new AtomicBoolean();
        Thread line = new Thread(() -> {
            while (!stop.get()) {
                answers.add(Answer.of(second.inspect("line", GOOD)));
            }
        });
        line.start();
        ProgramProcess.sleep(500);

        promote(first, 2);
        long promoted = System.nanoTime();
        assertThat(Answer.of(first.inspect("line", GOOD)).version()).isEqualTo(2);
        awaitVersion(second, 2);
        long told = System.nanoTime();
        ProgramProcess.sleep(300);
        stop.set(true);
        line.join();

        System.out.printf(
                "told within %.0f ms, bank included; %d answers on the other node%n",
                (told - promoted) / 1e6, answers.size());
        assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.status() == 503);
        List<Integer> versions = answers.stream()
                .map(Answer::version)
                .filter(version -> version != null)
                .toList();
        assertThat(versions).isSorted().contains(1, 2);
        assertThat(answers.stream()
                        .map(Answer::node)
                        .filter(node -> node != null)
                        .distinct())
                .hasSize(1);
    }

    @Test
    @Order(3)
    void promotion_is_followed_when_the_listening_connection_was_lost() throws Exception {
        DatabaseAddress address = cluster.database().address();
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
                Statement statement = connection.createStatement();
                ResultSet killed = statement.executeQuery(
                        "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'patchbank-listen'")) {
            killed.next();
            assertThat(killed.getInt(1)).isEqualTo(2);
        }
        promote(first, 1);

        awaitVersion(second, 1);
    }

    @Test
    @Order(4)
    void shadow_started_at_one_node_scores_what_others_judge_and_each_step_is_told() {
        String path = "/api/v1/deployments/" + deployment;
        first.request()
                .contentType(ContentType.JSON)
                .body(Map.of("version", 2))
                .put(path + "/shadow")
                .then()
                .statusCode(200);
        for (TestProduct node : List.of(second, first, second)) {
            node.inspect("line", GOOD).then().statusCode(201).body("version", equalTo(1));
        }
        long end = System.currentTimeMillis() + 60_000;
        int scored = 0;
        while (scored < 3 && System.currentTimeMillis() < end) {
            ProgramProcess.sleep(100);
            scored = second.request().get(path + "/shadow/comparison").path("scored");
        }
        assertThat(scored).isEqualTo(3);

        step(first, path + "/shadow/promote", 2);
        awaitVersion(second, 2);
        step(second, path + "/revert", 1);
        awaitVersion(first, 1);
    }

    private static void step(TestProduct at, String path, int version) {
        at.request()
                .contentType(ContentType.JSON)
                .body(Map.of("by", "m.weber"))
                .post(path)
                .then()
                .statusCode(200)
                .body("version", equalTo(version));
    }

    @Test
    @Order(5)
    void each_build_runs_once_and_is_taken_over_from_a_killed_node() throws Exception {
        TestProduct other =
                ingest.at(cluster.node("ingest-2", "ingest", QUICK_QUEUE).url());
        for (int i = 0; i < 4; i++) {
            (i % 2 == 0 ? ingest : other).startBuild();
        }
        awaitReady(other, 6);
        int here = builds("ingest-1", 3, 6);
        int there = builds("ingest-2", 3, 6);
        System.out.printf("builds of two ingest nodes: %d and %d%n", here, there);
        assertThat(here + there).isEqualTo(4);

        int number = other.startBuild();
        String victim = awaitBuilder(number);
        cluster.node(victim).kill();
        TestProduct left = victim.equals("ingest-1") ? other : ingest;
        awaitReady(left, number);
        assertThat(builds(victim.equals("ingest-1") ? "ingest-2" : "ingest-1", number, number))
                .isEqualTo(1);
        assertNothingIsLeftOver();
        cluster.restart(victim);
        ingest = ingest.at(cluster.node("ingest-1").url());
    }

    private int builds(String node, int from, int to) {
        String log = cluster.node(node).log();
        int builds = 0;
        for (int number = from; number <= to; number++) {
            builds += log.split("Building version " + number + " of", -1).length - 1;
        }
        return builds;
    }

    private String awaitBuilder(int number) {
        long end = System.currentTimeMillis() + 120_000;
        while (System.currentTimeMillis() < end) {
            for (String node : List.of("ingest-1", "ingest-2")) {
                if (builds(node, number, number) > 0) {
                    return node;
                }
            }
            ProgramProcess.sleep(5);
        }
        throw new AssertionError("nobody builds version " + number);
    }

    private static void awaitReady(TestProduct at, int number) {
        long end = System.currentTimeMillis() + 240_000;
        String state = "";
        String path = "/api/v1/reference-sets/" + at.referenceSet() + "/versions/";
        while (!state.equals("ready") && System.currentTimeMillis() < end) {
            ProgramProcess.sleep(200);
            state = "ready";
            for (int i = 1; i <= number; i++) {
                String one = at.request().get(path + i).path("state");
                state = one.equals("ready") ? state : one;
            }
        }
        assertThat(state).isEqualTo("ready");
    }

    private void assertNothingIsLeftOver() throws SQLException {
        DatabaseAddress address = cluster.database().address();
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
                Statement statement = connection.createStatement();
                ResultSet counts = statement.executeQuery("""
                        select (select coalesce(sum(row_count), 0) from vector_block),
                               (select coalesce(sum(size), 0) from reference_version_bank b
                                   join reference_version v on v.id = b.version_id where v.state = 'READY')""")) {
            counts.next();
            assertThat(counts.getLong(1)).as("vectors in the index").isEqualTo(counts.getLong(2));
        }
    }

    @Test
    @Order(6)
    void images_stay_in_the_store_of_their_factory_and_the_version_travels() throws Exception {
        Path northImages = Files.createDirectories(folder.resolve("north-images"));
        TestProduct north = new TestProduct(
                "disc",
                cluster.node("north", "ingest,query", "north", northImages, QUICK_QUEUE)
                        .url());
        String set = north.request()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "name", north.referenceSet(), "product", "disc", "line", "press", "image_place", "own-factory"))
                .post("/api/v1/reference-sets")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        for (int i = 0; i < 12; i++) {
            north.request()
                    .multiPart("file", "good-" + i + ".png", TestProduct.good(i), "image/png")
                    .post("/api/v1/reference-sets/" + set + "/images")
                    .then()
                    .statusCode(200);
        }
        TestProduct abroad = north.at(cluster.node("query-1").url());
        int number = north.build(Map.of("model", Map.of("type", "gaussian")));
        assertThat(cluster.node("north").log()).contains("Building version " + number + " of disc-good");
        abroad.deploy("far", number).then().statusCode(404).body("code", equalTo("reference-set-not-found"));

        north.request()
                .contentType(ContentType.JSON)
                .body(Map.of("factories", List.of("default")))
                .put("/api/v1/reference-sets/" + set + "/sharing")
                .then()
                .statusCode(200);
        abroad.deploy("far", number)
                .then()
                .statusCode(201)
                .body("calibration.source", equalTo("version"))
                .body("calibration.elsewhere", equalTo(true))
                .body("calibration.built_for.factory", equalTo("north"))
                .body("calibration.more_images", equalTo(24))
                .body("calibration.advice", containsString("24 good images of this line"));
        String image = ingest.request()
                .get("/api/v1/reference-sets/" + set + "/images")
                .path("items[0].id");
        ingest.request()
                .get("/api/v1/reference-sets/" + set + "/images/" + image + "/content")
                .then()
                .statusCode(403)
                .body("code", equalTo("images-elsewhere"))
                .body("detail", containsString("factory 'north'"));

        String inspection = abroad.inspect("far", GOOD)
                .then()
                .statusCode(201)
                .body("factory", equalTo("default"))
                .extract()
                .path("id");
        north.request()
                .get("/api/v1/inspections/" + inspection)
                .then()
                .statusCode(200)
                .body("factory", equalTo("default"));
        north.request()
                .get("/api/v1/inspections/" + inspection + "/overlay")
                .then()
                .statusCode(403)
                .body("code", equalTo("image-elsewhere"))
                .body("remedy", containsString("factory 'default'"));
        abroad.request()
                .get("/api/v1/inspections/" + inspection + "/overlay")
                .then()
                .statusCode(200);
        given().baseUri(cluster.node("north").url().toString())
                .get("/api/v1/inspections?product=disc")
                .then()
                .body("items.size()", equalTo(0));
    }

    @Test
    @Order(7)
    void version_of_images_that_stay_grows_in_its_factory_and_travels_again() {
        TestProduct north = new TestProduct("disc", cluster.node("north").url());
        TestProduct abroad = north.at(cluster.node("query-1").url());
        int known = north.build();
        String far = abroad.deploy("far-grown", known)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        byte[] odd = TestProduct.defective(DefectKind.MISSING_FEATURE, 0);
        String rejected = rejectedButGood(abroad, "far-grown", odd);
        accept(abroad, far, rejected)
                .statusCode(403)
                .body("code", equalTo("reference-set-read-only"))
                .body("remedy", containsString("factory 'north'"));

        String home =
                north.deploy("press", known).then().statusCode(201).extract().path("id");
        accept(north, home, rejectedButGood(north, "press", odd))
                .statusCode(202)
                .body("version.grown_from", equalTo(known));
        int grown = north.ready(known + 1);

        assertThat(cluster.node("north").log()).contains("Building version " + grown + " of disc-good");
        abroad.inspect("far-grown", odd).then().statusCode(201).body("decision", equalTo("reject"));
        for (TestProduct either : List.of(north, abroad)) {
            either.request()
                    .get("/api/v1/defects?product=disc")
                    .then()
                    .statusCode(200)
                    .body("items.factory", hasItems("default", "north"));
        }
        abroad.request()
                .contentType(ContentType.JSON)
                .body(Map.of("version", grown))
                .put("/api/v1/deployments/" + far)
                .then()
                .statusCode(200);
        abroad.inspect("far-grown", odd)
                .then()
                .statusCode(201)
                .body("version", equalTo(grown))
                .body("decision", equalTo("accept"));
    }

    private static String rejectedButGood(TestProduct at, String line, byte[] part) {
        String id = at.inspect(line, part)
                .then()
                .statusCode(201)
                .body("decision", equalTo("reject"))
                .extract()
                .path("id");
        at.request()
                .contentType(ContentType.JSON)
                .body(Map.of("verdict", "good", "by", "anna"))
                .post("/api/v1/inspections/" + id + "/verdicts")
                .then()
                .statusCode(201);
        return id;
    }

    private static ValidatableResponse accept(TestProduct at, String deployment, String inspection) {
        return at.request()
                .contentType(ContentType.JSON)
                .body(Map.of("inspections", List.of(inspection), "by", "boris"))
                .post("/api/v1/deployments/" + deployment + "/proposals/accept")
                .then();
    }
}
