package org.patchbank.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.InspectionRows;

/** One person at a time looks at what waits for a verdict. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class ReviewQueueTest {
    private static final String QUEUE = "/api/v1/review-queue";

    @Inject
    DataSource database;

    @Test
    void rejects_and_reviews_wait_until_they_are_judged() {
        InspectionRows rows = new InspectionRows(database, "waiting");
        rows.add("ACCEPT", 1.0);
        String clear = rows.add("REJECT", 9.0);
        String near = rows.add("REJECT", 3.6);
        String review = rows.add("REVIEW", 3.2);

        given().get(QUEUE + "?product=waiting&order=oldest")
                .then()
                .statusCode(200)
                .body("items.inspection.id", contains(clear, near, review))
                .body("waiting", equalTo(3));
        given().get(QUEUE + "?product=waiting").then().body("items.inspection.id", contains(near, review, clear));
        judge(near, "anna").then().statusCode(201);
        given().get(QUEUE + "?product=waiting").then().body("items.inspection.id", contains(review, clear));
        judge(near, "anna").then().statusCode(201);
    }

    @Test
    void claim_holds_others_off_until_it_is_released() {
        InspectionRows rows = new InspectionRows(database, "held");
        String only = rows.add("REJECT", 4.0);

        claim("held", "anna", 60).then().statusCode(200).body("inspection.id", equalTo(only));
        claim("held", "anna", 60).then().statusCode(200).body("inspection.id", equalTo(only));
        claim("held", "boris", 60).then().statusCode(204);
        judge(only, "boris").then().statusCode(409).body("code", equalTo("claimed-by-another"));
        release(only, "boris").then().statusCode(409);
        release(only, "anna").then().statusCode(204);
        claim("held", "boris", 60).then().statusCode(200).body("claimed_by", equalTo("boris"));
        judge(only, "boris").then().statusCode(201);
        release(only, "boris").then().statusCode(404);
        claim("held", "anna", 60).then().statusCode(204);
    }

    @Test
    void claim_ends_by_itself() throws InterruptedException {
        InspectionRows rows = new InspectionRows(database, "ended");
        String only = rows.add("REJECT", 4.0);

        claim("ended", "anna", 1).then().statusCode(200);
        claim("ended", "boris", 60).then().statusCode(204);
        Thread.sleep(1100);
        claim("ended", "boris", 60).then().statusCode(200).body("inspection.id", equalTo(only));
        judge(only, "anna").then().statusCode(409);
    }

    @Test
    void nobody_gets_what_another_holds_however_many_ask_at_once() throws Exception {
        InspectionRows rows = new InspectionRows(database, "raced");
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            all.add(rows.add(i % 2 == 0 ? "REJECT" : "REVIEW", 3 + i * 0.05));
        }
        int people = 8;
        ExecutorService threads = Executors.newFixedThreadPool(people);
        List<Future<List<String>>> seen = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            String name = "person-" + person;
            seen.add(threads.submit(() -> workOff(name)));
        }
        List<String> looked = new ArrayList<>();
        for (Future<List<String>> ids : seen) {
            looked.addAll(ids.get());
        }
        threads.shutdown();

        assertThat(looked).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
        given().get(QUEUE + "?product=raced").then().body("waiting", equalTo(0));
    }

    /** Takes one after the other until nothing is left. */
    private List<String> workOff(String name) {
        List<String> ids = new ArrayList<>();
        Response next = claim("raced", name, 60);
        while (next.statusCode() == 200) {
            assertThat(next.<String>path("claimed_by")).isEqualTo(name);
            String id = next.path("inspection.id");
            judge(id, name).then().statusCode(201);
            ids.add(id);
            next = claim("raced", name, 60);
        }
        assertThat(next.statusCode()).isEqualTo(204);
        return ids;
    }

    @Test
    void skipped_inspection_is_left_to_others_and_to_later() {
        InspectionRows rows = new InspectionRows(database, "skipped");
        String doubtful = rows.add("REJECT", 3.6);
        String clear = rows.add("REJECT", 9.0);
        claim("skipped", "anna", 60).then().body("inspection.id", equalTo(doubtful));
        release(doubtful, "anna").then().statusCode(204);

        Map<String, Object> next = Map.of("product", "skipped", "by", "anna", "skip", List.of(doubtful));
        claim(next).then().statusCode(200).body("inspection.id", equalTo(clear));
        claim("skipped", "boris", 60).then().body("inspection.id", equalTo(doubtful));
        judge(clear, "anna").then().statusCode(201);
        claim(next).then().statusCode(204);
    }

    private static Response claim(String product, String by, int seconds) {
        return claim(Map.of("product", product, "by", by, "seconds", seconds));
    }

    private static Response claim(Map<String, Object> claim) {
        return given().contentType(ContentType.JSON).body(claim).post(QUEUE + "/claim");
    }

    private static Response release(String id, String by) {
        return given().contentType(ContentType.JSON).body(Map.of("by", by)).post(QUEUE + "/" + id + "/release");
    }

    private static Response judge(String id, String by) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("verdict", "good", "by", by))
                .post("/api/v1/inspections/" + id + "/verdicts");
    }
}
