package org.patchbank.evaluation.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.patchbank.evaluation.CommandError;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.DetectorSpecs;
import org.patchbank.pipeline.spec.PresetFiles;
import org.patchbank.platform.PatchbankException;

/** The specs that ship with the program, one file each. */
public final class Presets {
    /** In the order in which they are compared. */
    public static final List<String> NAMES = PresetFiles.NAMES;

    private static final YAMLMapper YAML = new YAMLMapper();

    private Presets() {}

    /**
     * @param settings laid over the preset, as {@link DetectorSpecs#read} takes them
     * @throws PatchbankException if there is no preset of that name
     */
    public static DetectorSpec read(String name, Map<String, String> settings) {
        return DetectorSpecs.read(tree(name), settings);
    }

    /**
     * The fields of a preset that differ from the defaults.
     *
     * @throws PatchbankException if there is no preset of that name
     */
    public static JsonNode tree(String name) {
        if (!NAMES.contains(name)) {
            throw new PatchbankException(
                    CommandError.SPEC_UNREADABLE,
                    "There is no preset " + name,
                    "Choose from %s, or name a file that ends in .yaml or .json.".formatted(String.join(", ", NAMES)));
        }
        try {
            return YAML.readTree(PresetFiles.text(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
