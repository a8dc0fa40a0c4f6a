package org.patchbank.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A descriptor for an ONNX file that has none beside it, if its outputs are named as torchvision's networks name their
 * stages: {@code layer1}, {@code layer2}, ... at strides 4, 8, 16, 32, input in RGB with ImageNet's mean and deviation.
 */
final class TorchvisionDescriptor {
    private static final Pattern STAGE = Pattern.compile("layer([1-5])");
    private static final int COLOURS = 3;

    private TorchvisionDescriptor() {}

    static BackboneDescriptor derive(String name, OnnxGraph graph) {
        List<OutputLayer> outputs = new ArrayList<>();
        for (OnnxGraph.Tensor output : graph.outputs()) {
            Matcher stage = STAGE.matcher(output.name());
            if (!stage.matches() || output.size(1) < 1) {
                throw missing(name, "its output \"" + output.name() + "\" is no torchvision stage of known width");
            }
            outputs.add(new OutputLayer(output.name(), (int) output.size(1), 2 << Integer.parseInt(stage.group(1))));
        }
        boolean picture = graph.inputs().size() == 1 && graph.inputs().get(0).size(1) == COLOURS;
        if (outputs.isEmpty() || !picture) {
            throw missing(name, "it does not take one RGB picture, channels first");
        }
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[._-]+", "");
        return new BackboneDescriptor(
                plain.isEmpty() ? "backbone" : plain,
                "derived",
                null,
                InputLayout.IMAGENET,
                outputs,
                null,
                null,
                "no descriptor beside the file: taken for a torchvision network");
    }

    private static RuntimeException missing(String name, String reason) {
        return EmbeddingErrorCode.BACKBONE_DESCRIPTOR_INVALID.error(
                "%s.onnx has no descriptor beside it, and none can be derived: %s".formatted(name, reason),
                "Write %s.yaml beside it, as docs/backbones.md shows.".formatted(name));
    }
}
