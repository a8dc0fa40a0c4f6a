package org.patchbank.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.testing.ProgramProcess;
import org.patchbank.testing.TestProduct;

/**
 * The whole installation of docker-compose.yml, used from outside and disturbed: a query node killed while it inspects, Milvus
 * killed while parts are inspected and while a version is built.
 */
class ComposeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int ATTEMPTS = 3;

    @TempDir
    Path folder;

    @Test
    void nothing_is_lost_or_decided_otherwise_when_a_query_node_or_milvus_dies() throws IOException {
        try (Compose compose = Compose.ofEnvironment()) {
            compose.up();
            URI server = compose.address();
            TestProduct product = new TestProduct("compose-plate", server);
            await("the nodes", () -> isReady(product));
            demo(server);

            product.enrol(12);
            product.deploy(LineOfParts.LINE, product.build()).then().statusCode(201);
            LineOfParts line = new LineOfParts(product);
            line.judgeAll();

            line.during(() -> {
                ProgramProcess.sleep(2000);
                compose.kill("query-1");
                ProgramProcess.sleep(5000);
                compose.start("query-1");
                await("query-1", () -> compose.isHealthy("query-1"));
            });
            line.during(() -> {
                ProgramProcess.sleep(1000);
                compose.kill("milvus");
                ProgramProcess.sleep(5000);
                compose.start("milvus");
                await("milvus", () -> compose.isHealthy("milvus"));
            });
            line.during(() -> {
                promote(product, disturbedBuild(compose, product));
                ProgramProcess.sleep(5000);
            });
            line.verify();
        }
    }

    /** The demo, as a user runs it on another machine. */
    private void demo(URI server) throws IOException {
        String found = Compose.run(
                List.of(
                        Path.of("patchbank").toAbsolutePath().toString(),
                        "demo",
                        "--server",
                        server.toString(),
                        "--json",
                        "--parts",
                        "12",
                        "--data-dir",
                        folder.toString()),
                PATIENCE);
        JsonNode report = new ObjectMapper().readTree(found);
        assertThat(report.get("parts")).hasSize(40);
        assertThat(report.at("/defective/accepted").asInt()).isLessThan(10);
    }

    /** Builds until Milvus has died in the midst of a build; that version. */
    private static int disturbedBuild(Compose compose, TestProduct product) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int version = product.startBuild();
            await("the build of " + version, () -> List.of("building", "ready").contains(state(product, version)));
            compose.kill("milvus");
            boolean disturbed = state(product, version).equals("building");
            ProgramProcess.sleep(1000);
            compose.start("milvus");
            await("version " + version, () -> state(product, version).equals("ready"));
            if (disturbed) {
                return version;
            }
        }
        throw new AssertionError("each of %d builds had ended before Milvus was killed".formatted(ATTEMPTS));
    }

    private static boolean isReady(TestProduct product) {
        try {
            return product.request().get("/q/health/ready").statusCode() == 200
                    && product.request()
                                    .get(TestProduct.BASE + "/reference-sets")
                                    .statusCode()
                            == 200;
        } catch (Exception notYet) {
            return false;
        }
    }

    private static String state(TestProduct product, int version) {
        Response answer = product.request()
                .get(TestProduct.BASE + "/reference-sets/" + product.referenceSet() + "/versions/" + version);
        if (answer.statusCode() != 200) {
            return "unknown";
        }
        String state = answer.path("state");
        assertThat(state).isNotIn("failed", "cancelled");
        return state;
    }

    private static void promote(TestProduct product, int version) {
        Response deployments = product.request()
                .get(TestProduct.BASE + "/deployments?product=" + product.name() + "&line=" + LineOfParts.LINE);
        assertThat(deployments.statusCode()).as(deployments::asString).isEqualTo(200);
        String id = deployments.path("items[0].id");
        product.request()
                .contentType("application/json")
                .body(Map.of("version", version))
                .put(TestProduct.BASE + "/deployments/" + id)
                .then()
                .statusCode(200);
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waiting for " + what).isBefore(end);
            ProgramProcess.sleep(500);
        }
    }
}
