package org.patchbank.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Examples of schemas: their own, or else one made of the examples of their fields. */
final class SchemaExamples {
    private static final String REFERENCE = "#/components/schemas/";
    private static final int DEEPEST = 8;

    /** What fields of these names look like, so that examples read alike everywhere. */
    private static final Map<String, Object> BY_NAME = Map.ofEntries(
            Map.entry("name", "part-0017.png"),
            Map.entry("sha256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
            Map.entry("hash", "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"),
            Map.entry("width", 512),
            Map.entry("height", 512),
            Map.entry("code", "image-truncated"),
            Map.entry("detail", "The file ends in the middle of the picture."),
            Map.entry("remedy", "Send the file again; check that it was written to its end."),
            Map.entry("stage", "features"),
            Map.entry("fraction", 0.18),
            Map.entry("done", 80),
            Map.entry("total", 200),
            Map.entry("images", 200),
            Map.entry("size", 15680),
            Map.entry("dimension", 192),
            Map.entry("embeddings", 156800),
            Map.entry("score", 4.71),
            Map.entry("next_cursor", "AZqyxg0eekOcVQJCrBIAAg"));

    private final Map<String, Schema> schemas;

    SchemaExamples(Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    /** Gives every object schema without an example one. */
    void complete() {
        schemas.forEach((name, schema) -> {
            if (own(schema).isEmpty() && schema.getProperties() != null) {
                schema.setExamples(List.of(of(schema).orElseThrow()));
            }
        });
    }

    Optional<Object> of(Schema schema) {
        return of("", schema, 0);
    }

    private Optional<Object> of(String name, Schema schema, int depth) {
        if (schema == null || depth > DEEPEST) {
            return Optional.empty();
        }
        if (schema.getRef() != null) {
            return of(name, schemas.get(schema.getRef().substring(REFERENCE.length())), depth + 1);
        }
        Optional<Object> own = own(schema);
        if (own.isPresent()) {
            return own;
        }
        if (schema.getEnumeration() != null && !schema.getEnumeration().isEmpty()) {
            return Optional.of(schema.getEnumeration().get(0));
        }
        if (schema.getItems() != null) {
            return of(name, schema.getItems(), depth + 1).map(List::of);
        }
        if (schema.getProperties() != null) {
            return Optional.of(fields(schema, depth));
        }
        return Optional.ofNullable(BY_NAME.get(name)).or(() -> ofType(schema));
    }

    private Map<String, Object> fields(Schema schema, int depth) {
        Map<String, Object> fields = new LinkedHashMap<>();
        schema.getProperties()
                .forEach((name, field) -> of(name, field, depth + 1).ifPresent(example -> fields.put(name, example)));
        return fields;
    }

    /** OpenAPI 3.1 keeps the example of a schema in a list. */
    private static Optional<Object> own(Schema schema) {
        List<Object> examples = schema.getExamples();
        return examples == null || examples.isEmpty() ? Optional.empty() : Optional.of(examples.get(0));
    }

    private static Optional<Object> ofType(Schema schema) {
        List<SchemaType> types = schema.getType();
        SchemaType type = types == null || types.isEmpty() ? SchemaType.OBJECT : types.get(0);
        return switch (type) {
            case STRING -> ofFormat(String.valueOf(schema.getFormat()));
            case INTEGER -> Optional.of(1);
            case NUMBER -> Optional.of(0.5);
            case BOOLEAN -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Object> ofFormat(String format) {
        return switch (format) {
            case "uuid" -> Optional.of("019ab2c5-7d1e-7a43-9c55-0242ac120002");
            case "date-time" -> Optional.of("2026-11-23T09:00:00Z");
            case "binary" -> Optional.empty();
            default -> Optional.of("text");
        };
    }
}
