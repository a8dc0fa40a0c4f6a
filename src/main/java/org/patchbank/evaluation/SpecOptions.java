package org.patchbank.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.patchbank.pipeline.spec.DetectorSpecs;
import org.patchbank.platform.PatchbankException;
import picocli.CommandLine.Option;

/** The options that say which detector spec; fields left out keep their defaults. */
public final class SpecOptions {
    @Option(
            names = "--spec",
            paramLabel = "FILE",
            description = "Detector spec as YAML or JSON; fields left out keep their defaults.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE",
            description = "One field of the spec, e.g. model.coreset_ratio=0.05. May be repeated; comes before --spec.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** The whole spec, checked; empty where neither option was given. */
    Optional<JsonNode> read() {
        if (file == null && settings.isEmpty()) {
            return Optional.empty();
        }
        JsonNode tree = file == null ? null : tree(file);
        return Optional.of(DetectorSpecs.write(DetectorSpecs.read(tree, settings)));
    }

    /** @throws PatchbankException if the file cannot be read, or is neither YAML nor JSON */
    public static JsonNode tree(Path file) {
        try {
            return MaskFiles.inlined(new YAMLMapper().readTree(file.toFile()), file);
        } catch (JsonProcessingException e) {
            throw new PatchbankException(
                    CommandError.SPEC_UNREADABLE,
                    file + " is not YAML: " + e.getOriginalMessage(),
                    "Correct it near line "
                            + (e.getLocation() == null ? "1" : e.getLocation().getLineNr()) + ".",
                    e);
        } catch (IOException e) {
            throw new PatchbankException(
                    CommandError.SPEC_UNREADABLE, file + " cannot be read: " + e, "Name a file that exists.", e);
        }
    }
}
