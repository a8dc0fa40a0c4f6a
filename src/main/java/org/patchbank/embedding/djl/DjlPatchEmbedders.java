package org.patchbank.embedding.djl;

import java.util.ArrayList;
import java.util.List;
import org.patchbank.embedding.Backbone;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.Crops;
import org.patchbank.embedding.EmbeddingSpec;
import org.patchbank.embedding.InputTensor;
import org.patchbank.embedding.OutputLayer;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.PatchEmbedders;

/** Runs backbones with DJL on ONNX Runtime, on the processor. */
public final class DjlPatchEmbedders implements PatchEmbedders {
    private final BackboneRegistry backbones;
    private final boolean keepMemory;

    /** @param keepMemory whether a network keeps its working memory between images */
    public DjlPatchEmbedders(BackboneRegistry backbones, boolean keepMemory) {
        this.backbones = backbones;
        this.keepMemory = keepMemory;
    }

    public DjlPatchEmbedders(BackboneRegistry backbones) {
        this(backbones, true);
    }

    @Override
    public PatchEmbedder open(EmbeddingSpec spec, int threads) {
        Backbone backbone = backbones.find(spec.backbone());
        List<OutputLayer> layers = layers(backbone, spec);
        List<ScaleMaps> scales = new ArrayList<>();
        try {
            for (int inputSize : spec.inputSizes()) {
                scales.add(scale(backbone, layers, spec, inputSize, threads));
            }
            return new DjlPatchEmbedder(backbone, layers, spec, scales);
        } catch (RuntimeException e) {
            scales.forEach(ScaleMaps::close);
            throw e;
        }
    }

    @Override
    public List<String> layers(EmbeddingSpec spec) {
        return layers(backbones.find(spec.backbone()), spec).stream()
                .map(OutputLayer::name)
                .toList();
    }

    private static List<OutputLayer> layers(Backbone backbone, EmbeddingSpec spec) {
        return spec.crops().isPresent() && spec.layers().isEmpty()
                ? List.of(backbone.deepest())
                : backbone.layers(spec.layers());
    }

    private ScaleMaps scale(
            Backbone backbone, List<OutputLayer> layers, EmbeddingSpec spec, int inputSize, int threads) {
        int side = spec.crops().map(Crops::size).orElse(inputSize);
        InputTensor input = new InputTensor(backbone.descriptor().input(), side);
        DjlNetwork network = DjlNetwork.load(backbone, layers, input, threads, keepMemory);
        return spec.crops()
                .<ScaleMaps>map(crops -> new CropMaps(crops.layout(inputSize), input, network))
                .orElseGet(() -> new WholeMaps(input, network));
    }
}
