package org.patchbank.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A descriptor for an ONNX file that has none beside it, if the file shows that it comes from torchvision: it says so, or
 * its weights or steps have the names that torchvision's ResNets give them, and its outputs are called {@code layer1},
 * {@code layer2}, ... at strides 4, 8, 16, 32. Its input is then RGB with ImageNet's mean and deviation. The sizes of the
 * outputs tell nothing: Keras' networks have the same and another input.
 */
final class TorchvisionDescriptor {
    private static final Pattern STAGE = Pattern.compile("layer([1-5])");

    /** {@code layer1.0.conv1.weight}, or {@code /layer1/layer1.0/conv1/Conv}. */
    private static final Pattern MODULE = Pattern.compile("(^|[./])layer[1-4]\\.\\d+[./](conv|bn|downsample)");

    private static final Pattern SAYS_SO = Pattern.compile("(?i)torchvision");
    private static final Pattern SAYS_OTHERWISE = Pattern.compile("(?i)keras|tensorflow|caffe|\\bbgr\\b");
    private static final int COLOURS = 3;

    private TorchvisionDescriptor() {}

    static BackboneDescriptor derive(String name, OnnxGraph graph) {
        List<OutputLayer> outputs = new ArrayList<>();
        for (OnnxGraph.Tensor output : graph.outputs()) {
            Matcher stage = STAGE.matcher(output.name());
            if (!stage.matches() || output.size(1) < 1) {
                throw missing(
                        name, graph, "its output \"" + output.name() + "\" is no torchvision stage of known width");
            }
            outputs.add(new OutputLayer(output.name(), (int) output.size(1), 2 << Integer.parseInt(stage.group(1))));
        }
        boolean picture = graph.inputs().size() == 1 && graph.inputs().get(0).size(1) == COLOURS;
        if (outputs.isEmpty() || !picture) {
            throw missing(name, graph, "it does not take one RGB picture, channels first");
        }
        if (!isTorchvision(graph)) {
            throw missing(
                    name,
                    graph,
                    "nothing in it shows that its input is prepared as torchvision does" + ownWords(graph));
        }
        return new BackboneDescriptor(
                DescriptorTemplate.plain(name),
                "derived",
                null,
                InputLayout.IMAGENET,
                outputs,
                null,
                null,
                "no descriptor beside the file: taken for a torchvision network");
    }

    /** For people who use a derived descriptor. */
    static String assumption(String name) {
        return ("%s.onnx has no descriptor beside it: taken for a torchvision network, input RGB scaled to 0..1, ImageNet's"
                        + " mean and deviation. If that is wrong, scores are poor; %s.yaml beside it settles it"
                        + " (docs/backbones.md)")
                .formatted(name, name);
    }

    private static boolean isTorchvision(OnnxGraph graph) {
        return !SAYS_OTHERWISE.matcher(graph.description()).find()
                && (SAYS_SO.matcher(graph.description()).find() || graph.names(MODULE));
    }

    private static String ownWords(OnnxGraph graph) {
        String own = graph.description().strip();
        return own.isEmpty() ? "" : "; it says of itself: \"" + own + "\"";
    }

    private static RuntimeException missing(String name, OnnxGraph graph, String reason) {
        return EmbeddingErrorCode.BACKBONE_DESCRIPTOR_INVALID.error(
                "%s.onnx has no descriptor beside it, and none can be derived: %s".formatted(name, reason),
                "Write %s.yaml beside it, as docs/backbones.md shows. Check each line of this beginning:%n%s"
                        .formatted(name, DescriptorTemplate.of(name, graph)));
    }
}
