package org.patchbank.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.patchbank.pipeline.spec.DetectorSpecs;
import org.patchbank.pipeline.spec.PresetFiles;
import org.patchbank.platform.PatchbankException;

/** Detector specs as people write them: YAML, or JSON, which is YAML too. */
final class SpecText {
    private static final String AREAS = "region_of_interest";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();

    private SpecText() {}

    /** A text to start from. @param name of the preset */
    record Preset(String name, String text) {}

    /** All that ship with the program; each looks where the other spec looks. @param base or null */
    static List<Preset> presets(JsonNode base) {
        String areas = base == null || base.path(AREAS).isEmpty() ? "" : AREAS + ": " + base.get(AREAS) + "\n";
        List<Preset> presets = new ArrayList<>();
        PresetFiles.NAMES.forEach(name -> presets.add(new Preset(name, PresetFiles.text(name) + areas)));
        return presets;
    }

    static String write(JsonNode spec) {
        try {
            return YAML.writeValueAsString(spec);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The fields that a text names, checked as a spec of their own.
     *
     * @throws PatchbankException where the text is no YAML, or says what is wrong with the spec
     */
    static JsonNode read(String text) {
        JsonNode tree;
        try {
            tree = YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new PatchbankException(
                    PageError.SPEC_UNREADABLE,
                    "The spec is neither YAML nor JSON: " + e.getOriginalMessage(),
                    "Correct it near line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()) + ".",
                    e);
        }
        if (tree == null || tree.isMissingNode() || tree.isNull()) {
            return YAML.createObjectNode();
        }
        if (!(tree instanceof ObjectNode)) {
            throw new PatchbankException(
                    PageError.SPEC_UNREADABLE,
                    "The spec is no list of fields.",
                    "Write one field a line, such as 'input_size: 320'; docs/specs.md describes them all.");
        }
        DetectorSpecs.read(tree, Map.of());
        return tree;
    }
}
