package org.patchbank.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.pipeline.spec.DocumentedField.Variant;
import org.patchbank.platform.PatchbankException;

/** docs/specs.md names every field that a spec may have, and no other; its values and its default are those of the code. */
class SpecDocumentTest {
    private static final String NONE = "none";

    /** Groups of fields, and the types that decide which fields there are. */
    private static final Map<String, List<String>> GROUPS = Map.of(
            "", List.of(""),
            "patches.", List.of("crops"),
            "tiles.", List.of(""),
            "region_of_interest[].", List.of(""),
            "augmentation.", List.of(""),
            "fusion.", List.of("concatenate", "independent", "hierarchical"),
            "aggregation.", List.of("max", "mean", "top-mean", "weighted-mean", "area", "largest-area", "quantile"),
            "zones[].", List.of(""),
            "model.", List.of(SpecPart.of(ModelSpec.class).kinds().split(", ")),
            "calibration.", List.of(""));

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

    /** Ends of ranges that hang on another field, where that is the default or what the context says. */
    private static final Map<String, BigDecimal> ENDS = Map.of(
            "the input size", BigDecimal.valueOf(64),
            "the crop's size", BigDecimal.valueOf(64),
            "the size less 1", BigDecimal.valueOf(511));

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

    private static final Pattern VALID_FIELDS = Pattern.compile("Valid fields here are: (.*)\\.");
    private static final Pattern VALID_VALUES =
            Pattern.compile("Give (?:one|a list) of ((?:[a-z0-9_-]+, )*[a-z0-9_-]+), or leave it out.*");

    static Stream<DocumentedField> fields() {
        return DocumentedField.all().stream();
    }

    @Test
    void every_field_is_described_where_it_belongs_and_no_other_is() {
        Set<String> described = new TreeSet<>();
        fields().forEach(field -> (field.with().isEmpty() ? List.of("") : field.with())
                .forEach(with -> described.add(field.path() + " " + TYPES.getOrDefault(with, with))));
        Set<String> known = new TreeSet<>();
        GROUPS.forEach((prefix, types) -> types.forEach(type -> names(prefix, type)
                .filter(name -> !name.equals("type"))
                .forEach(name -> known.add(prefix + name + " " + type))));
        known.add("model.type ");
        known.removeAll(Set.of("model ", "calibration "));

        assertThat(described).hasSizeGreaterThan(60).isEqualTo(known);
    }

    /** The fields of a group as the refusal of an unknown one names them. */
    private static Stream<String> names(String prefix, String type) {
        DocumentedField unknown = new DocumentedField(prefix + "no_such_field", List.of(), "", "", "");
        return valid(VALID_FIELDS, unknown, type, JsonNodeFactory.instance.numberNode(1)).stream();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void ranges_begin_and_end_where_the_document_says(DocumentedField field) {
        for (Variant variant : field.variants(field.values())) {
            DocumentedRange.of(variant.text(), ENDS::get)
                    .filter(range -> !FREE.contains(field.path()))
                    .ifPresent(range -> {
                        ObjectNode context = field.context(variant.with());
                        for (BigDecimal number : range.accepted()) {
                            assertAccepted(field, context, value(field, number));
                        }
                        for (BigDecimal number : range.refused()) {
                            assertRefused(field, context, value(field, number));
                        }
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void names_of_values_are_those_that_can_be_chosen(DocumentedField field) {
        for (Variant variant : field.variants(field.values())) {
            List<String> choices = choices(field, variant.text());
            ObjectNode context = field.context(variant.with());
            for (String choice : choices) {
                assertAccepted(field, context, value(field, DocumentedField.yaml(choice)));
            }
            boolean ranged = DocumentedRange.of(variant.text(), ENDS::get).isPresent();
            assertThat(!choices.isEmpty() || ranged || FREE.contains(field.path()))
                    .as("the test can read the values of " + field)
                    .isTrue();
            if (!choices.isEmpty() && !ranged) {
                JsonNode unknown = value(field, JsonNodeFactory.instance.textNode("no-such-choice"));
                List<String> known = valid(VALID_VALUES, field, variant.with(), unknown);
                assertThat(known)
                        .satisfiesAnyOf(
                                valid -> assertThat(valid).isEmpty(),
                                valid -> assertThat(choices).containsExactlyInAnyOrderElementsOf(valid));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void what_is_left_out_is_as_the_document_says(DocumentedField field) {
        for (Variant variant : field.variants(field.byDefault())) {
            ObjectNode context = field.context(variant.with());
            String text = variant.text().replace("`", "").replace("%", "").strip();
            if (text.equals("required")) {
                ((ObjectNode) context.at("/zones/0")).remove("rectangle");
                assertThatThrownBy(() -> DetectorSpecs.read(context, Map.of())).isInstanceOf(PatchbankException.class);
            } else if (!text.isEmpty()) {
                JsonNode written = field.in(DetectorSpecs.write(DetectorSpecs.read(context, Map.of())));
                JsonNode found = written.has("type") ? written.path("type") : written;
                String expected = DEFAULTS.getOrDefault(text, text);
                assertThat(plain(found))
                        .as(field + " with " + variant.with())
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

    /** Names set as code, or whole numbers with commas between them. */
    private static List<String> choices(DocumentedField field, String text) {
        String own = text.split(",? instead of |, not ")[0];
        if (FREE.contains(field.path())) {
            return List.of();
        }
        return own.matches("\\d+(, \\d+)+")
                ? List.of(own.split(", "))
                : DocumentedField.codes(own).stream()
                        .filter(code -> code.matches("[a-z0-9_-]+"))
                        .toList();
    }

    /** A number as the field wants it: by itself, or in a list. */
    private static JsonNode value(DocumentedField field, BigDecimal number) {
        return value(
                field,
                number.stripTrailingZeros().scale() <= 0
                        ? JsonNodeFactory.instance.numberNode(number.longValueExact())
                        : JsonNodeFactory.instance.numberNode(number.doubleValue()));
    }

    private static JsonNode value(DocumentedField field, JsonNode value) {
        if (field.values().startsWith("list of ")) {
            return DocumentedField.list(value);
        }
        return field.values().startsWith("one number a layer")
                ? DocumentedField.list(value, JsonNodeFactory.instance.numberNode(1))
                : value;
    }

    private static void assertAccepted(DocumentedField field, ObjectNode context, JsonNode value) {
        assertThatCode(() -> DetectorSpecs.read(field.with(context, value), Map.of()))
                .as("%s can be %s", field, value)
                .doesNotThrowAnyException();
    }

    private static void assertRefused(DocumentedField field, ObjectNode context, JsonNode value) {
        assertThatThrownBy(() -> DetectorSpecs.read(field.with(context, value), Map.of()))
                .as("%s cannot be %s", field, value)
                .isInstanceOf(PatchbankException.class);
    }

    /** What the refusal of a value lists as valid; empty where it lists nothing. */
    private static List<String> valid(Pattern listed, DocumentedField field, String with, JsonNode value) {
        PatchbankException refused = catchThrowableOfType(
                PatchbankException.class, () -> DetectorSpecs.read(field.with(field.context(with), value), Map.of()));
        Matcher matcher = listed.matcher(refused.remedy());
        return matcher.matches() ? List.of(matcher.group(1).split(", ")) : List.of();
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
