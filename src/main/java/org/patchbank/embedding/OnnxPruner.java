package org.patchbank.embedding;

import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Cuts a network down to what some of its outputs need: whatever lies behind the deepest wanted layer is neither loaded
 * nor computed. A network whose steps contain networks of their own is left whole.
 */
public final class OnnxPruner {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int GRAPH_OUTPUT = 12;
    private static final int NODE_INPUT = 1;
    private static final int NODE_OUTPUT = 2;
    private static final int NODE_ATTRIBUTE = 5;
    private static final int ATTRIBUTE_GRAPH = 6;
    private static final int ATTRIBUTE_GRAPHS = 11;
    private static final int VALUE_NAME = 1;
    private static final int TENSOR_NAME = 8;

    private OnnxPruner() {}

    /** @return an ONNX file with the {@code wanted} outputs only; {@code onnx} itself if it cannot be cut */
    public static byte[] keep(byte[] onnx, List<String> wanted) {
        ProtoMessage model = new ProtoMessage(onnx);
        ProtoMessage graph = model.messages(MODEL_GRAPH).get(0);
        List<ProtoMessage> nodes = graph.messages(GRAPH_NODE);
        if (nodes.stream().anyMatch(OnnxPruner::nests)) {
            return onnx;
        }
        Set<String> needed = needed(nodes, wanted);
        ByteArrayOutputStream cut = new ByteArrayOutputStream(onnx.length);
        graph.copy(cut, (field, message) -> switch (field) {
            case GRAPH_NODE -> message.texts(NODE_OUTPUT).stream().anyMatch(needed::contains);
            case GRAPH_INITIALIZER -> needed.contains(message.text(TENSOR_NAME));
            case GRAPH_OUTPUT -> wanted.contains(message.text(VALUE_NAME));
            default -> true;
        });
        ByteArrayOutputStream result = new ByteArrayOutputStream(onnx.length);
        model.copy(result, (field, message) -> field != MODEL_GRAPH);
        ProtoMessage.write(result, MODEL_GRAPH, cut.toByteArray());
        return result.toByteArray();
    }

    /** Names of every value that the wanted ones rest on. ONNX lists nodes in an order in which they can run. */
    private static Set<String> needed(List<ProtoMessage> nodes, List<String> wanted) {
        Set<String> needed = new HashSet<>(wanted);
        for (int i = nodes.size() - 1; i >= 0; i--) {
            ProtoMessage node = nodes.get(i);
            if (node.texts(NODE_OUTPUT).stream().anyMatch(needed::contains)) {
                needed.addAll(node.texts(NODE_INPUT));
            }
        }
        return needed;
    }

    private static boolean nests(ProtoMessage node) {
        return node.messages(NODE_ATTRIBUTE).stream()
                .anyMatch(attribute -> !attribute.messages(ATTRIBUTE_GRAPH).isEmpty()
                        || !attribute.messages(ATTRIBUTE_GRAPHS).isEmpty());
    }
}
