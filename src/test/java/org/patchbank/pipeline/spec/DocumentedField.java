package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A row of a table in docs/specs.md.
 *
 * @param path of the field with dots; {@code []} stands for an element of a list
 * @param with what the field needs, such as the type of its model; empty where it needs nothing
 * @param values what the document says of its values
 * @param byDefault what the document says of its default
 * @param use when to use it, as the document says
 */
record DocumentedField(String path, List<String> with, String values, String byDefault, String use) {
    private static final Path DOCUMENT = Path.of("docs/specs.md");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern VARIANT = Pattern.compile("(.+?) with `([^`]+)`.*");

    /** What has to be in a spec so that a field with these words beside it has a meaning. */
    private static final Map<String, String> CONTEXTS = Map.ofEntries(
            Map.entry("crops", "{input_size: 64, patches: {type: crops, size: 64}}"),
            Map.entry("tiles", "{tiles: {}}"),
            Map.entry("concatenate", "{layers: [layer2, layer3], fusion: {type: concatenate}}"),
            Map.entry("independent", "{layers: [layer2, layer3], fusion: {type: independent}}"),
            Map.entry("hierarchical", "{layers: [layer2, layer3], fusion: {type: hierarchical}}"),
            Map.entry("by: patches", "{fusion: {type: hierarchical, by: patches}}"),
            Map.entry("by: images", "{fusion: {type: hierarchical, by: images}}"),
            Map.entry("max", "{aggregation: {type: max}}"),
            Map.entry("mean", "{aggregation: {type: mean}}"),
            Map.entry("top-mean", "{aggregation: {type: top-mean}}"),
            Map.entry("weighted-mean", "{aggregation: {type: weighted-mean}}"),
            Map.entry("area", "{aggregation: {type: area}}"),
            Map.entry("largest-area", "{aggregation: {type: largest-area}}"),
            Map.entry("quantile", "{aggregation: {type: quantile}}"),
            Map.entry("held_out", "{calibration: {method: held_out}}"),
            Map.entry("memory-bank", "{model: {type: memory-bank}}"),
            Map.entry("mahalanobis", "{model: {metric: mahalanobis}}"),
            Map.entry("everything", "{model: {selection: everything}}"),
            Map.entry("gaussian-per-position", "{model: {type: gaussian-per-position}}"),
            Map.entry("gaussian", "{model: {type: gaussian}}"),
            Map.entry("gaussian-mixture", "{model: {type: gaussian-mixture}}"),
            Map.entry("kernel-density", "{model: {type: kernel-density}}"),
            Map.entry("subspace", "{model: {type: subspace}}"),
            Map.entry("hybrid", "{model: {type: hybrid}}"));

    /** What else has to be in a spec so that a field may take all of its values. */
    private static final Map<String, String> COMPANIONS = Map.of(
            "tiles.size", "{tiles: {overlap: 0}, input_size: 224}",
            "region_of_interest[]", "{region_of_interest: [{rectangle: [0, 0, 1, 1]}]}",
            "zones[]", "{zones: [{rectangle: [0, 0, 1, 1]}]}",
            "augmentation.quarter_turns", "{augmentation: {brightness: [0.9]}}",
            "fusion.combine=weighted", "{fusion: {weights: [1, 1]}}",
            "model.shrinkage with gaussian", "{model: {regularisation: 0.01}}",
            "model.regularisation", "{model: {shrinkage: 0.5}}");

    /** A value or default for one thing that the field may stand with; for anything else where {@code with} is empty. */
    record Variant(String with, String text) {}

