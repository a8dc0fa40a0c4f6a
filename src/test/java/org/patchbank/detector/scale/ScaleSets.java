package org.patchbank.detector.scale;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.memorybank.MemoryBankModel;
import org.patchbank.detector.search.Metric;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.Segment;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;
import org.patchbank.platform.Parallel;

/**
 * Four images of 2 x 3 patches and 5 channels, of two layers; channel c of patch p of image i is ((7 i + 5 p + 3 c + i p c) mod 11) / 2.
 * The numbers that tests expect of them were computed with NumPy.
 */
final class ScaleSets {
    static final PatchGrid GRID = new PatchGrid(2, 3);
    static final List<Segment> SEGMENTS = List.of(new Segment("fine", 0, 2), new Segment("coarse", 2, 5));
    private static final int CHANNELS = 5;

    private ScaleSets() {}

    static TrainingSet good(int images) {
        EmbeddingTable table = new EmbeddingTable(CHANNELS, GRID.size());
        IntStream.range(0, images).forEach(image -> table.add(values(image, 0)));
        return new TrainingSet(
                table,
                GRID,
                SEGMENTS,
                IntStream.range(0, images)
                        .mapToObj(image -> new TrainingSet.View(image, 0, true, PatchMask.ALL))
                        .toList());
    }

    /** Image 9, and a quarter more from patch to patch. */
    static Embeddings judged() {
        return new Embeddings(GRID, CHANNELS, values(9, 0.25f));
    }

    /** Every embedding is kept and searched for the nearest one. */
    static DetectorModel nearest() {
        return new MemoryBankModel(
                new MemoryBankModel.Size(1, OptionalInt.empty()), 1, Metric.EUCLIDEAN, 0, new Parallel(1));
    }

    private static float[] values(int image, float perPatch) {
        float[] values = new float[GRID.size() * CHANNELS];
        for (int at = 0; at < values.length; at++) {
            int patch = at / CHANNELS;
            int channel = at % CHANNELS;
            values[at] = (image * 7 + patch * 5 + channel * 3 + image * patch * channel) % 11 / 2f + patch * perPatch;
        }
        return values;
    }
}
