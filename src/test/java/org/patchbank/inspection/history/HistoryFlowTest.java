package org.patchbank.inspection.history;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.ImageStore;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.InspectionRows;

/** What is counted of the history, what limits would have come to, and what need not be kept. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class HistoryFlowTest {
    @Inject
    DataSource database;

    @Inject
    Rollup rollup;

    @Inject
    Retention retention;

    @Inject
    ImageStore images;

    @Test
    void counts_follow_inspections_and_later_verdicts() {
        InspectionRows rows = new InspectionRows(database, "counted");
        Instant day = Instant.now().minus(Duration.ofDays(40)).truncatedTo(ChronoUnit.DAYS);
        rows.add(day.plusSeconds(60), "ACCEPT", 1.0);
        String escaped = rows.add(day.plusSeconds(70), "ACCEPT", 2.0);
        String good = rows.add(day.plusSeconds(7200), "REJECT", 5.0);
        String bad = rows.add(day.plus(1, ChronoUnit.DAYS), "REJECT", 6.0);
        countAnew(); // these are older than anything that is looked for
        rollup.refresh();

        given().get("/api/v1/statistics?product=counted")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items.inspections", contains(3, 1))
                .body("items.rejected", contains(1, 1))
                .body("items[0].overkill.judged", equalTo(0))
                .body("items[0].overkill.share", nullValue());

        judge(good, Map.of("verdict", "good", "by", "anna"));
        judge(escaped, Map.of("verdict", "defective", "by", "anna"));
        addType("counted", "scratch");
        judge(bad, Map.of("verdict", "defective", "defect_type", "scratch", "by", "anna"));
        rollup.refresh();
        rollup.refresh();

        given().get("/api/v1/statistics?product=counted")
                .then()
                .body("items.inspections", contains(3, 1))
                .body("items[0].overkill.found", equalTo(1))
                .body("items[0].escape.found", equalTo(1))
                .body("items[0].reject_rate", equalTo(1f / 3))
                .body("items[1].overkill.found", equalTo(0))
                .body("items[1].overkill.judged", equalTo(1));
        given().get("/api/v1/statistics?product=counted&step=hour&from=" + day + "&to=" + day.plus(1, ChronoUnit.DAYS))
                .then()
                .body("items.inspections", contains(2, 1));
        given().get("/api/v1/statistics?product=counted&step=month&defect_type=scratch&group=line&group=defect_type")
                .then()
                .body("items", hasSize(1))
                .body("items[0].line", equalTo("line-1"))
                .body("items[0].defect_type", equalTo("scratch"))
                .body("items[0].inspections", equalTo(1));
        given().get("/api/v1/statistics?step=minute").then().statusCode(400);
        given().get("/api/v1/statistics?group=colour").then().statusCode(400);
    }

    @Test
    void limits_are_tried_on_recorded_scores() {
        InspectionRows rows = new InspectionRows(database, "tried");
        for (int i = 0; i < 20; i++) {
            rows.add("ACCEPT", 1 + i * 0.1); // 1.0 to 2.9
        }
        judge(rows.add("REVIEW", 3.2), Map.of("verdict", "defective", "by", "anna"));
        judge(rows.add("REJECT", 4.0), Map.of("verdict", "good", "by", "anna"));
        judge(rows.add("REJECT", 6.0), Map.of("verdict", "defective", "by", "anna"));

        Response answer = whatIf(rows, Map.of("review_threshold", 3.3, "reject_threshold", 5.0));

        answer.then()
                .statusCode(200)
                .body("present.accepted", equalTo(20))
                .body("present.reviewed", equalTo(1))
                .body("present.rejected", equalTo(2))
                .body("present.overkill.parts", equalTo(1f))
                .body("present.overkill.interval95", contains(1f, 1f))
                .body("present.escape.parts", nullValue())
                .body("present.escape.advice", notNullValue())
                .body("wanted.accepted", equalTo(21))
                .body("wanted.reviewed", equalTo(1))
                .body("wanted.rejected", equalTo(1))
                .body("wanted.overkill.parts", equalTo(0f))
                .body("wanted.escape.known", equalTo(1))
                .body("wanted.escape.interval95[1]", equalTo(21f));
        whatIf(rows, Map.of("review_threshold", 9.0))
                .then()
                .statusCode(422)
                .body("code", equalTo("thresholds-crossed"));
        whatIf(rows, Map.of("to", "2020-01-01T00:00:00Z"))
                .then()
                .statusCode(200)
                .body("present.inspections", equalTo(0));
        given().contentType(ContentType.JSON)
                .body(Map.of())
                .post("/api/v1/deployments/019ab1c3-0a10-7abc-8def-0123456789ab/what-if")
                .then()
                .statusCode(404);
    }

    @Test
    void images_of_good_parts_go_after_their_days_and_records_stay() {
        InspectionRows rows = new InspectionRows(database, "aged");
        Instant old = Instant.now().minus(Duration.ofDays(31));
        String accepted = add(rows, old, "ACCEPT", "accepted");
        String rejected = add(rows, old.plusSeconds(1), "REJECT", "rejected");
        String shown = add(rows, old.plusSeconds(2), "ACCEPT", "shown again");
        String young = add(rows, Instant.now().minus(Duration.ofDays(29)), "ACCEPT", "young");
        add(rows, Instant.now(), "REJECT", "shown again");

        retention.removeImages();
        assertThat(kept(accepted)).isTrue();
        given().contentType(ContentType.JSON)
                .body(Map.of("good_image_days", 30))
                .put("/api/v1/products/aged/retention")
                .then()
                .statusCode(200);
        retention.removeImages();

        assertThat(kept(accepted)).isFalse();
        assertThat(kept(rejected)).isTrue();
        assertThat(kept(shown)).isTrue();
        assertThat(kept(young)).isTrue();
        given().get("/api/v1/inspections/" + accepted).then().statusCode(200);
        given().get("/api/v1/inspections/" + accepted + "/original")
                .then()
                .statusCode(404)
                .body("code", equalTo("image-removed"));
        given().get("/api/v1/inspections/" + accepted + "/thumbnail")
                .then()
                .statusCode(404)
                .body("code", equalTo("image-removed"));

        judge(rejected, Map.of("verdict", "good", "by", "anna"));
        retention.removeImages();
        assertThat(kept(rejected)).isFalse();
        given().get("/api/v1/products/aged/retention").then().body("good_image_days", equalTo(30));
        given().contentType(ContentType.JSON).body(Map.of()).put("/api/v1/products/aged/retention");
        given().get("/api/v1/products/aged/retention").then().body("good_image_days", nullValue());
    }

    private void countAnew() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from inspection_rollup_state");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String add(InspectionRows rows, Instant at, String decision, String content) {
        return rows.add(at, decision, 2.0, images.put(BlobKind.IMAGE, content.getBytes(StandardCharsets.UTF_8)));
    }

    private boolean kept(String inspection) {
        String sha256 = given().get("/api/v1/inspections/" + inspection).path("image.sha256");
        return images.contains(BlobKind.IMAGE, sha256);
    }

    private static Response whatIf(InspectionRows rows, Map<String, ?> limits) {
        return given().contentType(ContentType.JSON)
                .body(limits)
                .post("/api/v1/deployments/" + rows.deployment() + "/what-if");
    }

    private static void addType(String product, String code) {
        given().contentType(ContentType.JSON)
                .body(Map.of("code", code, "name", code))
                .post("/api/v1/products/" + product + "/defect-types")
                .then()
                .statusCode(201);
    }

    private static void judge(String id, Map<String, ?> verdict) {
        given().contentType(ContentType.JSON)
                .body(verdict)
                .post("/api/v1/inspections/" + id + "/verdicts")
                .then()
                .statusCode(201);
    }
}
