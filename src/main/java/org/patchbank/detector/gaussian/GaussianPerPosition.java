package org.patchbank.detector.gaussian;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.TrainingRows;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.UnseenScores;
import org.patchbank.detector.linear.Covariance;
import org.patchbank.detector.linear.Moments;
import org.patchbank.detector.linear.PrincipalAxes;
import org.patchbank.embedding.Embeddings;
import org.patchbank.platform.Parallel;

/**
 * One Gaussian for each position of the patch grid (PaDiM, Defard, Setkov, Loesch and Audigier 2020): for parts that lie the same way
 * in every image. Embeddings are first made short ({@link Reduction}). It streams: positions are learned a few at a time, each
 * from all images in turn.
 */
public final class GaussianPerPosition implements DetectorModel {
    private static final int POSITIONS_AT_ONCE = 32;

    private final Settings settings;
    private final long seed;
    private final Parallel parallel;

    /** How embeddings are made short. */
    public enum ReductionKind {
        /** Channels drawn at random, as in the paper. */
        RANDOM_CHANNELS,
        /** The leading principal axes of all embeddings. */
        LOW_RANK,
        /** Not at all. */
        NONE
    }

    /**
     * What can be chosen.
     *
     * @param dimensions of a reduced embedding
     */
    public record Settings(ReductionKind reduction, int dimensions, Covariance.Rule rule, GaussianScore score) {}

    /** @param seed draws the channels */
    public GaussianPerPosition(Settings settings, long seed, Parallel parallel) {
        this.settings = settings;
        this.seed = seed;
        this.parallel = parallel;
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public DetectorState fit(TrainingSet set, FitMonitor monitor) {
        Reduction reduction = reduction(set, monitor.part(0, 0.3));
        PositionGaussians gaussians =
                new PositionGaussians(reduction, set.grid().size());
        forChunks(gaussians.positions(), monitor.part(0.3, 1), (from, to) -> {
            PositionMoments moments = new PositionMoments(set, reduction, from, to);
            for (int position = from; position < to; position++) {
                Moments here = moments.at(position);
                if (here != null && here.count() > 1) {
                    gaussians.set(
                            position,
                            here.mean(),
                            Covariance.of(here, settings.rule()).factored());
                }
            }
        });
        return gaussians.state();
    }

    private Reduction reduction(TrainingSet set, FitMonitor monitor) {
        int dimension = set.table().dimension();
        return switch (settings.reduction()) {
            case RANDOM_CHANNELS -> Reduction.channels(dimension, settings.dimensions(), seed);
            case LOW_RANK ->
                Reduction.lowRank(
                        PrincipalAxes.of(TrainingRows.moments(set, parallel, monitor)), settings.dimensions());
            case NONE -> Reduction.channels(dimension, dimension, seed);
        };
    }

    @FunctionalInterface
    private interface Chunk {
        void run(int from, int to);
    }

    private void forChunks(int positions, FitMonitor monitor, Chunk chunk) {
        int chunks = (positions + POSITIONS_AT_ONCE - 1) / POSITIONS_AT_ONCE;
        AtomicInteger done = new AtomicInteger();
        parallel.forEach(chunks, i -> {
            int from = i * POSITIONS_AT_ONCE;
            chunk.run(from, Math.min(positions, from + POSITIONS_AT_ONCE));
            monitor.at((double) done.incrementAndGet() / chunks);
        });
    }

    @Override
    public Detector open(DetectorState state) {
        PositionGaussians gaussians = new PositionGaussians(state);
        ReducedRows reducer = new ReducedRows(gaussians.reduction(), parallel);
        return new Detector() {
            @Override
            public int dimension() {
                return gaussians.reduction().from();
            }

            @Override
            public PatchScores score(Embeddings embeddings, DoubleConsumer largest) {
                return GaussianPerPosition.this.score(gaussians, reducer, embeddings, largest);
            }
        };
    }

    private PatchScores score(
            PositionGaussians gaussians, ReducedRows reducer, Embeddings embeddings, DoubleConsumer largest) {
        int positions = gaussians.positions();
        if (embeddings.dimension() != gaussians.reduction().from()
                || embeddings.grid().size() != positions) {
            throw new IllegalArgumentException("embeddings of dimension %d on %s for Gaussians of %d at %d positions"
                    .formatted(
                            embeddings.dimension(),
                            embeddings.grid(),
                            gaussians.reduction().from(),
                            positions));
        }
        float[] scores = new float[positions];
        reducer.forEach(
                embeddings,
                (from, to, reduced) ->
                        gaussians.score(reduced, embeddings.inside(), from, to, settings.score(), scores));
        float most = Float.NEGATIVE_INFINITY;
        for (int position = 0; position < positions; position++) {
            if (embeddings.inside().contains(position)) {
                most = Math.max(most, scores[position]);
            }
        }
        largest.accept(most == Float.NEGATIVE_INFINITY ? 0 : most);
        return new PatchScores(embeddings.grid(), scores, new int[0], embeddings.inside());
    }

    /**
     * Leaves out image after image exactly ({@link LeftOut}) where nothing but that image's one view has to be taken away; the axes of
     * a low rank are those of all images. Otherwise by folds.
     */
    @Override
    public void scoreUnseen(
            TrainingSet set, DetectorState fitted, long foldSeed, FitMonitor monitor, UnseenScores scores) {
        int[] blocks = set.blocks();
        boolean oneView = blocks.length == set.learned().size();
        if (!oneView || settings.rule().shrinkage() != 0) {
            DetectorModel.super.scoreUnseen(set, fitted, foldSeed, monitor, scores);
            return;
        }
        Reduction reduction = Reduction.of(fitted.numbers());
        float[][] unseen = new float[blocks.length][set.grid().size()];
        forChunks(set.grid().size(), monitor, (from, to) -> leaveOut(set, reduction, blocks, from, to, unseen));
        for (int i = 0; i < blocks.length; i++) {
            TrainingSet.View view = set.view(blocks[i]);
            scores.accept(view.image(), List.of(new PatchScores(set.grid(), unseen[i], new int[0], view.inside())));
        }
    }

    private void leaveOut(TrainingSet set, Reduction reduction, int[] blocks, int from, int to, float[][] unseen) {
        PositionMoments moments = new PositionMoments(set, reduction, from, to);
        List<LeftOut> leftOut = new ArrayList<>();
        for (int position = from; position < to; position++) {
            Moments here = moments.at(position);
            leftOut.add(
                    here == null || here.count() < 2
                            ? null
                            : new LeftOut(here, settings.rule().regularisation()));
        }
        float[] reduced = new float[(to - from) * reduction.to()];
        for (int i = 0; i < blocks.length; i++) {
            moments.read(blocks[i], reduced);
            for (int position = from; position < to; position++) {
                LeftOut here = leftOut.get(position - from);
                if (here != null && set.view(blocks[i]).inside().contains(position)) {
                    unseen[i][position] = here.score(reduced, (position - from) * reduction.to(), settings.score());
                }
            }
        }
    }
}
