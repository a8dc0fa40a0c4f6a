package org.patchbank.detector.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.MappedModel;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.Segment;
import org.patchbank.patch.PatchGrid;

class WeightedLayersTest {
    @Test
    void each_layer_has_its_weight() {
        Embeddings view = new Embeddings(new PatchGrid(1, 2), 3, new float[] {1, 2, 3, 4, 5, 6});
        WeightedLayers weights =
                new WeightedLayers(List.of(new Segment("a", 0, 1), new Segment("b", 1, 3)), List.of(2.0, 0.5));
        assertThat(weights.apply(view).values()).containsExactly(2, 1, 1.5f, 8, 2.5f, 3);
    }

    @Test
    void a_layer_of_weight_zero_is_not_compared() {
        DetectorModel model =
                new MappedModel(ScaleSets.nearest(), new WeightedLayers(ScaleSets.SEGMENTS, List.of(0.0, 2.0)));
        // Twice the distances of the coarse layer alone.
        assertThat(model.open(model.fit(ScaleSets.good(4), FitMonitor.SILENT))
                        .score(ScaleSets.judged())
                        .scores())
                .containsExactly(
                        new float[] {1.7320508f, 0.8660254f, 3.3166248f, 1.6583124f, 4.4721360f, 2.5980762f},
                        within(1e-5f));
    }

    @Test
    void weights_for_other_layers_and_none_at_all_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WeightedLayers(ScaleSets.SEGMENTS, List.of(1.0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeightedLayers(ScaleSets.SEGMENTS, List.of(0.0, 0.0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeightedLayers(ScaleSets.SEGMENTS, List.of(-1.0, 1.0)));
    }
}
