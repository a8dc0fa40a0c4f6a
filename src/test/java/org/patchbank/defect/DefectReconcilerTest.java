package org.patchbank.defect;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorRow;

/** What is found of defects when the index and the table differ, on either side, and what becomes of it. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefectReconcilerTest {
    private static final int EACH = 4;

    @Inject
    Defects defects;

    @Inject
    DefectIndexer indexer;

    @Inject
    DefectRestorer restorer;

    @Inject
    LostDefects table;

    @Inject
    VectorIndex index;

    @Inject
    DataSource database;

    private final List<Defect> seen = new ArrayList<>();
    private VectorCollection collection;

    @BeforeEach
    void inspect() throws SQLException {
        if (seen.isEmpty()) {
            TestProduct plate = new TestProduct("lost-defects-plate").enrol(24);
            plate.deploy("line-1", plate.build()).then().statusCode(201);
            for (int part = 0; seen.size() < EACH && part < 10 * EACH; part++) {
                JsonPath found = plate.inspect("line-1", TestProduct.defective(DefectKind.MISSING_FEATURE, part))
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath();
                if (!found.getString("decision").equals("accept")) {
                    seen.add(defects.get(UUID.fromString(found.getString("id")), 0));
                }
            }
            collection = seen.get(0).space().collection();
        }
        index();
    }

    private void index() throws SQLException {
        while (indexer.indexSome() > 0) {
            // until nothing waits
        }
    }

    private float[] vector(Defect defect) {
        return indexer.stored(defect).orElseThrow();
    }

    @Test
    void lost_vector_is_marked_and_made_again_as_it_was() throws Exception {
        Map<Defect, float[]> before = Map.of(seen.get(0), vector(seen.get(0)), seen.get(2), vector(seen.get(2)));
        index.delete(collection, before.keySet().stream().map(Defect::id).toList());

        assertThat(reconcile().getLong("lost.find { it.collection == '" + collection.name() + "' }.rows"))
                .isEqualTo(before.size());
        while (restorer.restoreSome() > 0) {
            // until none waits
        }
        index();

        before.forEach((defect, vector) -> assertThat(vector(defect)).isEqualTo(vector));
        assertThat(reconcile().getList("lost.collection")).doesNotContain(collection.name());
    }

    @Test
    void row_that_is_no_defects_is_removed_and_the_others_stay() {
        long nobodys = 1L << 50;
        float[] vector = new float[collection.dimension()];
        index.upsert(
                collection,
                List.of(
                        new VectorRow(nobodys, DefectSpace.PARTITION, vector, Map.of()),
                        new VectorRow(nobodys + 1, "elsewhere", vector, Map.of())));

        assertThat(reconcile().getLong("removed.find { it.collection == '" + collection.name() + "' }.rows"))
                .isEqualTo(2);

        assertThat(index.ids(collection, nobodys - 1, 10)).isEmpty();
        assertThat(seen).allSatisfy(defect -> assertThat(vector(defect)).isNotNull());
        assertThat(reconcile().getList("removed.collection")).doesNotContain(collection.name());
    }

    @Test
    void defect_in_the_collection_of_another_space_is_nobodys_there() {
        VectorCollection other = new DefectSpace("another space", 4).collection();
        long id = seen.get(0).id();
        index.upsert(other, List.of(new VectorRow(id, DefectSpace.PARTITION, new float[] {1, 0, 0, 0}, Map.of())));

        assertThat(reconcile().getList("removed.collection")).contains(other.name());

        assertThat(index.count(other, VectorFilter.ALL)).isZero();
        assertThat(vector(seen.get(0))).isNotNull();
    }

    @Test
    void vector_that_cannot_be_made_again_is_told_of_and_tried_again_after_the_next_comparison() throws Exception {
        Defect defect = seen.get(1);
        VectorRow row =
                index.scan(collection, VectorFilter.ALL, defect.id() - 1, 1).get(0);
        UUID version = defect.versionId();
        version(defect, UUID.randomUUID());
        index.delete(collection, List.of(defect.id()));
        try {
            assertThat(gone(reconcile())).isZero();
            restorer.restoreSome();
            assertThat(table.waiting("default", 1000)).extracting(Defect::id).doesNotContain(defect.id());
            assertThat(gone(reconcile())).isEqualTo(1);
            assertThat(table.waiting("default", 1000)).extracting(Defect::id).contains(defect.id());
        } finally {
            version(defect, version);
            index.upsert(collection, List.of(row));
        }
        assertThat(reconcile().getList("lost.collection")).doesNotContain(collection.name());
        assertThat(table.waiting("default", 1000)).extracting(Defect::id).doesNotContain(defect.id());
    }

    private int gone(JsonPath found) {
        return found.getInt("lost.find { it.collection == '" + collection.name() + "' }.gone");
    }

    private void version(Defect defect, UUID version) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update defect set version_id = ? where id = ?")) {
            update.setObject(1, version);
            update.setLong(2, defect.id());
            update.executeUpdate();
        }
    }

    private static JsonPath reconcile() {
        return given().post(TestProduct.BASE + "/reconciliations")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
