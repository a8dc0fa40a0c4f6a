package org.patchbank.detector.linear;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.TrainingSet;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.Segment;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;

/** Small sets of embeddings to learn from. */
public final class SampleSets {
    private SampleSets() {}

    /** @param values [images, patches, dimension] */
    public static TrainingSet of(float[] values, PatchGrid grid, int dimension, PatchMask inside) {
        return fill(new EmbeddingTable(dimension, grid.size()), values, grid, inside);
    }

    /** The same in a file. */
    public static TrainingSet inFile(float[] values, PatchGrid grid, int dimension) {
        return fill(EmbeddingTable.inFile(dimension, grid.size()), values, grid, PatchMask.ALL);
    }

    private static TrainingSet fill(EmbeddingTable table, float[] values, PatchGrid grid, PatchMask inside) {
        int block = grid.size() * table.dimension();
        for (int from = 0; from < values.length; from += block) {
            table.add(Arrays.copyOfRange(values, from, from + block));
        }
        return new TrainingSet(
                table,
                grid,
                List.of(new Segment("all", 0, table.dimension())),
                IntStream.range(0, table.blocks())
                        .mapToObj(image -> new TrainingSet.View(image, 0, true, inside))
                        .toList());
    }

    /** The scores of each image's one view by detectors that have not seen it. */
    public static List<float[]> unseen(DetectorModel model, TrainingSet set, DetectorState fitted) {
        TreeMap<Integer, PatchScores> scores = new TreeMap<>();
        model.scoreUnseen(set, fitted, 5, FitMonitor.SILENT, (image, views) -> scores.put(image, views.get(0)));
        return scores.values().stream().map(PatchScores::scores).toList();
    }
}
