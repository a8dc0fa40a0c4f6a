package org.patchbank.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.patchbank.testing.DatabaseResource;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class OperationsTest {
    @Test
    void node_without_deployments_is_live_and_ready() {
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("banks of the deployments"))
                .body("checks.name", hasItem("Database connections health check"));
    }

    @Test
    void every_stage_is_measured() {
        String metrics = given().get("/q/metrics").asString();

        assertThat(metrics)
                .contains("patchbank_inspection_stage_seconds_bucket{stage=\"backbone\"")
                .contains("patchbank_inspection_stage_seconds{stage=\"search\",quantile=\"0.99\"}")
                .contains("patchbank_banks_loaded");
    }

    @Test
    void listens_on_this_machine_only_unless_told_otherwise() {
        assertThat(ConfigProvider.getConfig().getValue("quarkus.http.host", String.class))
                .isEqualTo("127.0.0.1");
    }
}
