package org.patchbank.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OnnxPrunerTest {
    private final byte[] whole = new BackboneRegistry(Optional.empty())
            .find(BackboneRegistry.BUILT_IN)
            .onnx();

    @Test
    void only_wanted_outputs_remain() {
        OnnxGraph cut = OnnxGraph.read(OnnxPruner.keep(whole, List.of("layer2")), "cut");

        assertThat(cut.outputs()).extracting(OnnxGraph.Tensor::name).containsExactly("layer2");
        assertThat(cut.inputs()).extracting(OnnxGraph.Tensor::name).containsExactly("input");
    }

    @Test
    void weights_behind_the_deepest_layer_are_gone() {
        assertThat(OnnxPruner.keep(whole, List.of("layer2")).length).isLessThan(whole.length / 2);
    }

    @Test
    void asking_for_everything_changes_nothing_of_weight() {
        byte[] kept = OnnxPruner.keep(whole, List.of("layer2", "layer3"));

        assertThat(kept.length).isBetween(whole.length - 1000, whole.length + 16);
    }
}
