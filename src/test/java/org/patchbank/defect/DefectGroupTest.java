package org.patchbank.defect;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestImages;
import org.patchbank.testing.TestProduct;

/** Defects that nobody has named: put together by how they look, and named a group at once. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefectGroupTest {
    private static final String DEFECTS = TestProduct.BASE + "/defects";
    private static final String ALONE = "groups-of-one";
    private static final String BOTH = "groups-of-both";
    private static final int SHOTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestProduct plate = new TestProduct("group-plate");
    private final TestProduct cover = new TestProduct("group-cover");
    private boolean ready;

    @BeforeEach
    void build() {
        if (!ready) {
            for (TestProduct product : List.of(plate, cover)) {
                // Of an input size of its own: defects of other tests are points of another space.
                int version = product.enrol(24).build(Map.of("input_size", 192));
                product.deploy(BOTH, version).then().statusCode(201);
            }
            plate.deploy(ALONE, 1).then().statusCode(201);
            ready = true;
        }
    }

    @Test
    void unnamed_defects_are_grouped_and_a_group_is_named_at_once() {
        Set<String> gaps = shots(plate, ALONE, DefectKind.MISSING_FEATURE);
        Set<String> dents = shots(plate, ALONE, DefectKind.DENT);

        JsonPath before = groups(ALONE);
        List<Long> group = groupOf(before, gaps);
        assertThat(inspections(group)).doesNotContainAnyElementsOf(dents);
        assertThat(groupOf(before, dents)).isNotEmpty();

        name(group, Map.of("defect_type", "gap"))
                .body("named", empty())
                .body("refused", hasSize(inspections(group).size()))
                .body("refused.code", everyItem(is("defect-type-unknown")));
        add(plate, "gap", "Gap");
        name(group, Map.of("defect_type", "gap", "severity", "minor"))
                .body("named", hasSize(group.size()))
                .body("refused", empty());

        assertThat(group).extracting(id -> defect(id).getString("defect_type")).containsOnly("gap");
        assertThat(group).extracting(id -> defect(id).getString("severity")).containsOnly("minor");
        JsonPath after = groups(ALONE);
        assertThat(after.getInt("looked")).isEqualTo(before.getInt("looked") - group.size());
        assertThat(members(after)).doesNotContainAnyElementsOf(group);
    }

    @Test
    void group_of_two_products_is_named_in_the_catalogues_of_both() {
        Set<String> dents = Stream.of(plate, cover)
                .flatMap(product -> shots(product, BOTH, DefectKind.DENT).stream())
                .collect(Collectors.toSet());
        shots(plate, BOTH, DefectKind.MISSING_FEATURE);
        add(cover, "mark", "Pressure mark");

        JsonPath before = groups(BOTH);
        List<Long> group = groupOf(before, dents);
        assertThat(before.getList("groups.find { it.defects.contains(%d) }.products".formatted(group.get(0))))
                .isEqualTo(List.of("group-cover", "group-plate"));
        name(group, Map.of("defect_type", "pressure-mark", "type_name", "pressure mark"))
                .body("named", hasSize(group.size()))
                .body("refused", empty());

        assertThat(group)
                .extracting(
                        id -> defect(id).getString("product") + " " + defect(id).getString("defect_type"))
                .containsOnly("group-plate pressure-mark", "group-cover mark");
        assertThat(catalogue(plate)).contains("pressure-mark");
        assertThat(catalogue(cover)).containsExactly("mark");
        given().contentType(ContentType.JSON)
                .body(Map.of("defects", group, "defect_type", "Not a code", "by", "m.weber"))
                .post(DEFECTS + "/groups/name")
                .then()
                .statusCode(400);
    }

    /** A part with a defect of that kind, photographed more often than grouping asks for; ids of the inspections. */
    private static Set<String> shots(TestProduct product, String line, DefectKind kind) {
        Set<String> seen = new HashSet<>();
        for (int part = 0; seen.isEmpty(); part++) {
            assertThat(part).isLessThan(20);
            byte[] image = TestProduct.defective(kind, part);
            if (shot(product, line, image, 0).getString("decision").equals("reject")) {
                for (int shot = 1; shot <= SHOTS; shot++) {
                    JsonPath inspection = shot(product, line, image, shot);
                    assertThat(inspection.getString("decision")).isNotEqualTo("accept");
                    seen.add(inspection.getString("id"));
                }
            }
        }
        return seen;
    }

    private static JsonPath shot(TestProduct product, String line, byte[] part, int shot) {
        return given().contentType("image/jpeg")
                .body(TestImages.jpeg(part, 1 - shot * 0.02f))
                .post(product.inspections(line))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    /** As soon as all defects of the line are in the vector index. */
    private static JsonPath groups(String line) {
        Instant end = Instant.now().plus(PATIENCE);
        JsonPath found;
        do {
            found = given().get(DEFECTS + "/groups?least=3&line=" + line)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
        } while (members(found).size() < found.getInt("looked") && Instant.now().isBefore(end));
        assertThat(members(found)).hasSize(found.getInt("looked")).doesNotHaveDuplicates();
        return found;
    }

    private static List<Long> members(JsonPath groups) {
        List<Long> members = new ArrayList<>(groups.getList("groups.defects.flatten()", Long.class));
        members.addAll(groups.getList("alone", Long.class));
        return members;
    }

    /** The one group that has a defect of every one of some inspections. */
    private static List<Long> groupOf(JsonPath groups, Set<String> inspections) {
        List<List<Long>> found = new ArrayList<>();
        for (int i = 0; i < groups.getInt("groups.size()"); i++) {
            List<Long> members = groups.getList("groups[%d].defects".formatted(i), Long.class);
            if (inspections(members).containsAll(inspections)) {
                found.add(members);
            }
        }
        assertThat(found).as("groups with all of %s", inspections).isNotEmpty();
        return found.get(0);
    }

    private static Set<String> inspections(List<Long> defects) {
        return defects.stream().map(id -> defect(id).getString("inspection")).collect(Collectors.toSet());
    }

    private static JsonPath defect(long id) {
        return given().get(DEFECTS + "/" + id).then().statusCode(200).extract().jsonPath();
    }

    private static ValidatableResponse name(List<Long> defects, Map<String, String> said) {
        Map<String, Object> body = new HashMap<>(said);
        body.put("defects", defects);
        body.put("by", "m.weber");
        return given().contentType(ContentType.JSON)
                .body(body)
                .post(DEFECTS + "/groups/name")
                .then()
                .statusCode(200);
    }

    private static void add(TestProduct product, String code, String name) {
        given().contentType(ContentType.JSON)
                .body(Map.of("code", code, "name", name))
                .post(types(product))
                .then()
                .statusCode(201);
    }

    private static List<String> catalogue(TestProduct product) {
        return given().get(types(product)).jsonPath().getList("items.code");
    }

    private static String types(TestProduct product) {
        return TestProduct.BASE + "/products/" + product.name() + "/defect-types";
    }
}
