package org.patchbank.embedding.djl;

import java.util.List;
import org.patchbank.embedding.Backbone;
import org.patchbank.embedding.BackboneRegistry;
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
        List<OutputLayer> layers = backbone.layers(spec.layers());
        InputTensor input = new InputTensor(backbone.descriptor().input(), spec.inputSize());
        DjlNetwork network = DjlNetwork.load(backbone, layers, input, threads, keepMemory);
        try {
            return new DjlPatchEmbedder(backbone, layers, spec, input, network);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }
}
