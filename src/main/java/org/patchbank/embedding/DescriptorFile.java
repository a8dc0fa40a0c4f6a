package org.patchbank.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;

/** Reads backbone descriptors: YAML, and therefore JSON too, with names in snake_case. */
final class DescriptorFile {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private DescriptorFile() {}

    /** @param origin where the descriptor lies, for the error */
    static BackboneDescriptor read(byte[] text, String origin) {
        try {
            return YAML.readValue(text, BackboneDescriptor.class);
        } catch (IOException e) {
            throw EmbeddingErrorCode.BACKBONE_DESCRIPTOR_INVALID.error(
                    "The backbone descriptor %s is not valid: %s".formatted(origin, reason(e)),
                    "Compare it with the example in docs/backbones.md.",
                    e);
        }
    }

    private static String reason(IOException e) {
        Throwable deepest = e.getCause() instanceof IllegalArgumentException ? e.getCause() : e;
        String text =
                deepest instanceof JsonProcessingException json ? json.getOriginalMessage() : deepest.getMessage();
        boolean placed =
                e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty();
        return placed ? text + " (at " + path((JsonMappingException) e) + ")" : text;
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            path.append(path.isEmpty() || step.getFieldName() == null ? "" : ".")
                    .append(step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName());
        }
        return path.toString();
    }
}
