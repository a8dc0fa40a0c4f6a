package org.patchbank.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.Shared;

/**
 * How long a version takes to grow by 5 images, from the request to ready, beside its own build; prints what it finds.
 */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class GrowthSpeedIT {
    private static final String SETS = "/api/v1/reference-sets/";
    private static final int ADDED = 5;

    @Test
    @Tag("figures")
    void version_of_200_images_grows_by_5_always_to_the_same_bank() throws IOException {
        assertGrows(200, 3);
    }

    @Test
    void version_grows_by_5_always_to_the_same_bank() throws IOException {
        assertGrows(10, 2);
    }

    private static void assertGrows(int known, int times) throws IOException {
        String backbone = Shared.path("backbones/resnet18.onnx").toString();
        List<Path> good = good(known + ADDED);
        String set = "speed-" + UUID.randomUUID();
        given().contentType(ContentType.JSON)
                .body(Map.of("name", set, "product", "tile", "spec", Map.of("backbone", backbone)))
                .post(SETS)
                .then()
                .statusCode(201);
        add(set, good.subList(0, known));
        timed("built of " + known, set, Map.of());
        add(set, good.subList(known, known + ADDED));

        JsonPath first = timed("grown by 5", set, Map.of("grow_from", 1));
        for (int i = 1; i < times; i++) {
            JsonPath again = timed("grown by 5", set, Map.of("grow_from", 1));
            assertThat(again.getString("bank.hash")).isEqualTo(first.getString("bank.hash"));
        }
        assertThat(first.getInt("calibration.images")).isEqualTo(known + ADDED);
    }

    private static List<Path> good(int count) throws IOException {
        try (Stream<Path> files = Files.list(Shared.path("datasets/magnetic_tile/train/good"))) {
            return files.sorted().limit(count).toList();
        }
    }

    private static void add(String set, List<Path> files) {
        RequestSpecification request = given();
        files.forEach(file -> request.multiPart("file", file.toFile()));
        request.post(SETS + set + "/images").then().statusCode(200);
    }

    private static JsonPath timed(String what, String set, Map<String, ?> how) {
        long start = System.nanoTime();
        String version = given().contentType(ContentType.JSON)
                .body(how)
                .post(SETS + set + "/versions")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        JsonPath ended = given().get(version).jsonPath();
        while (!List.of("ready", "failed").contains(ended.getString("state"))) {
            pause();
            ended = given().get(version).jsonPath();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f s from the request to ready, of which %s; bank of %d rows, radius %.3f, %s%n",
                what,
                seconds,
                ended.getString("seconds"),
                ended.getInt("bank.size"),
                ended.getDouble("model.covering_radius"),
                ended.getString("growth.added_rows") + " rows added");
        assertThat(ended.getString("state")).isEqualTo("ready");
        return ended;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
