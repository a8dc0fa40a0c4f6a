package org.patchbank.app;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.patchbank.platform.problem.Problem;

/**
 * Completes the API's description: every operation may answer with a problem, and every body shows an example, taken from
 * its schema where the operation gives none of its own.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {
    private static final String REFERENCE = "#/components/schemas/";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(operation -> complete(operation, schemas));
        api.setTags(List.of(
                OASFactory.createTag()
                        .name("Reference sets")
                        .description("Good images of a product, and the versions that are built from them"),
                OASFactory.createTag()
                        .name("Deployments")
                        .description("Which version judges what, and with which limits"),
                OASFactory.createTag()
                        .name("Inspections")
                        .description("Images that are judged, and what was decided")));
    }

    private static void complete(Operation operation, Map<String, Schema> schemas) {
        if (operation.getRequestBody() != null) {
            addExamples(operation.getRequestBody().getContent(), schemas);
        }
        operation
                .getResponses()
                .getAPIResponses()
                .values()
                .forEach(response -> addExamples(response.getContent(), schemas));
        if (operation.getResponses().getDefaultValue() == null) {
            MediaType problem = OASFactory.createMediaType()
                    .schema(OASFactory.createSchema().ref(REFERENCE + "Problem"))
                    .example(example(REFERENCE + "Problem", schemas).orElse(null));
            operation
                    .getResponses()
                    .defaultValue(OASFactory.createAPIResponse()
                            .description("What went wrong, and what to do about it")
                            .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, problem)));
        }
    }

    private static void addExamples(Content content, Map<String, Schema> schemas) {
        if (content == null) {
            return;
        }
        content.getMediaTypes().values().stream()
                .filter(type -> type.getExample() == null && type.getExamples() == null && type.getSchema() != null)
                .forEach(type -> example(type.getSchema(), schemas).ifPresent(type::setExample));
    }

    private static Optional<Object> example(Schema schema, Map<String, Schema> schemas) {
        if (schema.getRef() != null) {
            return example(schema.getRef(), schemas);
        }
        if (schema.getItems() != null) {
            return example(schema.getItems(), schemas).map(List::of);
        }
        // OpenAPI 3.1 keeps the example of a schema in a list.
        List<Object> examples = schema.getExamples();
        return examples == null || examples.isEmpty() ? Optional.empty() : Optional.of(examples.get(0));
    }

    private static Optional<Object> example(String reference, Map<String, Schema> schemas) {
        Schema schema = schemas.get(reference.substring(REFERENCE.length()));
        return schema == null ? Optional.empty() : example(schema, schemas);
    }
}
