package org.patchbank.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.InspectionRows;

/** Inspections as files that other programs read. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class ExportFlowTest {
    private static final String EXPORT = "/api/v1/inspections/export?product=";

    @Inject
    DataSource database;

    @TempDir
    Path folder;

    @Test
    void csv_holds_all_that_match_and_their_verdicts() {
        InspectionRows rows = new InspectionRows(database, "with, comma");
        rows.add("ACCEPT", 1.0);
        String rejected = rows.add("REJECT", 5.25);
        judge(rejected, Map.of("verdict", "good", "note", "looked fine", "by", "anna"));
        judge(
                rejected,
                Map.of(
                        "verdict",
                        "defective",
                        "severity",
                        "minor",
                        "note",
                        "from the gripper, again",
                        "repair",
                        "polished",
                        "by",
                        "the \"boss\""));

        String[] lines = given().get(EXPORT + "with, comma")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .header("Content-Disposition", containsString("inspections.csv"))
                .extract()
                .asString()
                .split("\r\n");

        assertThat(lines).hasSize(3);
        assertThat(lines[0]).startsWith("id,factory,product,line,serial,batch").endsWith("verdict_by,verdict_at");
        assertThat(lines[1])
                .startsWith(rejected + ",default,\"with, comma\",line-1,,,")
                .contains(",reject,5.25,3.0,3.5,2,")
                .contains(",defective,,minor,\"from the gripper, again\",polished,\"the \"\"boss\"\"\",")
                .doesNotContain("looked fine");
        assertThat(lines[2]).contains(",accept,1.0,").endsWith(",,,,,,,");
        String filtered =
                given().get(EXPORT + "with, comma&decision=accept&verdict=none").asString();
        assertThat(filtered.split("\r\n")).hasSize(2);
        given().get(EXPORT + "with, comma&format=xml").then().statusCode(400);
    }

    @Test
    void parquet_holds_the_same_over_many_pages() throws IOException {
        InspectionRows rows = new InspectionRows(database, "parquet");
        for (int i = 0; i < 2100; i++) {
            rows.add("ACCEPT", i / 1000.0);
        }
        String rejected = rows.add("REJECT", 5.25);
        judge(
                rejected,
                Map.of(
                        "verdict",
                        "defective",
                        "note",
                        "am Rand, wie vorige Woche",
                        "repair",
                        "nachpoliert",
                        "by",
                        "anna"));

        Path file = folder.resolve("inspections.parquet");
        Files.write(
                file,
                given().get(EXPORT + "parquet&format=parquet")
                        .then()
                        .statusCode(200)
                        .contentType("application/vnd.apache.parquet")
                        .extract()
                        .asByteArray());

        List<Map<String, Object>> read = read(file);
        assertThat(read).hasSize(2101);
        assertThat(read.get(0))
                .containsEntry("id", rejected)
                .containsEntry("decision", "reject")
                .containsEntry("score", 5.25)
                .containsEntry("version", 1L)
                .containsEntry("verdict", "defective")
                .containsEntry("note", "am Rand, wie vorige Woche")
                .containsEntry("repair", "nachpoliert")
                .containsEntry("taken_at", null);
        assertThat(read.get(2100))
                .containsEntry("score", 0.0)
                .containsEntry("verdict", null)
                .containsEntry("note", null)
                .containsEntry("repair", null);
        assertThat(read.stream().map(row -> row.get("id"))).doesNotHaveDuplicates();
    }

    private static List<Map<String, Object>> read(Path file) throws IOException {
        Hydrator<Map<String, Object>, Map<String, Object>, String[]> asMap = new Hydrator<>() {
            @Override
            public Map<String, Object> start() {
                return new HashMap<>();
            }

            @Override
            public Map<String, Object> add(Map<String, Object> row, String[] name, Object value) {
                row.put(name[name.length - 1], value);
                return row;
            }

            @Override
            public Map<String, Object> finish(Map<String, Object> row) {
                return row;
            }
        };
        try (Stream<Map<String, Object>> rows = ParquetReader.streamContent(file.toFile(), asMap)) {
            return rows.toList();
        }
    }

    private static void judge(String id, Map<String, ?> verdict) {
        given().contentType(ContentType.JSON)
                .body(verdict)
                .post("/api/v1/inspections/" + id + "/verdicts")
                .then()
                .statusCode(201);
    }
}
