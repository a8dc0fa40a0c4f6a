package org.patchbank.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.pipeline.spec.DocumentedField.Variant;
import org.patchbank.platform.PatchbankException;

/** docs/specs.md names every field of the schema of specs, and no other, with its values and its default. */
class SpecDocumentTest {
    private static final String NONE = "none";

    /** What a field stands with, and the type of the group that this belongs to. */
    private static final Map<String, String> TYPES = Map.of(
            "by: patches", "hierarchical", "by: images", "hierarchical", "mahalanobis", "memory-bank", "held_out", "");

    /** Fields whose values are neither numbers nor names; what they hold is checked elsewhere. */
    private static final Set<String> FREE = Set.of(
            "backbone",
            "layers",
            "seed",
            "region_of_interest[].rectangle",
            "region_of_interest[].polygon",
            "region_of_interest[].mask",
            "zones[].name",
            "zones[].rectangle",
            "zones[].polygon",
            "zones[].mask",
            "fusion.coarse",
            "aggregation.weights",
            "model.first",
            "model.second");

    /** What a default depends on besides the kind of a part; the schema has the usual one. */
    private static final Set<String> CONDITIONS =
            Set.of("tiles", "crops", "everything", "mahalanobis", "held_out", "by: images");

    /** Parts of several kinds, of which the schema names no default; ModelSpecsTest does. */
    private static final Set<String> MODELS = Set.of("model.first", "model.second");

    /** Ends of ranges that depend on another field, where that is as large as it can be. */
    private static final Map<String, BigDecimal> ENDS = Map.of(
            "the input size", BigDecimal.valueOf(2048),
            "the crop's size", BigDecimal.valueOf(2048),
            "the size less 1", BigDecimal.valueOf(8191));

    /** Defaults in words, as they are written; {@link #NONE} for what is not. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "the built-in one",
            BackboneRegistry.BUILT_IN,
            "those that its descriptor recommends",
            "[]",
            "the tile's size",
            "512",
            "half the size",
            "32",
            "an eighth of the size",
            "64",
            "all alike",
            NONE,
            "the last layer",
            NONE,
            "all layers",
            NONE);

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final JsonNode SCHEMA = SpecSchema.schema();

    /** What the schema says of each field, by its path and the kind of its part. */
    private static final Map<String, JsonNode> FIELDS = new TreeMap<>();

    static {
        collect("", SCHEMA);
        String kinds = options(SCHEMA.at("/properties/model"))
                .map(model -> model.at("/properties/type/const").asText())
                .filter(kind -> !kind.isEmpty())
                .collect(Collectors.joining(", "));
        FIELDS.put("model.type ", DocumentedField.yaml("{enum: [%s], default: memory-bank}".formatted(kinds)));
        FIELDS.keySet().removeAll(Set.of("model ", "calibration "));
    }

    private static void collect(String prefix, JsonNode part) {
        options(part).forEach(option -> {
            String kind = option.at("/properties/type/const").asText("");
            option.path("properties").fields().forEachRemaining(field -> {
                if (!field.getKey().equals("type")) {
                    String path = prefix + field.getKey();
                    FIELDS.put(path + " " + kind, field.getValue());
                    if (!kind.equals("hybrid")) {
                        collect(path + ".", field.getValue());
                        options(field.getValue()).forEach(list -> collect(path + "[].", list.path("items")));
                    }
                }
            });
        });
    }

    /** The alternatives of a schema that are none of several alternatives themselves. */
    private static Stream<JsonNode> options(JsonNode schema) {
        if (schema.has("$ref")) {
            return options(SCHEMA.at(schema.get("$ref").asText().substring(1)));
        }
        return schema.has("anyOf")
                ? StreamSupport.stream(schema.get("anyOf").spliterator(), false).flatMap(SpecDocumentTest::options)
                : Stream.of(schema);
    }

    static Stream<DocumentedField> fields() {
        return DocumentedField.all().stream();
    }

    private static String key(DocumentedField field, String with) {
        return field.path() + " " + TYPES.getOrDefault(with, with);
    }

    /** A field with what the document says of it where it stands with something. */
    private static JsonNode schema(DocumentedField field, Variant variant) {
        JsonNode schema = FIELDS.get(
                FIELDS.containsKey(key(field, variant.with())) ? key(field, variant.with()) : field.path() + " ");
        assertThat(schema).as("the schema of %s with %s", field, variant.with()).isNotNull();
        return schema;
    }

    @Test
    void every_field_is_described_where_it_belongs_and_no_other_is() {
        Set<String> described = new TreeSet<>();
        fields().forEach(field ->
                (field.with().isEmpty() ? List.of("") : field.with()).forEach(with -> described.add(key(field, with))));

        assertThat(described).hasSizeGreaterThan(60).isEqualTo(FIELDS.keySet());
    }

