package org.patchbank.embedding;

import java.util.List;
import java.util.Optional;
import org.patchbank.platform.Sha256;

/** A pretrained network: its descriptor and its ONNX file, checked against each other. */
public final class Backbone {
    /** What a spec writes for every layer that the descriptor names, fine to coarse. */
    private static final List<String> ALL_LAYERS = List.of("all");

    private final BackboneDescriptor descriptor;
    private final String origin;
    private final byte[] onnx;
    private final String sha256;
    private final String assumed;

    /** With a descriptor that somebody wrote. */
    Backbone(BackboneDescriptor descriptor, String origin, byte[] onnx) {
        this(descriptor, origin, onnx, null);
    }

    /**
     * @param origin where the file lies, for people
     * @param onnx kept, not copied
     * @param assumed what was assumed for want of a descriptor, or null
     * @throws org.patchbank.platform.PatchbankException if the descriptor states another hash, or inputs and outputs that
     *     the file does not have
     */
    Backbone(BackboneDescriptor descriptor, String origin, byte[] onnx, String assumed) {
        this.descriptor = descriptor;
        this.origin = origin;
        this.onnx = onnx;
        this.sha256 = Sha256.of(onnx);
        this.assumed = assumed;
        if (descriptor.sha256() != null && !descriptor.sha256().equals(sha256)) {
            throw EmbeddingErrorCode.BACKBONE_HASH_WRONG.error(
                    "The file of backbone %s (%s) has SHA-256 %s, its descriptor says %s"
                            .formatted(descriptor.id(), origin, sha256, descriptor.sha256()),
                    "Fetch the file again, or give the descriptor the hash of the file that you trust.");
        }
        OnnxGraph graph = OnnxGraph.read(onnx, origin);
        requireAmong(graph.outputs(), descriptor.layerNames(), "output");
        String input = descriptor.input().name();
        requireAmong(graph.inputs(), input == null ? List.of() : List.of(input), "input");
    }

    private void requireAmong(List<OnnxGraph.Tensor> present, List<String> described, String what) {
        List<String> names = present.stream().map(OnnxGraph.Tensor::name).toList();
        for (String name : described) {
            if (!names.contains(name)) {
                throw EmbeddingErrorCode.BACKBONE_DESCRIPTOR_INVALID.error(
                        "The network of backbone %s (%s) has no %s \"%s\""
                                .formatted(descriptor.id(), origin, what, name),
                        "Its %ss are: %s. Name these in the descriptor.".formatted(what, String.join(", ", names)));
            }
        }
    }

    public BackboneDescriptor descriptor() {
        return descriptor;
    }

    public String origin() {
        return origin;
    }

    /** What was assumed of it, for people, because nobody has described it; empty where there is a descriptor. */
    public Optional<String> assumed() {
        return Optional.ofNullable(assumed);
    }

    /** The ONNX file; read only by convention. */
    public byte[] onnx() {
        return onnx;
    }

    /** Of the ONNX file, in hexadecimal. */
    public String sha256() {
        return sha256;
    }

    /**
     * @param names layers that a spec asks for; empty asks for the default ones, {@code all} alone for every one
     * @throws org.patchbank.platform.PatchbankException naming the valid layers
     */
    public List<OutputLayer> layers(List<String> names) {
        if (names.equals(ALL_LAYERS)) {
            return descriptor.outputs();
        }
        List<String> wanted = names.isEmpty() ? descriptor.defaultLayers() : names;
        if (wanted.stream().distinct().count() < wanted.size()) {
            throw EmbeddingErrorCode.EMBEDDING_SPEC_INVALID.error(
                    "The layers %s name one twice".formatted(wanted), "Name every layer once.");
        }
        return wanted.stream().map(this::layer).toList();
    }

    /** The output with the coarsest map, the last of several alike. */
    public OutputLayer deepest() {
        OutputLayer deepest = descriptor.outputs().get(0);
        for (OutputLayer output : descriptor.outputs()) {
            deepest = output.stride() >= deepest.stride() ? output : deepest;
        }
        return deepest;
    }

    private OutputLayer layer(String name) {
        return descriptor.outputs().stream()
                .filter(output -> output.name().equals(name))
                .findFirst()
                .orElseThrow(() -> EmbeddingErrorCode.LAYER_UNKNOWN.error(
                        "Backbone %s has no layer \"%s\"".formatted(descriptor.id(), name),
                        "Choose from: " + String.join(", ", descriptor.layerNames()) + "."));
    }
}
