package org.patchbank.pipeline.spec;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.TypeContext;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.patchbank.image.Area;
import org.patchbank.pipeline.spec.ModelSpec.HybridSpec;
import org.patchbank.pipeline.spec.ModelSpec.MixtureSpec;
import org.patchbank.scoring.WeightMask;

/** The JSON Schema (draft 2020-12) of specs, generated from their records, with defaults. */
public final class SpecSchema {
    /** Values that are no records; see {@link AreaJson} and the values' own classes. */
    private static final Map<Class<?>, String> VALUES = Map.of(
            Area.Rectangle.class,
            "{type: array, items: {type: number, minimum: 0, maximum: 1}, minItems: 4, maxItems: 4}",
            Area.Polygon.class,
            "{type: array, minItems: 3, maxItems: 10000,"
                    + " items: {type: array, items: {type: number, minimum: 0, maximum: 1}, minItems: 2, maxItems: 2}}",
            Area.Mask.class,
            "{type: string, pattern: '^data:image/png;base64,'}",
            WeightMask.class,
            "{type: array, minItems: 1, maxItems: 512,"
                    + " items: {type: array, items: {type: number, minimum: 0}, minItems: 1, maxItems: 512}}",
            Shrinkage.class,
            "{anyOf: [{const: ledoit-wolf}, {type: number, minimum: 0, maximum: 1}]}",
            MixtureSpec.Components.class,
            "{anyOf: [{type: integer, minimum: 1, maximum: 64},"
                    + " {type: array, items: {type: integer, minimum: 1, maximum: 64}, minItems: 2, maxItems: 2}]}");

    private static final JsonNode DEFAULTS = DetectorSpecs.write(DetectorSpecs.defaults());

    /** Makes parts of which no field is given. */
    private static final JsonMapper EMPTY = SpecMapper.builder()
            .enable(MapperFeature.USE_BASE_TYPE_AS_DEFAULT_IMPL)
            .build();

    private static final Map<Class<?>, JsonNode> PARTS = new ConcurrentHashMap<>();

    private SpecSchema() {}

    /** Of whole specs. */
    public static JsonNode schema() {
        return of(DetectorSpec.class).deepCopy();
    }

    /** @param part a record of a spec */
    static JsonNode of(Class<?> part) {
        return PARTS.computeIfAbsent(part, SpecSchema::generated);
    }

