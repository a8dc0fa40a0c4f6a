package org.patchbank.embedding;

import static java.util.Objects.requireNonNullElse;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * What is known of a backbone beside its ONNX file.
 *
 * @param sha256 of the ONNX file in hexadecimal; null leaves it unchecked
 * @param outputs every feature map that may be asked for
 * @param defaultLayers those taken where a spec names none, fine to coarse
 * @param licence of the weights
 * @param source where network and weights come from
 */
public record BackboneDescriptor(
        String name,
        String version,
        String sha256,
        InputLayout input,
        List<OutputLayer> outputs,
        List<String> defaultLayers,
        String licence,
        String source) {
    private static final List<String> USUAL_LAYERS = List.of("layer2", "layer3");

    public BackboneDescriptor {
        if (name == null || !name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("name must be made of letters, digits, dots, dashes and underscores");
        }
        if (version == null || version.isBlank()) {
            throw new IllegalArgumentException("version is missing");
        }
        if (sha256 != null && !sha256.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException("sha256 takes 64 hexadecimal digits");
        }
        if (input == null) {
            throw new IllegalArgumentException("input is missing");
        }
        if (outputs == null || outputs.isEmpty()) {
            throw new IllegalArgumentException("outputs is missing");
        }
        sha256 = sha256 == null ? null : sha256.toLowerCase(Locale.ROOT);
        outputs = List.copyOf(outputs);
        List<String> names = outputs.stream().map(OutputLayer::name).toList();
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("two outputs have the same name");
        }
        defaultLayers = List.copyOf(requireNonNullElse(defaultLayers, usual(names)));
        if (defaultLayers.isEmpty() || !names.containsAll(defaultLayers)) {
            throw new IllegalArgumentException("default_layers must be some of " + names);
        }
        licence = requireNonNullElse(licence, "unknown");
        source = requireNonNullElse(source, "unknown");
    }

    /** Name and version, as {@code resnet18@1}. */
    public String id() {
        return name + "@" + version;
    }

    public List<String> layerNames() {
        return outputs.stream().map(OutputLayer::name).toList();
    }

    private static List<String> usual(List<String> names) {
        return names.containsAll(USUAL_LAYERS) ? USUAL_LAYERS : names;
    }
}
