package org.patchbank.app;

import io.quarkus.smallrye.openapi.OpenApiFilter;
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
        SchemaExamples examples = new SchemaExamples(api.getComponents().getSchemas());
        examples.complete();
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(operation -> complete(operation, examples));
    }

    private static void complete(Operation operation, SchemaExamples examples) {
        if (operation.getRequestBody() != null) {
            addExamples(operation.getRequestBody().getContent(), examples);
        }
        operation
                .getResponses()
                .getAPIResponses()
                .values()
                .forEach(response -> addExamples(response.getContent(), examples));
        if (operation.getResponses().getDefaultValue() == null) {
            Schema schema = OASFactory.createSchema().ref("#/components/schemas/Problem");
            MediaType problem = OASFactory.createMediaType()
                    .schema(schema)
                    .example(examples.of(schema).orElse(null));
            operation
                    .getResponses()
                    .defaultValue(OASFactory.createAPIResponse()
                            .description("What went wrong, and what to do about it")
                            .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, problem)));
        }
    }

    private static void addExamples(Content content, SchemaExamples examples) {
        if (content == null) {
            return;
        }
        content.getMediaTypes().values().stream()
                .filter(type -> type.getExample() == null && type.getExamples() == null && type.getSchema() != null)
                .forEach(type -> examples.of(type.getSchema()).ifPresent(type::setExample));
    }
}
