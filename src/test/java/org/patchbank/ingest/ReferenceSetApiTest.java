package org.patchbank.ingest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;
import org.patchbank.testing.DatabaseResource;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class ReferenceSetApiTest {
    private static final String SETS = "/api/v1/reference-sets";

    @Test
    void created_set_is_found_by_id_and_by_name() {
        String location = given().contentType(ContentType.JSON)
                .body("""
                        {"name": "tile-front", "product": "tile", "owner": "plant-1"}""")
                .post(SETS)
                .then()
                .statusCode(201)
                .body("name", equalTo("tile-front"))
                .body("images", is(0))
                .body("latest_version", nullValue())
                .body("spec.seed", notNullValue())
                .extract()
                .header("Location");
        given().get(location).then().statusCode(200).body("owner", equalTo("plant-1"));
        given().get(SETS + "/tile-front").then().statusCode(200).body("product", equalTo("tile"));
    }

    @Test
    void schema_of_specs_has_every_field_with_its_default() {
        given().get("/api/v1/spec-schema")
                .then()
                .statusCode(200)
                .contentType("application/schema+json")
                .body("properties.input_size.default", is(224))
                .body("'$defs'.SubspaceSpec.properties.type.const", equalTo("subspace"));
    }

    @Test
    void name_that_is_taken_is_a_conflict() {
        create("taken", "tile");
        given().contentType(ContentType.JSON)
                .body("""
                        {"name": "taken", "product": "tile"}""")
                .post(SETS)
                .then()
                .statusCode(409)
                .body("code", equalTo("reference-set-exists"))
                .body("remedy", notNullValue());
    }

    @Test
    void name_and_product_are_checked() {
        given().contentType(ContentType.JSON)
                .body("""
                        {"name": "Not Allowed!"}""")
                .post(SETS)
                .then()
                .statusCode(400)
                .body("detail", containsString("name"))
                .body("detail", containsString("product is missing"));
    }

    @Test
    void impossible_spec_is_refused() {
        given().contentType(ContentType.JSON)
                .body("""
                        {"name": "odd", "product": "tile", "spec": {"no_such_field": 1}}""")
                .post(SETS)
                .then()
                .statusCode(422)
                .body("detail", containsString("no_such_field"));
        given().get(SETS + "/odd").then().statusCode(404).body("code", equalTo("reference-set-not-found"));
    }

    @Test
    void list_is_filtered_and_paged_by_name() {
        create("list-a", "listed");
        create("list-b", "listed");
        create("list-c", "listed");
        create("list-d", "unlisted");
        String cursor = given().get(SETS + "?product=listed&limit=2")
                .then()
                .statusCode(200)
                .body("items.name", hasItems("list-a", "list-b"))
                .body("items.product", everyItem(equalTo("listed")))
                .extract()
                .path("next_cursor");
        given().get(SETS + "?product=listed&limit=2&cursor=" + cursor)
                .then()
                .body("items.name", hasItems("list-c"))
                .body("items", hasSize(1))
                .body("next_cursor", nullValue());
        given().get(SETS + "?name=list-d").then().body("items", hasSize(1));
    }

    @Test
    void deleted_set_is_gone() {
        create("short-lived", "tile");
        given().delete(SETS + "/short-lived").then().statusCode(204);
        given().get(SETS + "/short-lived").then().statusCode(404);
        given().delete(SETS + "/short-lived").then().statusCode(404);
    }

    private static void create(String name, String product) {
        given().contentType(ContentType.JSON)
                .body("{\"name\": \"" + name + "\", \"product\": \"" + product + "\"}")
                .post(SETS)
                .then()
                .statusCode(201);
    }
}
