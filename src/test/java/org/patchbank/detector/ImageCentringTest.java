package org.patchbank.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patchbank.detector.memorybank.MemoryBankModel;
import org.patchbank.detector.search.Metric;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.Segment;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;
import org.patchbank.platform.Parallel;

class ImageCentringTest {
    private static final PatchGrid GRID = new PatchGrid(1, 3);

    @Test
    void each_channel_loses_its_mean_over_the_image() {
        Embeddings view = new Embeddings(GRID, 2, new float[] {1, 10, 2, 20, 6, 60});
        assertThat(new ImageCentring().apply(view).values()).containsExactly(-2, -20, -1, -10, 3, 30);
    }

    @Test
    void the_mean_is_of_patches_in_the_region() {
        BitSet inside = new BitSet();
        inside.set(0, 2);
        Embeddings view = new Embeddings(GRID, 2, new float[] {1, 10, 3, 20, 100, 100}).of(0, PatchMask.of(inside));
        assertThat(new ImageCentring().apply(view).values()).containsExactly(-1, -5, 1, 5, 98, 85);
        Embeddings none = view.of(0, PatchMask.of(new BitSet()));
        assertThat(new ImageCentring().apply(none)).isSameAs(none);
    }

    @Test
    void what_a_whole_image_has_in_common_changes_no_score() {
        DetectorModel model = new MappedModel(
                new MemoryBankModel(
                        new MemoryBankModel.Size(1, OptionalInt.empty()), 1, Metric.EUCLIDEAN, 0, new Parallel(1)),
                new ImageCentring());
        EmbeddingTable table = new EmbeddingTable(2, 3);
        table.add(new float[] {1, 1, 2, 5, 3, 3});
        table.add(new float[] {11, 21, 12, 25, 13, 23});
        TrainingSet set = new TrainingSet(
                table,
                GRID,
                java.util.List.of(new Segment("layer", 0, 2)),
                IntStream.range(0, 2)
                        .mapToObj(image -> new TrainingSet.View(image, 0, true, PatchMask.ALL))
                        .toList());
        Detector detector = model.open(model.fit(set, FitMonitor.SILENT));
        Embeddings brighter = new Embeddings(GRID, 2, new float[] {5, 7, 6, 11, 7, 9});
        assertThat(detector.dimension()).isEqualTo(2);
        assertThat(detector.score(brighter).scores()).containsOnly(0);
        model.scoreUnseen(
                set,
                model.fit(set, FitMonitor.SILENT),
                0,
                FitMonitor.SILENT,
                (image, views) -> assertThat(views.get(0).scores()).containsOnly(0));
    }
}