    @ParameterizedTest
    @MethodSource("fields")
    void ranges_begin_and_end_where_the_document_says(DocumentedField field) {
        for (Variant variant : field.variants(field.values())) {
            DocumentedRange.of(variant.text(), ENDS::get)
                    .filter(range -> !FREE.contains(field.path()))
                    .ifPresent(range -> {
                        JsonSchema schema = SCHEMAS.getSchema(schema(field, variant));
                        assertThat(range.accepted()).allMatch(number -> isValid(schema, number));
                        assertThat(range.refused()).noneMatch(number -> isValid(schema, number));
                    });
        }
    }

    /** By itself or in a list. */
    private static boolean isValid(JsonSchema schema, BigDecimal number) {
        JsonNode value = DocumentedField.yaml(number.toPlainString());
        return schema.validate(value).isEmpty()
                || schema.validate(DocumentedField.yaml("[%s]".formatted(value)))
                        .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void names_of_values_are_those_that_can_be_chosen(DocumentedField field) {
        for (Variant variant : field.variants(field.values())) {
            if (!FREE.contains(field.path()) && !variant.text().matches("\\d+(, \\d+)+")) {
                List<String> names = options(schema(field, variant))
                        .flatMap(option -> Stream.of(option, option.path("items")))
                        .flatMap(SpecDocumentTest::names)
                        .toList();
                assertThat(choices(variant.text())).containsExactlyInAnyOrderElementsOf(names);
                assertThat(names.isEmpty())
                        .as("the values of %s are a range if they have no names", field)
                        .isEqualTo(names.isEmpty()
                                && DocumentedRange.of(variant.text(), ENDS::get).isPresent());
            }
        }
    }

    private static Stream<String> names(JsonNode option) {
        if (option.path("type").toString().contains("boolean")) {
            return Stream.of("true", "false");
        }
        Stream<JsonNode> names = StreamSupport.stream(option.path("enum").spliterator(), false);
        return (option.has("const") ? Stream.of(option.get("const")) : names).map(JsonNode::asText);
    }

    @ParameterizedTest
    @MethodSource("fields")
    void what_is_left_out_is_as_the_document_says(DocumentedField field) {
        for (Variant variant : field.variants(field.byDefault())) {
            String text = variant.text().replace("`", "").replace("%", "").strip();
            boolean depends = MODELS.contains(field.path())
                    || CONDITIONS.contains(variant.with()) && !FIELDS.containsKey(field.path() + " " + variant.with());
            if (!text.isEmpty() && !text.equals("required") && !depends) {
                String expected = DEFAULTS.getOrDefault(text, text);
                assertThat(plain(schema(field, variant).path("default")))
                        .as("%s with %s", field, variant.with())
                        .isEqualTo(plain(DocumentedField.yaml(expected)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            input_size                    | at most (\\d+) different      | {input_size: [%s]}                        | 64;65;66;67;68
            region_of_interest            | at most (\\d+) areas          | {region_of_interest: [%s]}                | {rectangle: [0, 0, 1, 1]}
            region_of_interest[].polygon  | to ([0-9,]+) corners           | {region_of_interest: [{polygon: [%s]}]}   | [0, 0];[1, 0];[1, 1]
            zones                         | at most (\\d+) zones          | {zones: [%s]}                             | {name: z#, rectangle: [0, 0, 1, 1]}
            augmentation                  | At most (\\d+) variants       | {augmentation: {brightness: [%s]}}        | 1.1#
            """)
    void lists_hold_as_many_as_the_document_says(String path, String most, String yaml, String items) {
        DocumentedField field =
                fields().filter(each -> each.path().equals(path)).findFirst().orElseThrow();
        Matcher limit = Pattern.compile(most).matcher(field.values() + " " + field.use());
        assertThat(limit.find()).as(field.values()).isTrue();
        int count = DocumentedRange.number(limit.group(1)).intValueExact();

        assertThatCode(() -> read(yaml, items, count)).doesNotThrowAnyException();
        assertThatThrownBy(() -> read(yaml, items, count + 1)).isInstanceOf(PatchbankException.class);
    }

    private static DetectorSpec read(String yaml, String items, int count) {
        String[] parts = items.split(";");
        List<String> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(parts[i % parts.length].replace("#", String.valueOf(100 + i)));
        }
        return DetectorSpecs.read(DocumentedField.yaml(yaml.formatted(String.join(", ", list))), Map.of());
    }

    /** Names set as code. */
    private static List<String> choices(String text) {
        return DocumentedField.codes(text.split(",? instead of |, not ")[0]).stream()
                .filter(code -> code.matches("[a-z0-9_-]+"))
                .toList();
    }

    private static String plain(JsonNode value) {
        if (value.isMissingNode() || value.isNull() || value.isEmpty() && value.isArray()) {
            return NONE;
        }
        return value.isNumber()
                ? Double.toString(value.doubleValue())
                : value.isArray() ? value.toString() : value.asText();
    }
}