    private static JsonNode generated(Class<?> part) {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SpecMapper.JSON, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule())
                .with(new JakartaValidationModule())
                .with(Option.FLATTENED_OPTIONALS);
        config.forTypesInGeneral()
                .withPropertySorter((first, second) -> 0)
                .withSubtypeResolver((type, context) -> kinds(type, context.getTypeContext(), List.of()))
                .withAdditionalPropertiesResolver(
                        type -> type.getType().getErasedType().isRecord() ? Void.class : null)
                .withCustomDefinitionProvider((type, context) -> value(type.getErasedType(), context));
        config.forFields()
                .withPropertyNameOverrideResolver(field -> SnakeCaseStrategy.INSTANCE.translate(field.getName()))
                .withTargetTypeOverridesResolver(SpecSchema::unwrapped)
                .withNullableCheck(field -> true)
                .withDefaultResolver(SpecSchema::byDefault);
        // The generator keeps defaults as objects, not as JSON.
        ObjectNode schema =
                json(new SchemaGenerator(config.build()).generateSchema(part).toString());
        schema.findParents("required").forEach(SpecSchema::allowUntyped);
        if (part == DetectorSpec.class) {
            allowShorthands((ObjectNode) schema.get("properties"));
        }
        return schema;
    }

    /** What an interface permits, but for some; null for what is no interface of several kinds. */
    private static List<ResolvedType> kinds(ResolvedType type, TypeContext context, List<Class<?>> except) {
        Class<?> part = type.getErasedType();
        return hasKinds(part)
                ? Arrays.stream(part.getPermittedSubclasses())
                        .filter(kind -> !except.contains(kind))
                        .map(kind -> context.resolveSubtype(type, kind))
                        .toList()
                : null;
    }

    private static boolean hasKinds(Class<?> part) {
        return part.isInterface() && part.isSealed();
    }

    private static List<ResolvedType> unwrapped(FieldScope field) {
        Class<?> type = field.getType().getErasedType();
        if (type == OptionalInt.class || type == OptionalDouble.class) {
            return List.of(field.getContext().resolve(type == OptionalInt.class ? Integer.class : Double.class));
        }
        boolean hybrid = field.getDeclaringType().getErasedType() == HybridSpec.class;
        return hybrid ? kinds(field.getType(), field.getContext(), List.of(HybridSpec.class)) : null;
    }

    private static CustomDefinition value(Class<?> type, SchemaGenerationContext context) {
        if (type.isEnum()) {
            ObjectNode names = SpecMapper.JSON.createObjectNode().put("type", "string");
            ArrayNode list = names.putArray("enum");
            Arrays.stream((Enum<?>[]) type.getEnumConstants())
                    .map(SpecMapper::name)
                    .forEach(list::add);
            return new CustomDefinition(names, true);
        }
        if (type == ZonesSpec.class) {
            ObjectNode zones = json("{anyOf: [{enum: [none, per-position]}, {type: array, maxItems: 64}]}");
            ((ObjectNode) zones.at("/anyOf/1"))
                    .set(
                            "items",
                            context.createDefinitionReference(
                                    context.getTypeContext().resolve(ZonesSpec.ZoneSpec.class)));
            return new CustomDefinition(zones, true);
        }
        return VALUES.containsKey(type) ? new CustomDefinition(json(VALUES.get(type)), true) : null;
    }

    /** @param text YAML, as JSON is */
    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) DetectorSpecs.YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** What the record's constructor puts where nothing is given. */
    private static JsonNode byDefault(FieldScope field) {
        Class<?> record = field.getDeclaringType().getErasedType();
        if (hasKinds(field.getRawMember().getType()) || field.isFakeContainerItemScope()) {
            return null;
        }
        JsonNode whole = record == DetectorSpec.class
                ? DEFAULTS
                : EMPTY.valueToTree(EMPTY.convertValue(EMPTY.createObjectNode(), record));
        JsonNode value = whole.path(SnakeCaseStrategy.INSTANCE.translate(field.getName()));
        return value.isMissingNode() || value.isNull() ? null : value;
    }

    /** What {@link SpecShorthands} expands. */
    private static void allowShorthands(ObjectNode parts) {
        SpecShorthands.OPTIONAL.forEach(part -> allow(parts, part, "none"));
        SpecShorthands.NAMED.keySet().forEach(part -> allow(parts, part, kinds(parts.get(part))));
        ObjectNode layers = (ObjectNode) parts.get("layers");
        either(parts, "layers", (ObjectNode) layers.get("items"), layers);
        ObjectNode sizes = (ObjectNode) parts.get("input_size");
        either(parts, "input_size", (ObjectNode) sizes.get("items"), sizes);
    }

    /** The kinds that a part is of where it names none. */
    private static void allowUntyped(JsonNode part) {
        if (SpecShorthands.DEFAULTS.contains(part.at("/properties/type/const").asText())) {
            ((ObjectNode) part).remove("required");
        }
    }

    private static String[] kinds(JsonNode part) {
        return part.findValues("type").stream()
                .filter(type -> type.has("const"))
                .map(type -> type.get("const").asText())
                .toArray(String[]::new);
    }

    private static void allow(ObjectNode parts, String part, String... names) {
        ObjectNode named = parts.objectNode();
        List.of(names).forEach(named.putArray("enum")::add);
        either(parts, part, named, (ObjectNode) parts.get(part));
    }

    private static void either(ObjectNode parts, String part, ObjectNode shorthand, ObjectNode whole) {
        whole.remove("default");
        ObjectNode either = parts.putObject(part);
        either.set("default", DEFAULTS.get(part));
        either.putArray("anyOf").add(shorthand).add(whole);
    }
}
