package org.patchbank.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.patchbank.testing.DatabaseResource;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class OpenApiTest {
    private JsonNode api() throws Exception {
        String text = given().get("/q/openapi?format=json").asString();
        Files.writeString(Path.of("target", "openapi.json"), text);
        return new ObjectMapper().readTree(text);
    }

    @Test
    void every_operation_has_a_summary_a_tag_and_examples() throws Exception {
        List<String> wanting = new ArrayList<>();
        JsonNode api = api();
        api.get("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(method -> {
                    String name = method.getKey() + " " + path.getKey();
                    JsonNode operation = method.getValue();
                    if (!operation.has("summary") || !operation.has("tags")) {
                        wanting.add(name + " has no summary or no tag");
                    }
                    bodies(operation, (type) -> {
                        if (!type.has("example") && !type.has("examples") && !isBinary(type.get("schema"))) {
                            wanting.add(name + " has a body without example");
                        }
                    });
                    if (!operation.get("responses").has("default")) {
                        wanting.add(name + " does not say how it fails");
                    }
                }));

        assertThat(wanting).isEmpty();
    }

    @Test
    void every_object_has_an_example_that_names_only_its_fields() throws Exception {
        List<String> wanting = new ArrayList<>();
        api().at("/components/schemas").fields().forEachRemaining(schema -> {
            JsonNode properties = schema.getValue().get("properties");
            JsonNode example = schema.getValue().at("/examples/0");
            if (properties == null) {
                return;
            }
            if (!example.isObject()) {
                wanting.add(schema.getKey() + " has no example");
                return;
            }
            example.fieldNames().forEachRemaining(field -> {
                if (!properties.has(field)) {
                    wanting.add(schema.getKey() + " has no field " + field);
                }
            });
        });

        assertThat(wanting).isEmpty();
    }

    @Test
    void documented_paths_are_those_that_are_promised() throws Exception {
        List<String> paths = new ArrayList<>();
        api().get("paths").fieldNames().forEachRemaining(paths::add);

        assertThat(paths)
                .contains(
                        "/api/v1/deployments",
                        "/api/v1/deployments/{id}",
                        "/api/v1/deployments/{id}/threshold",
                        "/api/v1/deployments/{id}/thresholds",
                        "/api/v1/inspections",
                        "/api/v1/inspections/{id}",
                        "/api/v1/inspections/{id}/image",
                        "/api/v1/inspections/{id}/map",
                        "/api/v1/inspections/{id}/overlay");
    }

    @Test
    void fields_are_written_in_snake_case() throws Exception {
        JsonNode inspection = api().at("/components/schemas/Inspection/properties");

        assertThat(inspection.has("timings_ms")).isTrue();
        assertThat(inspection.has("received_at")).isTrue();
    }

    @Test
    void pages_of_the_description_are_served() {
        given().get("/q/swagger-ui").then().statusCode(200);
        given().get("/q/openapi").then().statusCode(200);
    }

    private static void bodies(JsonNode operation, Consumer<JsonNode> look) {
        operation.at("/requestBody/content").forEach(look);
        operation.get("responses").forEach(response -> response.path("content").forEach(look));
    }

    private static boolean isBinary(JsonNode schema) {
        return schema != null && "binary".equals(schema.path("format").asText());
    }
}
