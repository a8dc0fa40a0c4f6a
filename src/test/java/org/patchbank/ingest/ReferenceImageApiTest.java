package org.patchbank.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestImages;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class ReferenceImageApiTest {
    private String images;
    private String set;

    @BeforeEach
    void makeSet() {
        set = "images-" + UUID.randomUUID();
        given().contentType(ContentType.JSON)
                .body("{\"name\": \"" + set + "\", \"product\": \"plate\"}")
                .post("/api/v1/reference-sets")
                .then()
                .statusCode(201);
        images = "/api/v1/reference-sets/" + set + "/images";
    }

    @Test
    void bad_files_are_named_and_good_ones_go_through() {
        byte[] good = TestImages.good(1);
        upload(Map.of(
                        "good.png",
                        good,
                        "cut.png",
                        Arrays.copyOf(good, good.length / 2),
                        "empty.png",
                        new byte[0],
                        "notes.txt",
                        "no image".getBytes(StandardCharsets.UTF_8)))
                .body("accepted.name", contains("good.png"))
                .body("accepted[0].width", is(128))
                .body("accepted[0].duplicate", is(false))
                .body("rejected.name", containsInAnyOrder("cut.png", "empty.png", "notes.txt"))
                .body("rejected.code", everyItem(startsWith("image-")))
                .body("rejected.remedy", everyItem(not(equalTo(""))));
        given().get(images).then().body("items", hasSize(1));
    }

    @Test
    void thumbnail_is_a_small_jpeg() {
        String id = upload(Map.of("a.png", TestImages.good(3))).extract().path("accepted[0].id");

        given().get(images + "/" + id + "/thumbnail?size=120")
                .then()
                .statusCode(200)
                .contentType("image/jpeg")
                .header("Cache-Control", containsString("immutable"));
        given().get(images + "/" + id + "/thumbnail?size=121").then().statusCode(400);
        given().get(images + "/" + UUID.randomUUID() + "/thumbnail")
                .then()
                .statusCode(404)
                .body("code", equalTo("reference-image-not-found"));
    }

    @Test
    void bytes_come_back_as_they_were_sent() {
        byte[] good = TestImages.good(2);
        String id = upload(Map.of("a.png", good)).extract().path("accepted[0].id");
        byte[] content = given().get(images + "/" + id + "/content")
                .then()
                .statusCode(200)
                .contentType("image/png")
                .extract()
                .asByteArray();
        assertThat(content).isEqualTo(good);
    }

    @Test
    void same_bytes_are_accepted_once() {
        byte[] good = TestImages.good(3);
        String first = upload(Map.of("a.png", good)).extract().path("accepted[0].id");
        upload(Map.of("b.png", good))
                .body("accepted[0].duplicate", is(true))
                .body("accepted[0].id", equalTo(first))
                .body("accepted[0].name", equalTo("a.png"));
        given().get(images).then().body("items", hasSize(1));
    }

    @Test
    void same_bytes_sent_at_once_are_kept_once() {
        Map<String, byte[]> files = Map.of("a.png", TestImages.good(21), "b.png", TestImages.good(22));
        IntStream.range(0, 6).parallel().forEach(i -> upload(files).body("accepted", hasSize(2)));
        given().get(images).then().body("items", hasSize(2));
    }

    @Test
    void zip_gives_its_images_whatever_their_folders() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("good/000.png", TestImages.good(4));
        files.put("good/more/001.png", TestImages.good(5));
        files.put("../../outside.png", TestImages.good(6));
        files.put("__MACOSX/good/._000.png", new byte[] {1});
        files.put(".DS_Store", new byte[] {1});
        files.put("bad.png", new byte[] {1, 2, 3});
        upload(Map.of("batch.zip", TestImages.zip(files)))
                .body("accepted.name", contains("good/000.png", "good/more/001.png", "outside.png"))
                .body("rejected.name", contains("bad.png"));
    }

    @Test
    void zip_that_is_damaged_is_named() {
        byte[] zip = TestImages.zip(Map.of("a.png", TestImages.good(7)));
        upload(Map.of("cut.zip", Arrays.copyOf(zip, zip.length / 2)))
                .body("accepted", empty())
                .body("rejected[0].code", equalTo("archive-corrupt"));
    }

    @Test
    void hundreds_of_files_go_in_one_request() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 1200; i++) {
            files.put("%04d.png".formatted(i), TestImages.good(i % 300));
        }
        upload(files).body("accepted", hasSize(1200)).body("accepted.findAll { it.duplicate }", hasSize(900));
    }

    @Test
    void withdrawn_image_leaves_the_list_and_may_come_back() {
        byte[] good = TestImages.good(8);
        String id = upload(Map.of("a.png", good)).extract().path("accepted[0].id");
        given().delete(images + "/" + id).then().statusCode(204);
        given().delete(images + "/" + id).then().statusCode(204);
        given().get(images).then().body("items", empty());
        upload(Map.of("a.png", good)).body("accepted[0].duplicate", is(false)).body("accepted[0].id", not(equalTo(id)));
    }

    @Test
    void list_is_paged() {
        upload(Map.of("a.png", TestImages.good(9), "b.png", TestImages.good(10), "c.png", TestImages.good(11)));
        String cursor = given().get(images + "?limit=2")
                .then()
                .body("items", hasSize(2))
                .extract()
                .path("next_cursor");
        given().get(images + "?limit=2&cursor=" + cursor).then().body("items", hasSize(1));
        given().get(images + "?cursor=nonsense").then().statusCode(400).body("code", equalTo("cursor-invalid"));
    }

    @Test
    void unknown_set_and_unknown_image_are_not_found() {
        given().multiPart("file", "a.png", TestImages.good(1))
                .post("/api/v1/reference-sets/nowhere/images")
                .then()
                .statusCode(404)
                .body("code", equalTo("reference-set-not-found"));
        given().get(images + "/" + UUID.randomUUID() + "/content")
                .then()
                .statusCode(404)
                .body("code", equalTo("reference-image-not-found"));
    }

    @Test
    void form_without_files_is_refused() {
        given().multiPart("other", "text").post(images).then().statusCode(400).body("code", equalTo("upload-empty"));
    }

    private ValidatableResponse upload(Map<String, byte[]> files) {
        RequestSpecification request = given();
        files.forEach((name, bytes) -> request.multiPart("file", name, bytes));
        return request.post(images).then().statusCode(200);
    }
}
