package org.patchbank.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Names and sizes of an ONNX network's inputs and outputs, and what it says of itself, read without a runtime. */
final class OnnxGraph {
    private static final int MODEL_DESCRIPTION = 6;
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int GRAPH_INPUT = 11;
    private static final int GRAPH_OUTPUT = 12;
    private static final int NODE_NAME = 3;
    private static final int TENSOR_NAME = 8;
    private static final int[] SHAPE_DIMENSIONS = {2, 1, 2};

    /** @param sizes of the axes; 0 where the file leaves one open */
    record Tensor(String name, List<Long> sizes) {
        /** 0 for an axis that is open or absent. */
        long size(int axis) {
            return axis < sizes.size() ? sizes.get(axis) : 0;
        }
    }

    private final List<Tensor> inputs;
    private final List<Tensor> outputs;
    private final String description;
    private final List<String> names;

    private OnnxGraph(List<Tensor> inputs, List<Tensor> outputs, String description, List<String> names) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.description = description;
        this.names = names;
    }

    /** @param origin where the file lies, for the error */
    static OnnxGraph read(byte[] onnx, String origin) {
        try {
            ProtoMessage model = new ProtoMessage(onnx);
            ProtoMessage graph = model.messages(MODEL_GRAPH).get(0);
            // Old files list their weights among the inputs.
            List<String> weights = graph.messages(GRAPH_INITIALIZER).stream()
                    .map(weight -> weight.text(TENSOR_NAME))
                    .toList();
            List<Tensor> inputs = tensors(graph, GRAPH_INPUT).stream()
                    .filter(input -> !weights.contains(input.name()))
                    .toList();
            List<String> names = new ArrayList<>(weights);
            graph.messages(GRAPH_NODE).forEach(node -> names.add(node.text(NODE_NAME)));
            return new OnnxGraph(inputs, tensors(graph, GRAPH_OUTPUT), model.text(MODEL_DESCRIPTION), names);
        } catch (IndexOutOfBoundsException e) {
            throw EmbeddingErrorCode.BACKBONE_UNREADABLE.error(
                    origin + " is no ONNX file", "Export the network again, as docs/backbones.md shows.", e);
        }
    }

    List<Tensor> inputs() {
        return inputs;
    }

    List<Tensor> outputs() {
        return outputs;
    }

    /** What its maker wrote about it; often empty. */
    String description() {
        return description;
    }

    /** Whether a weight or a step has a name in which the pattern is found. */
    boolean names(Pattern pattern) {
        return names.stream().anyMatch(name -> pattern.matcher(name).find());
    }

    private static List<Tensor> tensors(ProtoMessage graph, int field) {
        List<Tensor> tensors = new ArrayList<>();
        for (ProtoMessage value : graph.messages(field)) {
            tensors.add(new Tensor(value.text(1), sizes(value)));
        }
        return tensors;
    }

    private static List<Long> sizes(ProtoMessage value) {
        List<ProtoMessage> at = List.of(value);
        for (int field : SHAPE_DIMENSIONS) {
            at = at.isEmpty() ? List.of() : at.get(0).messages(field);
        }
        return at.isEmpty()
                ? List.of()
                : at.get(0).messages(1).stream()
                        .map(dimension -> dimension.number(1))
                        .toList();
    }
}
