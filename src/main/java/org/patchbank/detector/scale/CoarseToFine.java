package org.patchbank.detector.scale;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.PatchScores;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.Segment;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;

/**
 * Hierarchical comparison: the coarse layer scores every patch; only the suspicious ones, which are the share with the highest coarse
 * scores, and their neighbourhood are compared in the fine layers too (from coarse to fine, as Sarlin et al. 2019 match
 * images). A suspicious patch gets the combination of all its scores on a {@link CommonScale}, another
 * patch its coarse score alone. Saves most of the fine layers' comparisons, and their noise elsewhere.
 */
public final class CoarseToFine extends CombinedScales {
    private final int coarse;
    private final Focus focus;

    /**
     * Which patches are suspicious.
     *
     * @param share of the patches in the region of interest, rounded up, in (0, 1]
     * @param radius how many cells around each are looked at with it
     */
    public record Focus(double share, int radius) {
        public Focus {
            if (!(share > 0) || share > 1 || radius < 0) {
                throw new IllegalArgumentException("%s of the patches and %d around".formatted(share, radius));
            }
        }

        /** @return the suspicious patches and those around them, as far as they were scored */
        PatchMask of(PatchScores coarse) {
            PatchGrid grid = coarse.grid();
            int wanted = (int) Math.ceil(share * coarse.inside().size(grid) - 1e-9);
            BitSet near = new BitSet(grid.size());
            IntStream.range(0, grid.size())
                    .filter(coarse.inside()::contains)
                    .boxed()
                    .sorted(Comparator.comparing((Integer patch) -> -coarse.scores()[patch]))
                    .limit(wanted)
                    .forEach(patch -> addAround(patch, grid, near));
            near.stream().filter(patch -> !coarse.inside().contains(patch)).forEach(near::clear);
            return PatchMask.of(near);
        }

        private void addAround(int patch, PatchGrid grid, BitSet near) {
            int row = patch / grid.columns();
            int column = patch % grid.columns();
            for (int y = Math.max(0, row - radius); y <= Math.min(grid.rows() - 1, row + radius); y++) {
                near.set(
                        y * grid.columns() + Math.max(0, column - radius),
                        y * grid.columns() + Math.min(grid.columns() - 1, column + radius) + 1);
            }
        }
    }

    /**
     * @param model fitted to each segment by itself
     * @param segments at least two
     * @param coarse the number of the segment that is compared first
     * @param seed deals out the images that the common scale is learned from
     */
    public CoarseToFine(
            DetectorModel model,
            List<Segment> segments,
            int coarse,
            Focus focus,
            ScaleCombination combination,
            CommonScale.Kind kind,
            long seed) {
        super(model, segments, combination, kind, seed);
        this.coarse = coarse;
        this.focus = focus;
    }

    @Override
    List<PatchScores> scores(Embeddings view, List<Detector> detectors) {
        PatchScores first = detectors.get(coarse).score(slice(view, coarse));
        PatchMask suspicious = focus.of(first);
        return IntStream.range(0, detectors.size())
                .mapToObj(i -> i == coarse
                        ? first
                        : detectors.get(i).score(slice(view, i).of(view.view(), suspicious)))
                .toList();
    }

    @Override
    int alone() {
        return coarse;
    }

    @Override
    PatchMask combined(List<PatchScores> layers) {
        return focus.of(layers.get(coarse));
    }
}
