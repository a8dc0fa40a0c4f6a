package org.patchbank.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.evaluation.EnrolCommand;
import org.patchbank.platform.PatchbankException;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestImages;
import picocli.CommandLine;

@QuarkusTest
@TestProfile(IngestOnlyTest.IngestOnly.class)
@QuarkusTestResource(DatabaseResource.class)
class IngestOnlyTest {
    @TestHTTPResource
    URI server;

    public static class IngestOnly implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("patchbank.roles", "ingest");
        }
    }

    @Test
    void node_that_only_ingests_does_not_judge() {
        given().get("/api/v1/inspections")
                .then()
                .statusCode(404)
                .body("code", equalTo("other-role"))
                .body("detail", containsString("'query'"));
        given().get("/api/v1/deployments").then().statusCode(404);
    }

    @Test
    void node_that_only_ingests_is_ready_without_banks() {
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void enrolling_with_a_deployment_is_refused_before_anything_is_sent(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("good.png"), TestImages.good(1));
        AtomicReference<PatchbankException> failure = new AtomicReference<>();
        CommandLine enrol = new CommandLine(new EnrolCommand(options -> {
                    throw new AssertionError("a server was started");
                }))
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    failure.set((PatchbankException) e);
                    return 1;
                });

        assertThat(enrol.execute(folder.toString(), "--product", "plate", "--server", server.toString()))
                .isEqualTo(1);

        assertThat(failure.get().code().code()).isEqualTo("server-lacks-role");
        assertThat(failure.get()).hasMessageContaining("'query'");
        assertThat(failure.get().remedy()).contains("--no-deploy", "patchbank.roles=ingest,query");
        given().get("/api/v1/reference-sets").then().body("items", empty());
    }
}
