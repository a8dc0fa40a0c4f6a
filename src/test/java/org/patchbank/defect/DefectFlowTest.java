package org.patchbank.defect;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.patchbank.defect.SimilarDefects.Similar;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.platform.PatchbankSettings;
import org.patchbank.platform.database.Sql;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorRow;

/** The way of a defect from the inspection that saw it to those that resemble it, with the built-in network. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefectFlowTest {
    private static final String DEFECTS = TestProduct.BASE + "/defects";
    private static final String TYPES = TestProduct.BASE + "/products/defect-plate/defect-types";
    private static final int EACH = 4;

    @Inject
    DataSource database;

    @Inject
    Defects defects;

    @Inject
    IndexBacklog backlog;

    @Inject
    DefectIndexer indexer;

    @Inject
    IndexLock lock;

    @Inject
    Sql sql;

    @Inject
    PatchbankSettings node;

    @Inject
    DefectSettings settings;

    @Inject
    SimilarDefects similar;

    @Inject
    VectorIndex index;

    private final List<String> dents = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private String deployment;

    @BeforeEach
    void inspect() {
        if (deployment == null) {
            TestProduct plate = new TestProduct("defect-plate").enrol(24);
            deployment = plate.deploy("line-1", plate.build())
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            seen(plate, DefectKind.DENT, dents);
            seen(plate, DefectKind.MISSING_FEATURE, missing);
            assertThat(plate.inspect("line-1", TestProduct.good(1000)).<String>path("decision"))
                    .isEqualTo("accept");
        }
    }

    /** Inspects parts until enough were not accepted. */
    private static void seen(TestProduct plate, DefectKind kind, List<String> inspections) {
        for (int part = 0; inspections.size() < EACH; part++) {
            JsonPath inspection = plate.inspect("line-1", TestProduct.defective(kind, part))
                    .then()
                    .statusCode(201)
                    .extract()
                    .jsonPath();
            if (!inspection.getString("decision").equals("accept")) {
                inspections.add(inspection.getString("id"));
            }
            assertThat(part).isLessThan(10 * EACH);
        }
    }

    @Test
    void every_region_of_a_rejected_part_is_a_defect_as_soon_as_the_answer_is_there() {
        JsonPath inspection =
                given().get(TestProduct.BASE + "/inspections/" + missing.get(0)).jsonPath();
        List<JsonPath> found = new ArrayList<>();
        for (int region = 0; region < inspection.getList("regions").size(); region++) {
            found.add(defect(missing.get(0), region));
        }

        assertThat(found).isNotEmpty();
        JsonPath first = found.get(0);
        assertThat(first.getInt("window.x")).isEqualTo(inspection.getInt("regions[0].x"));
        assertThat(first.getInt("window.width")).isEqualTo(inspection.getInt("regions[0].width"));
        assertThat(first.getString("product")).isEqualTo("defect-plate");
        assertThat(first.getString("decision")).isIn("review", "reject");
        assertThat(first.getString("factory")).isEqualTo("default");
    }

    /** What GET says of the defect at a region. */
    private JsonPath defect(String inspection, int region) {
        long id = defects.get(UUID.fromString(inspection), region).id();
        return given().get(DEFECTS + "/" + id).then().statusCode(200).extract().jsonPath();
    }

    @Test
    void picture_shows_the_defect_and_what_lies_around_it() throws Exception {
        JsonPath defect = defect(missing.get(0), 0);
        byte[] png = given().get(defect.getString("links.picture"))
                .then()
                .statusCode(200)
                .contentType("image/png")
                .extract()
                .asByteArray();

        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(picture.getWidth())
                .isGreaterThanOrEqualTo(defect.getInt("window.width"))
                .isLessThanOrEqualTo(256);
    }

    @Test
    void nearest_good_patch_is_shown_in_its_image() throws Exception {
        JsonPath nearest = given().get(defect(missing.get(0), 0).getString("links.nearest_good"))
                .then()
                .statusCode(200)
                .body("name", containsString("good-"))
                .body("patch.width", notNullValue())
                .extract()
                .jsonPath();

        byte[] picture = given().get(nearest.getString("links.picture"))
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(ImageIO.read(new ByteArrayInputStream(picture)).getWidth())
                .isEqualTo(nearest.getInt("window.width"));
        given().get(nearest.getString("links.image")).then().statusCode(200);
        given().get(TestProduct.BASE + "/inspections/" + missing.get(0) + "/regions/99/nearest-good")
                .then()
                .statusCode(404)
                .body("code", equalTo("region-not-found"));
    }

    @Test
    void like_finds_like_and_never_itself() throws SQLException {
        indexAll();
        JsonPath found = search(Map.of("inspection", missing.get(0)), "k=3&product=defect-plate");

        assertThat(found.getList("items")).hasSize(3);
        assertThat(found.getList("items.defect.inspection")).doesNotContain(missing.get(0));
        assertThat(missing).contains(found.getString("items[0].defect.inspection"));
        List<Float> distances = found.getList("items.distance", Float.class);
        assertThat(distances).isSorted();
    }

    @Test
    void an_image_that_is_not_kept_finds_its_like() throws SQLException {
        indexAll();
        given().contentType("image/png")
                .body(TestProduct.defective(DefectKind.MISSING_FEATURE, 0))
                .post(DEFECTS + "/search?k=1&product=defect-plate&deployment=" + deployment)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].defect.inspection", equalTo(missing.get(0)))
                .body("items[0].defect.region", equalTo(0))
                .body("seen.region", equalTo(0));
    }

    @Test
    void search_is_what_brute_force_over_all_vectors_says() throws SQLException {
        indexAll();
        Defect sought = defects.get(UUID.fromString(dents.get(0)), 0);
        float[] vector = similar.like(sought).vector();
        List<VectorRow> rows =
                index.scan(sought.space().collection(), VectorFilter.partition(DefectSpace.PARTITION), -1, 1000);
        List<VectorRow> expected = rows.stream()
                .filter(row -> !defects.get(row.id()).inspection().equals(sought.inspection()))
                .sorted(Comparator.comparingDouble(row -> -cosine(vector, row.vector())))
                .limit(5)
                .toList();

        List<Similar> found =
                similar.find(similar.like(sought), DefectFilter.ALL, 5).items();

        assertThat(found.stream().map(each -> each.defect().id()))
                .containsExactlyElementsOf(expected.stream().map(VectorRow::id).toList());
        assertThat(found.get(0).distance())
                .isCloseTo(1 - cosine(vector, expected.get(0).vector()), within(1e-5));
    }

    @Test
    void defects_of_another_factory_are_seen_where_the_reference_set_is_shared_alone() throws SQLException {
        indexAll();
        String elsewhere = missing.get(1);
        UUID shared = defects.get(UUID.fromString(elsewhere), 0).versionId();
        moveTo("south", shared, elsewhere);
        try {
            assertThat(listed("&factory=south")).containsOnly(elsewhere);
            assertThat(alike(missing.get(0))).contains(elsewhere);
            moveTo("south", UUID.randomUUID(), elsewhere);
            assertThat(listed("&factory=south")).isEmpty();
            assertThat(listed("")).isNotEmpty().doesNotContain(elsewhere);
            assertThat(alike(missing.get(0))).hasSize(3).doesNotContain(elsewhere);
        } finally {
            moveTo("default", shared, elsewhere);
        }
        assertThat(listed("")).contains(elsewhere);
    }

    /** An index that does not answer holds no lock of a row: the verdict is kept while a write is still on its way. */
    @Test
    void slow_index_delays_no_verdict() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch judged = new CountDownLatch(1);
        VectorIndex slow = (VectorIndex) Proxy.newProxyInstance(
                VectorIndex.class.getClassLoader(), new Class<?>[] {VectorIndex.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("upsert")) {
                        writing.countDown();
                        assertThat(judged.await(1, TimeUnit.MINUTES)).isTrue();
                    }
                    return method.invoke(index, arguments);
                });
        DefectIndexer slowly = new DefectIndexer(sql, lock, slow, node, settings);
        String inspection = missing.get(0);
        // Something is to be written, whatever the server's own job has done meanwhile.
        CompletableFuture<Void> indexing = CompletableFuture.runAsync(() -> {
            while (writing.getCount() > 0) {
                sql.change(
                        "update defect set revision = revision + 1 where inspection_id = ?",
                        UUID.fromString(inspection));
                slowly.indexSome();
            }
        });
        assertThat(writing.await(1, TimeUnit.MINUTES)).isTrue();

        given().contentType(ContentType.JSON)
                .body(Map.of("verdict", "defective", "by", "m.weber"))
                .post(TestProduct.BASE + "/inspections/" + inspection + "/verdicts")
                .then()
                .statusCode(201);

        assertThat(indexing).isNotDone();
        judged.countDown();
        indexing.get(1, TimeUnit.MINUTES);
        indexAll();
    }

    private static List<String> listed(String filter) {
        return given().get(DEFECTS + "?product=defect-plate&limit=100" + filter)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.inspection");
    }

    private static List<String> alike(String inspection) {
        return search(Map.of("inspection", inspection), "k=3&product=defect-plate")
                .getList("items.defect.inspection");
    }

    private void moveTo(String factory, UUID version, String inspection) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update defect set factory = ?, version_id = ? where inspection_id = ?::uuid")) {
            update.setString(1, factory);
            update.setObject(2, version);
            update.setString(3, inspection);
            update.executeUpdate();
        }
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            squaresA += (double) a[i] * a[i];
            squaresB += (double) b[i] * b[i];
        }
        return product / Math.sqrt(squaresA * squaresB);
    }

    @Test
    void what_a_person_said_is_found_by_and_voted_with() throws SQLException {
        for (int part = 1; part < EACH; part++) {
            judge(missing.get(part), "missing");
            judge(dents.get(part), "dent");
        }
        indexAll();

        JsonPath found =
                search(Map.of("inspection", missing.get(0), "region", 0), "k=3&defect_type=missing&verdict=defective");
        assertThat(found.getList("items.defect.defect_type")).isNotEmpty().containsOnly("missing");
        assertThat(found.getInt("suggestion.neighbours")).isGreaterThanOrEqualTo(3);
        assertThat(found.getList("suggestion.votes.type")).contains("missing");
        given().get(DEFECTS + "?product=defect-plate&defect_type=dent&severity=major")
                .then()
                .statusCode(200)
                .body("items.defect_type", everyItem(equalTo("dent")))
                .body("items[0].repair", equalTo("ground down"));
        assertThat(search(Map.of("inspection", missing.get(0)), "defect_type=unheard-of")
                        .getList("items"))
                .isEmpty();
        Instant later = Instant.now().plusSeconds(3600);
        assertThat(search(Map.of("inspection", missing.get(0)), "from=" + later).getList("items"))
                .isEmpty();
    }

    private static void judge(String inspection, String type) {
        given().contentType(ContentType.JSON)
                .body(Map.of("code", type, "name", type))
                .post(TYPES);
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "verdict",
                        "defective",
                        "defect_type",
                        type,
                        "severity",
                        "major",
                        "repair",
                        "ground down",
                        "by",
                        "m.weber"))
                .post(TestProduct.BASE + "/inspections/" + inspection + "/verdicts")
                .then()
                .statusCode(201);
    }

    @Test
    void a_later_verdict_supersedes_and_regions_keep_what_was_said_of_them() throws SQLException {
        judge(dents.get(0), "dent");
        given().contentType(ContentType.JSON)
                .body(Map.of("verdict", "good", "by", "m.weber"))
                .post(TestProduct.BASE + "/inspections/" + dents.get(0) + "/verdicts")
                .then()
                .statusCode(201);
        indexAll();

        assertThat(defect(dents.get(0), 0).getString("verdict")).isEqualTo("good");
        assertThat(defect(dents.get(0), 0).getString("defect_type")).isNull();
        Defect defect = defects.get(UUID.fromString(dents.get(0)), 0);
        assertThat(index.scan(defect.space().collection(), VectorFilter.ALL.with("verdict", "GOOD"), defect.id() - 1, 1)
                        .get(0)
                        .id())
                .isEqualTo(defect.id());
    }

    @Test
    void list_goes_on_where_the_page_before_ended() {
        List<Integer> all = given().get(DEFECTS + "?product=defect-plate&limit=500")
                .jsonPath()
                .getList("items.id");
        List<Integer> paged = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            JsonPath page = given().queryParam("product", "defect-plate")
                    .queryParam("limit", 3)
                    .queryParams(cursor.get().isEmpty() ? Map.of() : Map.of("cursor", cursor.get()))
                    .get(DEFECTS)
                    .jsonPath();
            paged.addAll(page.getList("items.id"));
            cursor = Optional.ofNullable(page.getString("next_cursor"));
        }

        assertThat(all).hasSizeGreaterThanOrEqualTo(2 * EACH);
        assertThat(paged).isEqualTo(all);
        given().get(DEFECTS + "?cursor=AAAA").then().statusCode(400).body("code", equalTo("cursor-invalid"));
    }

    @Test
    void search_that_names_nothing_is_refused() {
        given().contentType(ContentType.JSON)
                .body(Map.of())
                .post(DEFECTS + "/search")
                .then()
                .statusCode(422)
                .body("code", equalTo("search-unclear"));
        given().contentType("image/png")
                .body(TestProduct.good(1))
                .post(DEFECTS + "/search")
                .then()
                .statusCode(422);
        given().get(DEFECTS + "/4711000").then().statusCode(404).body("code", equalTo("defect-not-found"));
    }

    private static JsonPath search(Map<String, ?> sought, String parameters) {
        return given().contentType(ContentType.JSON)
                .body(sought)
                .post(DEFECTS + "/search?" + parameters)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The indexer of the program works beside it; while that holds the lock, a call here does nothing. */
    private void indexAll() {
        while (backlog.waiting(1).defects() > 0) {
            indexer.indexSome();
        }
    }
}
