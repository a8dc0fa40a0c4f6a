package org.patchbank.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;

/** Good parts that were rejected become reference images, through the API. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class ProposalFlowTest {
    @Inject
    DataSource database;

    @Test
    void part_that_was_rejected_and_is_good_is_learned_in_a_grown_version_and_then_accepted() {
        TestProduct product = new TestProduct("false-rejects").enrol(16);
        String deployment = deploy(product, "line-1", product.build());
        List<byte[]> parts = IntStream.range(0, 3)
                .mapToObj(i -> TestProduct.defective(DefectKind.MISSING_FEATURE, i))
                .toList();
        List<String> rejected = parts.stream()
                .map(part -> inspect(product, "line-1", part, "reject"))
                .toList();
        proposals(deployment, "").body("items", empty());
        rejected.subList(0, 2).forEach(id -> judge(id, "good"));
        judge(rejected.get(2), "defective");
        proposals(deployment, "")
                .body("items.inspection.id", contains(rejected.get(1), rejected.get(0)))
                .body("items[0].state", equalTo("proposed"))
                .body("items[0].reason", equalTo("rejected-but-good"))
                .body("items[0].why", containsString("anna called it good"))
                .body("items[0].inspection.verdict.verdict", equalTo("good"))
                .body("items[0].links.image", endsWith(rejected.get(1) + "/image"))
                .body("next_cursor", nullValue());

        JsonPath accepted = answer(deployment, "accept", rejected.subList(0, 2))
                .statusCode(202)
                .header("Location", endsWith("/versions/2"))
                .body("version.grown_from", equalTo(1))
                .body("proposals.state", contains("accepted", "accepted"))
                .body("proposals[0].answers[0].by", equalTo("boris"))
                .body("proposals[0].answers[0].note", equalTo("common on this line"))
                .body("proposals[0].answers[0].version", equalTo(2))
                .extract()
                .jsonPath();

        JsonPath version = awaitReady(accepted.getString("version.links.self"));
        assertThat(version.getInt("growth.from")).isEqualTo(1);
        assertThat(version.<String>getList("growth.added.inspection"))
                .containsExactlyInAnyOrderElementsOf(rejected.subList(0, 2));
        assertThat(version.<String>getList("growth.added.name")).contains("inspection-" + rejected.get(0));
        assertThat(version.getInt("growth.added_rows")).isPositive();
        assertThat(version.getInt("calibration.images")).isEqualTo(18);
        given().get("/api/v1/reference-sets/" + product.referenceSet() + "/images?limit=100")
                .then()
                .body("items", hasSize(18))
                .body("items[17].inspection", equalTo(rejected.get(1)))
                .body("items[17].links.inspection", endsWith(rejected.get(1)));
        proposals(deployment, "").body("items", empty());
        proposals(deployment, "?state=accepted").body("items", hasSize(2));
        given().contentType(ContentType.JSON)
                .body(Map.of("version", 2, "reason", "reflections learned"))
                .put("/api/v1/deployments/" + deployment)
                .then()
                .statusCode(200);
        inspect(product, "line-1", parts.get(0), "accept");
        inspect(product, "line-1", parts.get(1), "accept");
        given().contentType(ContentType.JSON)
                .body(Map.of("version", 1))
                .put("/api/v1/deployments/" + deployment)
                .then()
                .statusCode(200);
        inspect(product, "line-1", parts.get(0), "reject");
    }

    @Test
    void answers_are_kept_and_a_declined_proposal_may_be_accepted_later() throws SQLException {
        TestProduct product = new TestProduct("declined-first").enrol(12);
        String deployment = deploy(product, "line-1", product.build());
        List<String> ids = IntStream.range(0, 3)
                .mapToObj(
                        i -> inspect(product, "line-1", TestProduct.defective(DefectKind.MISSING_FEATURE, i), "reject"))
                .toList();
        ids.forEach(id -> judge(id, "good"));
        String cursor = proposals(deployment, "?limit=2")
                .body("items.inspection.id", contains(ids.get(2), ids.get(1)))
                .extract()
                .path("next_cursor");
        proposals(deployment, "?limit=2&cursor=" + cursor)
                .body("items.inspection.id", contains(ids.get(0)))
                .body("next_cursor", nullValue());

        answer(deployment, "decline", ids.subList(0, 2))
                .statusCode(200)
                .body("items.state", contains("declined", "declined"));
        proposals(deployment, "").body("items.inspection.id", contains(ids.get(2)));
        proposals(deployment, "?state=declined").body("items.inspection.id", contains(ids.get(1), ids.get(0)));
        JsonPath accepted = answer(deployment, "accept", ids.subList(0, 1))
                .statusCode(202)
                .extract()
                .jsonPath();
        given().get("/api/v1/deployments/" + deployment + "/proposals/" + ids.get(0))
                .then()
                .statusCode(200)
                .body("state", equalTo("accepted"))
                .body("answers.answer", contains("accepted", "declined"))
                .body("answers.number", contains(2, 1))
                .body("answers[1].reference_set", nullValue());
        proposals(deployment, "?state=declined").body("items.inspection.id", contains(ids.get(1)));
        answer(deployment, "accept", ids.subList(0, 1))
                .statusCode(409)
                .body("code", equalTo("proposal-accepted-before"))
                .body("remedy", not(empty()));
        answer(deployment, "decline", ids.subList(0, 1)).statusCode(409);
        judge(ids.get(2), "defective");
        proposals(deployment, "").body("items", empty());
        answer(deployment, "accept", ids.subList(1, 3)).statusCode(409).body("code", equalTo("not-proposed"));
        awaitReady(accepted.getString("version.links.self"));
        proposals(deployment, "?state=accepted").body("items", hasSize(1));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("update proposal_answer set given_by = 'nobody'"))
                    .hasMessageContaining("never changed");
        }
    }

    @Test
    void version_that_cannot_grow_says_so_and_is_built_anew_instead() {
        TestProduct product = new TestProduct("not-growable").enrol(8);
        String deployment = deploy(product, "line-1", product.build(Map.of("model", Map.of("type", "gaussian"))));
        String id = inspect(product, "line-1", TestProduct.defective(DefectKind.SCRATCH, 7), "reject");
        judge(id, "good");

        answer(deployment, "accept", List.of(id))
                .statusCode(422)
                .body("code", equalTo("version-cannot-grow"))
                .body("detail", containsString("not a memory bank"));
        given().get("/api/v1/reference-sets/" + product.referenceSet() + "/images")
                .then()
                .body("items", hasSize(8));
        JsonPath accepted = given().contentType(ContentType.JSON)
                .body(Map.of("inspections", List.of(id), "by", "boris", "build", "full"))
                .post("/api/v1/deployments/" + deployment + "/proposals/accept")
                .then()
                .statusCode(202)
                .body("version.grown_from", nullValue())
                .extract()
                .jsonPath();

        JsonPath version = awaitReady(accepted.getString("version.links.self"));
        assertThat(version.getInt("images")).isEqualTo(9);
        assertThat(version.getString("spec.model.type")).isEqualTo("gaussian");
    }

    @Test
    void proposals_of_nothing_are_refused() {
        given().get("/api/v1/deployments/" + UUID.randomUUID() + "/proposals")
                .then()
                .statusCode(404)
                .body("code", equalTo("deployment-not-found"));
    }

    private static String deploy(TestProduct product, String line, int version) {
        return product.deploy(line, version).then().statusCode(201).extract().path("id");
    }

    private static String inspect(TestProduct product, String line, byte[] part, String decision) {
        return product.inspect(line, part)
                .then()
                .statusCode(201)
                .body("decision", equalTo(decision))
                .extract()
                .path("id");
    }

    private static void judge(String id, String verdict) {
        given().contentType(ContentType.JSON)
                .body(Map.of("verdict", verdict, "by", "anna"))
                .post("/api/v1/inspections/" + id + "/verdicts")
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse proposals(String deployment, String query) {
        return given().get("/api/v1/deployments/" + deployment + "/proposals" + query)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse answer(String deployment, String answer, List<String> ids) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("inspections", ids, "by", "boris", "note", "common on this line"))
                .post("/api/v1/deployments/" + deployment + "/proposals/" + answer)
                .then();
    }

    private static JsonPath awaitReady(String version) {
        long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (true) {
            JsonPath found = given().get(version).jsonPath();
            assertThat(found.getString("state")).isNotIn("failed", "cancelled");
            if (found.getString("state").equals("ready")) {
                return found;
            }
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
