package org.patchbank.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;

/** Regions of interest and tiles through the API: kept with the version, and shown as they were looked at. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewsApiTest {
    private static final byte[] DEFECTIVE = TestProduct.defective(DefectKind.SCRATCH, 0);
    private static final int SIDE = 256;

    private TestProduct plate;

    @BeforeEach
    void enrol() {
        if (plate == null) {
            plate = new TestProduct("views-plate").enrol(10);
        }
    }

    @Test
    void region_of_interest_is_kept_with_the_version_and_the_map_is_blank_outside() throws IOException {
        // No multiple of a patch: blank to the pixel.
        int version = plate.build(Map.of(
                "region_of_interest",
                List.of(
                        Map.of("rectangle", List.of(0.11, 0.2, 0.6, 0.7)),
                        Map.of(
                                "action",
                                "ignore",
                                "polygon",
                                List.of(List.of(0, 0), List.of(0.5, 0), List.of(0, 0.5))))));
        plate.request()
                .get(TestProduct.BASE + "/reference-sets/" + plate.referenceSet() + "/versions/" + version)
                .then()
                .body("spec.region_of_interest[0].action", equalTo("include"))
                .body("spec.region_of_interest[0].rectangle", equalTo(List.of(0.11f, 0.2f, 0.6f, 0.7f)))
                .body("spec.region_of_interest[1].action", equalTo("ignore"));
        plate.deploy("region", version).then().statusCode(201);

        Response inspected = plate.inspect("region", DEFECTIVE);

        inspected.then().statusCode(201);
        BufferedImage map = picture(inspected, "map");
        int shown = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double across = (x + 0.5) / SIDE;
                double down = (y + 0.5) / SIDE;
                boolean inside = across >= 0.11 && across < 0.71 && down >= 0.2 && down < 0.9 && across + down >= 0.5;
                int value = map.getRaster().getSample(x, y, 0);
                if (!inside) {
                    assertThat(value).describedAs("%d, %d", x, y).isZero();
                }
                shown += value > 0 ? 1 : 0;
            }
        }
        assertThat(shown).isGreaterThan(SIDE * SIDE / 4);
        for (Map<String, Integer> region : inspected.jsonPath().<Map<String, Integer>>getList("regions")) {
            assertThat(region.get("x")).isGreaterThanOrEqualTo((int) (0.11 * SIDE));
            assertThat(region.get("y")).isGreaterThanOrEqualTo((int) (0.2 * SIDE));
        }
    }

    @Test
    void tiles_with_a_bank_for_each_position_judge_images_of_one_size_only() throws IOException {
        int version = plate.build(Map.of("tiles", Map.of("size", 128, "overlap", 32, "bank", "per-position")));
        plate.request()
                .get(TestProduct.BASE + "/reference-sets/" + plate.referenceSet() + "/versions/" + version)
                .then()
                .body("spec.input_size", equalTo(128))
                .body("spec.tiles.bank", equalTo("per-position"));
        String deployment =
                plate.deploy("tiles", version).then().statusCode(201).extract().path("id");
        limitBelow(deployment, plate.inspect("tiles", DEFECTIVE).path("score"));

        Response inspected = plate.inspect("tiles", DEFECTIVE);

        inspected.then().statusCode(201).body("decision", equalTo("reject"));
        BufferedImage map = picture(inspected, "map");
        assertThat(map.getWidth()).isEqualTo(SIDE);
        int x = inspected.path("regions[0].peak_x");
        int y = inspected.path("regions[0].peak_y");
        int brightest = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            brightest = Math.max(brightest, map.getRaster().getSample(i % SIDE, i / SIDE, 0));
        }
        assertThat(map.getRaster().getSample(x, y, 0)).isEqualTo(brightest);
        assertThat(picture(inspected, "overlay").getHeight()).isEqualTo(SIDE);
        plate.inspect("tiles", smaller()).then().statusCode(422).body("code", equalTo("tile-positions-differ"));
    }

    @Test
    void impossible_view_is_refused_with_the_reason() {
        plate.request()
                .contentType(ContentType.JSON)
                .body(Map.of("spec", Map.of("region_of_interest", List.of(Map.of("mask", "part.png")))))
                .post(TestProduct.BASE + "/reference-sets/" + plate.referenceSet() + "/versions")
                .then()
                .statusCode(422)
                .body("code", equalTo("spec-value-invalid"));
    }

    /** So few good parts promise little; a limit by hand does. */
    private void limitBelow(String deployment, float score) {
        plate.request()
                .contentType(ContentType.JSON)
                .body(Map.of("reject_threshold", 0.95 * score, "review_threshold", 0.9 * score))
                .put(TestProduct.BASE + "/deployments/" + deployment + "/threshold")
                .then()
                .statusCode(200);
    }

    private static byte[] smaller() throws IOException {
        java.io.ByteArrayOutputStream png = new java.io.ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(200, 200, BufferedImage.TYPE_BYTE_GRAY), "png", png);
        return png.toByteArray();
    }

    private BufferedImage picture(Response inspected, String kind) throws IOException {
        String link = inspected.path("links." + kind);
        byte[] png = plate.request().get(link).then().statusCode(200).extract().asByteArray();
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
