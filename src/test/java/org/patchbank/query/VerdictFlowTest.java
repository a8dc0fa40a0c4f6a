package org.patchbank.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.InspectionRows;

/** What people say of inspections, through the API. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class VerdictFlowTest {
    private static final String TYPES = "/api/v1/products/%s/defect-types";

    @Inject
    DataSource database;

    @Test
    void later_verdict_supersedes_and_the_trail_stays() {
        String id = rows("trail").add("REJECT", 5.0);
        addType("trail", "scratch").then().statusCode(201).body("code", equalTo("scratch"));

        judge(id, Map.of("verdict", "defective", "defect_type", "scratch", "severity", "major", "by", "anna"))
                .then()
                .statusCode(201)
                .header("Location", endsWith("/verdicts/1"))
                .body("number", equalTo(1));
        judge(id, Map.of("verdict", "good", "note", "a reflection", "by", "boris"))
                .then()
                .statusCode(201)
                .body("number", equalTo(2));

        given().get("/api/v1/inspections/" + id + "/verdicts")
                .then()
                .statusCode(200)
                .body("items.number", contains(2, 1))
                .body("items.by", contains("boris", "anna"))
                .body("items[1].severity", equalTo("major"));
        given().get("/api/v1/inspections/" + id)
                .then()
                .body("verdict.verdict", equalTo("good"))
                .body("verdict.number", equalTo(2))
                .body("verdict.defect_type", nullValue());
        given().get("/api/v1/inspections/" + id + "/verdicts/1")
                .then()
                .statusCode(200)
                .body("by", equalTo("anna"));
        given().get("/api/v1/inspections/" + id + "/verdicts/3").then().statusCode(404);
    }

    @Test
    void verdicts_cannot_be_changed_in_the_database_either() throws SQLException {
        String id = rows("kept").add("REJECT", 5.0);
        judge(id, Map.of("verdict", "good", "by", "anna")).then().statusCode(201);

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("update verdict set given_by = 'nobody'"))
                    .hasMessageContaining("never changed");
            assertThatThrownBy(() -> statement.executeUpdate("delete from verdict"))
                    .hasMessageContaining("never changed");
        }
    }

    @Test
    void regions_are_judged_by_their_place() {
        String id = rows("regions").add("REJECT", 5.0);

        judge(
                        id,
                        Map.of(
                                "verdict",
                                "defective",
                                "by",
                                "anna",
                                "regions",
                                List.of(
                                        Map.of("region", 0, "verdict", "defective", "repair", "polished"),
                                        Map.of("region", 1, "verdict", "good"))))
                .then()
                .statusCode(201);

        given().get("/api/v1/inspections/" + id + "/verdicts")
                .then()
                .body("items[0].regions.region", contains(0, 1))
                .body("items[0].regions[0].repair", equalTo("polished"));
        List<Map<String, Object>> missing = List.of(Map.of("region", 2, "verdict", "good"));
        judge(id, Map.of("verdict", "good", "by", "anna", "regions", missing))
                .then()
                .statusCode(422)
                .body("code", equalTo("region-unknown"));
        List<Map<String, Object>> bad = List.of(Map.of("region", 0, "verdict", "defective"));
        judge(id, Map.of("verdict", "good", "by", "anna", "regions", bad))
                .then()
                .statusCode(422)
                .body("code", equalTo("verdict-contradicts"));
    }

    @Test
    void type_outside_the_catalogue_is_refused() {
        String id = rows("typed").add("REJECT", 5.0);
        Map<String, Object> verdict = Map.of("verdict", "defective", "defect_type", "dent", "by", "anna");

        judge(id, verdict).then().statusCode(422).body("code", equalTo("defect-type-unknown"));
        addType("typed", "dent").then().statusCode(201);
        addType("typed", "dent").then().statusCode(409).body("code", equalTo("defect-type-exists"));
        judge(id, verdict).then().statusCode(201);
        given().delete(TYPES.formatted("typed") + "/dent").then().statusCode(204);
        judge(id, verdict).then().statusCode(422);
        given().get(TYPES.formatted("typed")).then().body("items", empty());
        given().get(TYPES.formatted("typed") + "?retired=true").then().body("items.code", contains("dent"));
    }

    @Test
    void request_without_a_name_or_a_known_verdict_is_refused() {
        String id = rows("invalid").add("REJECT", 5.0);

        judge(id, Map.of("verdict", "good")).then().statusCode(400);
        judge(id, Map.of("verdict", "maybe", "by", "anna")).then().statusCode(400);
        judge(id, Map.of("verdict", "good", "severity", "minor", "by", "anna"))
                .then()
                .statusCode(422);
        judge("019ab1c3-0a10-7abc-8def-0123456789ab", Map.of("verdict", "good", "by", "anna"))
                .then()
                .statusCode(404);
    }

    @Test
    void list_is_filtered_by_the_verdict_that_holds() {
        InspectionRows rows = rows("filtered");
        addType("filtered", "scratch");
        String open = rows.add("REJECT", 5.0);
        String good = rows.add("REJECT", 4.0);
        String older = rows.add("REVIEW", 3.2);
        String scratched = rows.add("REJECT", 6.0);
        judge(good, Map.of("verdict", "defective", "by", "anna"));
        judge(good, Map.of("verdict", "good", "by", "anna"));
        judge(older, Map.of("verdict", "defective", "defect_type", "scratch", "by", "anna"));
        judge(scratched, Map.of("verdict", "defective", "defect_type", "scratch", "by", "anna"));

        assertThat(ids("&verdict=none")).containsExactly(open);
        assertThat(ids("&verdict=good")).containsExactly(good);
        assertThat(ids("&verdict=defective")).containsExactly(scratched, older);
        assertThat(ids("&defect_type=scratch&decision=review")).containsExactly(older);
        assertThat(ids("&defect_type=scratch&min_score=5&line=line-1")).containsExactly(scratched);
        Response first = given().get("/api/v1/inspections?product=filtered&verdict=defective&limit=1");
        assertThat(first.<List<String>>path("items.id")).containsExactly(scratched);
        assertThat(ids("&verdict=defective&limit=1&cursor=" + first.path("next_cursor")))
                .containsExactly(older);
        given().get("/api/v1/inspections?product=filtered&verdict=perhaps")
                .then()
                .statusCode(400);
    }

    @Test
    void verdicts_at_the_same_moment_are_numbered_one_by_one() throws Exception {
        String id = rows("crowd").add("REJECT", 5.0);
        ExecutorService people = Executors.newFixedThreadPool(8);

        people.invokeAll(IntStream.range(0, 16)
                        .<Callable<Response>>mapToObj(i -> () -> judge(id, Map.of("verdict", "good", "by", "p" + i)))
                        .toList())
                .forEach(answer -> assertThat(answer).succeedsWithin(java.time.Duration.ofSeconds(30)));
        people.shutdown();

        List<Integer> numbers =
                given().get("/api/v1/inspections/" + id + "/verdicts").path("items.number");
        assertThat(numbers).hasSize(16).doesNotHaveDuplicates().startsWith(16).endsWith(1);
    }

    private InspectionRows rows(String product) {
        return new InspectionRows(database, product);
    }

    private static Response addType(String product, String code) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("code", code, "name", code))
                .post(TYPES.formatted(product));
    }

    private static Response judge(String id, Map<String, ?> verdict) {
        return given().contentType(ContentType.JSON).body(verdict).post("/api/v1/inspections/" + id + "/verdicts");
    }

    private static List<String> ids(String filter) {
        return given().get("/api/v1/inspections?product=filtered" + filter).path("items.id");
    }
}
