package org.patchbank.pipeline.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.patchbank.detector.PatchScores;
import org.patchbank.embedding.Embeddings;
import org.patchbank.patch.PatchGrid;
import org.patchbank.pipeline.view.ImageViews;
import org.patchbank.pipeline.view.ImageViews.Seen;
import org.patchbank.pipeline.view.ImageViews.Source;
import org.patchbank.scoring.map.Region;

/**
 * Makes one vector of a region, of two directions added up: how the region looks (the mean of the embeddings of its {@value #OF_REGION}
 * most anomalous patches, weighted by their scores), and how the part differs from itself where it is worst (the same mean over the
 * {@value #OF_IMAGE} most anomalous patches of the image, less the mean of all patches of the views they lie in). docs/defects.md says
 * what either is worth. It needs nothing of the model, so regions that different versions found compare, as long as these saw with the
 * same network in the same way.
 */
final class RegionEmbedder {
    /** Names how vectors are made; another way gets another name, and its vectors are never compared with these. */
    static final String METHOD = "region=10+1.5x20";

    private static final int OF_REGION = 10;
    private static final int OF_IMAGE = 20;
    private static final double IMAGE_WEIGHT = 1.5;

    private final ImageViews views;
    private final Seen seen;
    private final PatchScores joined;

    /** What was seen of some patches; a view at a time, as those of a large image do not fit into the memory together. */
    private record Rows(
            Map<Integer, float[]> patches, Map<Integer, float[]> meanOfView, Map<Integer, Source> sources) {}

    /** @param joined the scores over the whole image as the views lay, aligned where the spec asks for that */
    RegionEmbedder(ImageViews views, Seen seen, PatchScores joined) {
        this.views = views;
        this.seen = seen;
        this.joined = joined;
    }

    /**
     * @param regions in pixels of the image as it came
     * @param shown the grid that the regions were found on
     * @param embeddings of a view; asked for once a view at most, and only for those that the wanted patches lie in
     * @return one a region, in their order
     */
    List<RegionEmbedding> embed(List<Region> regions, PatchGrid shown, IntFunction<Embeddings> embeddings) {
        if (regions.isEmpty()) {
            return List.of();
        }
        int[] worst = highest(IntStream.range(0, joined.grid().size()).filter(joined.inside()::contains), OF_IMAGE);
        List<int[]> own = regions.stream()
                .map(region -> highest(patches(region, shown).stream(), OF_REGION))
                .toList();
        Rows rows = rows(
                Stream.concat(Stream.of(worst), own.stream())
                        .flatMapToInt(IntStream::of)
                        .distinct(),
                embeddings);
        double[] part = scaled(mean(worst, rows, true), IMAGE_WEIGHT);
        return own.stream()
                .map(patches ->
                        new RegionEmbedding(unit(add(scaled(mean(patches, rows, false), 1), part)), nearest(patches)))
                .toList();
    }

    private Rows rows(IntStream patches, IntFunction<Embeddings> embeddings) {
        Rows rows = new Rows(new HashMap<>(), new HashMap<>(), new LinkedHashMap<>());
        patches.forEach(patch ->
                views.source(seen, patch).ifPresent(found -> rows.sources().put(patch, found)));
        Map<Integer, List<Integer>> byView = new TreeMap<>();
        rows.sources()
                .forEach((patch, source) -> byView.computeIfAbsent(source.view(), view -> new ArrayList<>())
                        .add(patch));
        byView.forEach((view, wanted) -> {
            Embeddings of = embeddings.apply(view);
            wanted.forEach(patch ->
                    rows.patches().put(patch, of.row(rows.sources().get(patch).patch())));
            rows.meanOfView().put(view, mean(of));
        });
        return rows;
    }

    /** The patches that show a region; the one that shows its peak is always among them. */
    private BitSet patches(Region region, PatchGrid shown) {
        BitSet patches = new BitSet();
        int width = seen.frame().width();
        int height = seen.frame().height();
        for (int cell = 0; cell < shown.size(); cell++) {
            int x = (int) ((cell % shown.columns() + 0.5) * width / shown.columns());
            int y = (int) ((cell / shown.columns() + 0.5) * height / shown.rows());
            if (x >= region.x()
                    && x < region.x() + region.width()
                    && y >= region.y()
                    && y < region.y() + region.height()) {
                patches.set(views.patch(seen.frame(), joined.grid(), x, y));
            }
        }
        patches.set(views.patch(seen.frame(), joined.grid(), region.peakX(), region.peakY()));
        return patches;
    }

    /** The most anomalous of some patches, the highest first. */
    private int[] highest(IntStream patches, int most) {
        return patches.boxed()
                .sorted(Comparator.comparingDouble((Integer patch) -> -joined.scores()[patch])
                        .thenComparing(patch -> patch))
                .limit(most)
                .mapToInt(patch -> patch)
                .toArray();
    }

    private int nearest(int[] patches) {
        return joined.nearest().length == 0 ? -1 : joined.nearest()[patches[0]];
    }

    /** @param lessView whether the mean of its view is taken from each patch */
    private double[] mean(int[] patches, Rows rows, boolean lessView) {
        // Scores that are likelihoods may be negative: then all patches count alike.
        boolean positive = joined.scores()[patches[patches.length - 1]] > 0;
        double[] sum = new double[rows.meanOfView().values().iterator().next().length];
        for (int patch : patches) {
            float[] row = rows.patches().get(patch);
            if (row != null) {
                float[] view = rows.meanOfView().get(rows.sources().get(patch).view());
                double weight = positive ? joined.scores()[patch] : 1;
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += weight * (lessView ? row[k] - view[k] : row[k]);
                }
            }
        }
        return sum;
    }

    /** Of all patches of a view in the region of interest. */
    private static float[] mean(Embeddings view) {
        int dimension = view.dimension();
        float[] values = view.values();
        double[] sum = new double[dimension];
        int count = 0;
        for (int patch = 0; patch < view.grid().size(); patch++) {
            if (view.inside().contains(patch)) {
                count++;
                for (int k = 0; k < dimension; k++) {
                    sum[k] += values[patch * dimension + k];
                }
            }
        }
        float[] mean = new float[dimension];
        for (int k = 0; k < dimension; k++) {
            mean[k] = (float) (sum[k] / count);
        }
        return mean;
    }

    private static double[] add(double[] a, double[] b) {
        double[] sum = a.clone();
        Arrays.setAll(sum, k -> a[k] + b[k]);
        return sum;
    }

    /** Brought to a length; what has none stays as it is. */
    private static double[] scaled(double[] values, double length) {
        double present =
                Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
        return present == 0
                ? values
                : Arrays.stream(values).map(value -> value * length / present).toArray();
    }

    private static float[] unit(double[] values) {
        double[] unit = scaled(values, 1);
        float[] vector = new float[unit.length];
        for (int k = 0; k < vector.length; k++) {
            vector[k] = (float) unit[k];
        }
        return vector;
    }
}
