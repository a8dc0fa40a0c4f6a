package org.patchbank.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.EmbeddingSpec;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.FeatureMap;
import org.patchbank.embedding.Fusion;
import org.patchbank.embedding.InputLayout;
import org.patchbank.embedding.InputTensor;
import org.patchbank.embedding.OutputLayer;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.ScaleFusion;
import org.patchbank.image.PixelImage;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.StageTimes;
import org.patchbank.testing.Shared;

class DjlPatchEmbedderTest {
    private static final BackboneRegistry BACKBONES = new BackboneRegistry(Optional.empty());
    private static final DjlPatchEmbedders EMBEDDERS = new DjlPatchEmbedders(BACKBONES);

    @Test
    void fixture_features_are_met() {
        String resnet = Shared.path("backbones/resnet18.onnx").toString();
        float[] input = Shared.floats("fixtures/input_1x3x224x224.f32");
        float[] expected = Shared.floats("fixtures/patches_784x384.f32");
        var backbone = BACKBONES.find(resnet);
        List<OutputLayer> layers = backbone.layers(List.of());
        try (DjlNetwork network =
                DjlNetwork.load(backbone, layers, new InputTensor(InputLayout.IMAGENET, 224), 2, true)) {
            List<FeatureMap> maps = network.run(input);
            Embeddings patches = new ScaleFusion(3).fuse(maps);
            assertThat(patches.grid()).isEqualTo(new PatchGrid(28, 28));
            assertThat(patches.values()).hasSameSizeAs(expected);
            float worst = 0;
            for (int i = 0; i < expected.length; i++) {
                worst = Math.max(worst, Math.abs(expected[i] - patches.values()[i]));
            }
            assertThat(worst).isLessThan(1e-4f);
        }
    }

    @Test
    void built_in_backbone_embeds_an_image() {
        EmbeddingSpec spec = new EmbeddingSpec(BackboneRegistry.BUILT_IN, List.of(), 224, 3, Fusion.CONCATENATE);
        try (PatchEmbedder embedder = EMBEDDERS.open(spec, 1)) {
            StageTimes times = new StageTimes();
            Embeddings embeddings = embedder.embed(PixelImage.of8Bit(40, 30, 1, new byte[1200]), times);
            assertThat(embeddings.grid()).isEqualTo(embedder.grid()).isEqualTo(new PatchGrid(28, 28));
            assertThat(embeddings.dimension()).isEqualTo(embedder.dimension()).isEqualTo(384);
            assertThat(times.millis())
                    .containsOnlyKeys(
                            org.patchbank.platform.Stage.PREPROCESS,
                            org.patchbank.platform.Stage.BACKBONE,
                            org.patchbank.platform.Stage.FUSE);
        }
    }
}
