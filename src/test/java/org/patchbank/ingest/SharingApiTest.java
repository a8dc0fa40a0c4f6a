package org.patchbank.ingest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;

/** What a node of factory 'default' sees and may do of another factory's reference set. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharingApiTest {
    private static final String SETS = "/api/v1/reference-sets/";

    @Inject
    DataSource database;

    private TestProduct plate;
    private String set;
    private String image;

    @BeforeEach
    void build() throws SQLException {
        if (plate == null) {
            given().contentType(ContentType.JSON)
                    .body(Map.of("name", "north"))
                    .post("/api/v1/factories")
                    .then()
                    .statusCode(201);
            plate = new TestProduct("shared-plate").enrol(12);
            plate.build();
            set = given().get(SETS + plate.referenceSet()).path("id");
            image = given().get(SETS + set + "/images").path("items[0].id");
        }
        update(
                "update reference_set set factory = 'north', shared_with_all = false, images = 'SHARED' where id = ?::uuid");
        update("delete from reference_set_share where reference_set_id = ?::uuid");
    }

    private void update(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(statement)) {
            update.setString(1, set);
            update.executeUpdate();
        }
    }

    private void shareWithUs() throws SQLException {
        update("insert into reference_set_share values (?::uuid, 'default')");
    }

    @Test
    void set_that_is_not_shared_is_not_there() {
        notThere(given().get(SETS + set).then());
        notThere(given().get(SETS + plate.referenceSet()).then());
        notThere(given().get(SETS + set + "/versions/1").then());
        notThere(given().get(SETS + set + "/images/" + image + "/content").then());
        notThere(plate.deploy("a", 1).then());
        notThere(given().delete(SETS + set).then());
        given().get(SETS + "?name=" + plate.referenceSet()).then().body("items.size()", equalTo(0));
    }

    private static void notThere(ValidatableResponse answer) {
        answer.statusCode(404).body("code", equalTo("reference-set-not-found"));
    }

    @Test
    void shared_version_may_be_read_and_deployed() throws SQLException {
        shareWithUs();

        given().get(SETS + plate.referenceSet()).then().statusCode(200).body("factory", equalTo("north"));
        given().get(SETS).then().body("items.id", hasItem(set));
        given().get(SETS + "?factory=default").then().body("items.id", not(hasItem(set)));
        given().get(SETS + set + "/versions/1").then().statusCode(200).body("factory", equalTo("north"));
        given().get(SETS + set + "/images/" + image + "/content").then().statusCode(200);
        String deployment = plate.deploy("b", 1)
                .then()
                .statusCode(201)
                .body("factory", equalTo("default"))
                .extract()
                .path("id");
        plate.inspect("b", TestProduct.good(1001))
                .then()
                .statusCode(201)
                .body("factory", equalTo("default"))
                .body("revision", equalTo(1))
                .body("node", containsString("node-"));
        given().delete("/api/v1/deployments/" + deployment).then().statusCode(204);
    }

    @Test
    void shared_set_may_not_be_changed() throws SQLException {
        shareWithUs();

        readOnly(given().delete(SETS + set).then());
        readOnly(given().multiPart("file", "x.png", TestProduct.good(50), "image/png")
                .post(SETS + set + "/images")
                .then());
        readOnly(given().delete(SETS + set + "/images/" + image).then());
        readOnly(given().contentType(ContentType.JSON)
                .body("{}")
                .post(SETS + set + "/versions")
                .then());
        readOnly(given().post(SETS + set + "/versions/1/cancel").then());
        readOnly(given().contentType(ContentType.JSON)
                .body("{\"all\": true}")
                .put(SETS + set + "/sharing")
                .then());
    }

    private static void readOnly(ValidatableResponse answer) {
        answer.statusCode(403)
                .body("code", equalTo("reference-set-read-only"))
                .body("detail", containsString("'north'"))
                .body("remedy", containsString("north"));
    }

    @Test
    void images_that_stay_with_their_factory_are_refused_with_its_name() throws SQLException {
        shareWithUs();
        update("update reference_set set images = 'OWN_FACTORY' where id = ?::uuid");

        given().get(SETS + set + "/images/" + image + "/content")
                .then()
                .statusCode(403)
                .body("code", equalTo("images-elsewhere"))
                .body("detail", containsString("factory 'north'"));
        given().get(SETS + set + "/images").then().statusCode(200);
    }

    @Test
    void sharing_with_a_factory_that_judges_with_it_ends_only_by_force() throws SQLException {
        update("update reference_set set factory = 'default' where id = ?::uuid");
        share("{\"factories\": [\"north\"]}", false)
                .statusCode(200)
                .body("sharing.factories", hasItem("north"))
                .body("sharing.all", equalTo(false));
        String deployment =
                plate.deploy("c", 1).then().statusCode(201).extract().path("id");
        deploymentIsOf("north", deployment);

        share("{}", false)
                .statusCode(409)
                .body("code", equalTo("reference-set-used-elsewhere"))
                .body("detail", containsString("factory 'north', product 'shared-plate', line 'c', version 1"))
                .body("remedy", containsString("force=true"));
        share("{\"all\": true}", false).statusCode(200);
        share("{}", true).statusCode(200).body("sharing.factories.size()", equalTo(0));
        share("{\"factories\": [\"nowhere\"]}", false).statusCode(404).body("code", equalTo("factory-not-found"));

        given().get("/api/v1/deployments/" + deployment).then().statusCode(404);
        deploymentIsOf("default", deployment);
        given().delete("/api/v1/deployments/" + deployment).then().statusCode(204);
    }

    private void deploymentIsOf(String factory, String id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update deployment set factory = ? where id = ?::uuid")) {
            update.setString(1, factory);
            update.setString(2, id);
            update.executeUpdate();
        }
    }

    private ValidatableResponse share(String sharing, boolean force) {
        return given().contentType(ContentType.JSON)
                .body(sharing)
                .put(SETS + set + "/sharing?force=" + force)
                .then();
    }

    @Test
    void factories_may_use_the_same_name_and_ours_comes_first() throws SQLException {
        shareWithUs();
        String ours = given().contentType(ContentType.JSON)
                .body(Map.of("name", plate.referenceSet(), "product", plate.name(), "line", "x"))
                .post(SETS)
                .then()
                .statusCode(201)
                .body("line", equalTo("x"))
                .extract()
                .path("id");

        given().get(SETS + plate.referenceSet()).then().body("id", equalTo(ours));
        given().get(SETS + "?limit=1&name=" + plate.referenceSet()).then().body("items[0].id", equalTo(ours));
        given().get(SETS + "?limit=1&cursor=" + plate.referenceSet() + "/default&name=" + plate.referenceSet())
                .then()
                .body("items[0].id", equalTo(set));
        given().delete(SETS + ours).then().statusCode(204);
    }

    @Test
    void lines_are_made_by_hand_or_by_deploying() throws SQLException {
        shareWithUs();
        String lines = "/api/v1/factories/default/lines";
        given().contentType(ContentType.JSON)
                .body(Map.of("name", "press 2", "description", "over the press"))
                .post(lines)
                .then()
                .statusCode(201)
                .header("Location", containsString("press%202"));
        given().get(lines + "/press 2").then().statusCode(200).body("description", equalTo("over the press"));
        String deployment =
                plate.deploy("d", 1).then().statusCode(201).extract().path("id");

        given().get(lines).then().body("items.name", hasItem("d"));
        given().delete(lines + "/d").then().statusCode(409).body("code", equalTo("line-in-use"));
        given().delete("/api/v1/deployments/" + deployment).then().statusCode(204);
        given().delete(lines + "/d").then().statusCode(204);
        given().contentType(ContentType.JSON)
                .body(Map.of("name", "x"))
                .post("/api/v1/factories/north/lines")
                .then()
                .statusCode(403)
                .body("code", equalTo("other-factory"));
        given().delete("/api/v1/factories/north").then().statusCode(409).body("code", equalTo("factory-in-use"));
    }
}
