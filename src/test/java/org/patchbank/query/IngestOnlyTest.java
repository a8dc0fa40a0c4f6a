package org.patchbank.query;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbank.testing.DatabaseResource;

@QuarkusTest
@TestProfile(IngestOnlyTest.IngestOnly.class)
@QuarkusTestResource(DatabaseResource.class)
class IngestOnlyTest {
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
}