    /** All rows, one for each field of a row that names several. */
    static List<DocumentedField> all() {
        List<DocumentedField> fields = new ArrayList<>();
        boolean of = false;
        try {
            for (String line : Files.readAllLines(DOCUMENT)) {
                List<String> cells = cells(line);
                if (cells.size() > 1 && cells.get(0).equals("field")) {
                    of = cells.get(1).equals("of");
                } else if (cells.size() > 3 && cells.get(0).startsWith("`")) {
                    add(cells, of, fields);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fields;
    }

    private static List<String> cells(String line) {
        return line.startsWith("| ")
                ? Arrays.stream(line.substring(1, line.length() - 1).split("\\|"))
                        .map(String::strip)
                        .toList()
                : List.of();
    }

    private static void add(List<String> cells, boolean of, List<DocumentedField> fields) {
        String[] parts = cells.get(0).split(" with ", 2);
        List<String> with = of ? codes(cells.get(1)) : parts.length > 1 ? codes(parts[1]) : List.of();
        int values = of ? 2 : 1;
        String first = codes(parts[0]).get(0);
        if (with.isEmpty() && first.startsWith("model.") && !first.equals("model.type")) {
            with = List.of("memory-bank");
        }
        for (String name : codes(parts[0])) {
            String path = name.startsWith(".") ? first.substring(0, first.lastIndexOf('.')) + name : name;
            fields.add(
                    new DocumentedField(path, with, cells.get(values), cells.get(values + 1), cells.get(values + 2)));
        }
    }

    /** What is set as code in a text. */
    static List<String> codes(String text) {
        List<String> codes = new ArrayList<>();
        Matcher matcher = CODE.matcher(text);
        while (matcher.find()) {
            codes.add(matcher.group(1));
        }
        return codes;
    }

    /** What the values are, and what they are with some of {@link #with} or other fields. */
    List<Variant> variants(String cell) {
        String[] clauses = cell.split("; ");
        List<Variant> special = Stream.of(clauses)
                .skip(1)
                .map(VARIANT::matcher)
                .filter(Matcher::matches)
                .map(clause -> new Variant(clause.group(2), clause.group(1)))
                .toList();
        List<Variant> all = new ArrayList<>(special);
        List<String> others = with.isEmpty() ? List.of("") : with;
        others.stream()
                .filter(each -> special.stream().noneMatch(known -> known.with().equals(each)))
                .forEach(each -> all.add(new Variant(each, clauses[0])));
        return all;
    }

    /** A spec in which the field has a meaning, without the field. */
    ObjectNode context(String with) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        for (String parent : List.of("tiles", "augmentation", "calibration", "model")) {
            if (path.startsWith(parent + ".")) {
                spec.putObject(parent);
            }
        }
        COMPANIONS.forEach((prefix, companion) -> {
            if (path.startsWith(prefix + ".")
                    || List.of(path, path + " with " + with).contains(prefix)) {
                merge(spec, yaml(companion));
            }
        });
        if (!with.isEmpty()) {
            String context = CONTEXTS.get(with);
            if (context == null) {
                throw new IllegalStateException("The test does not know a spec with " + with + " for " + path);
            }
            merge(spec, yaml(context));
        }
        return without(spec);
    }

    private static void merge(ObjectNode spec, JsonNode more) {
        more.fields().forEachRemaining(field -> {
            if (spec.path(field.getKey()) instanceof ObjectNode known
                    && field.getValue().isObject()) {
                merge(known, field.getValue());
            } else {
                spec.set(field.getKey(), field.getValue());
            }
        });
    }

    private ObjectNode without(ObjectNode spec) {
        if (spec.at(parent()) instanceof ObjectNode holder) {
            holder.remove(name());
        }
        return spec;
    }

    /** The spec with the field set. */
    ObjectNode with(ObjectNode spec, JsonNode value) {
        ObjectNode changed = spec.deepCopy();
        merge(changed, yaml(COMPANIONS.getOrDefault(path + "=" + value.asText(), "{}")));
        if (path.contains(".")) {
            ((ObjectNode) changed.at(parent())).set(name(), value);
        } else {
            changed.set(path, value);
        }
        return changed;
    }

    private String parent() {
        int end = path.lastIndexOf('.');
        return end < 0 ? "" : "/" + path.substring(0, end).replace("[]", "/0").replace('.', '/');
    }

    private String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The field in a spec as it is written. */
    JsonNode in(JsonNode spec) {
        return spec.at(parent() + "/" + name());
    }

    static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    static JsonNode list(JsonNode... items) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Arrays.stream(items).forEach(list::add);
        return list;
    }

    @Override
    public String toString() {
        return path + (with.isEmpty() ? "" : " with " + with);
    }
}
