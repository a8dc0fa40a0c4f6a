package org.patchbank.detector.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.ImageCentring;
import org.patchbank.detector.MappedModel;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.PerPosition;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.gaussian.GaussianScore;
import org.patchbank.detector.gaussian.PooledGaussian;
import org.patchbank.detector.hybrid.HybridModel;
import org.patchbank.detector.linear.Covariance;
import org.patchbank.detector.scale.CoarseToFine.Focus;
import org.patchbank.detector.scale.CommonScale.Kind;
import org.patchbank.detector.subspace.Subspace;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.Segment;
import org.patchbank.platform.Parallel;

/** Statistical models stream also within what is put around them: the set need not lie in memory. */
class StreamedModelsTest {
    private static final Parallel PARALLEL = new Parallel(2);
    private static final List<Segment> LAYERS = ScaleSets.good(1).segments();
    private static final ScaleCombination MEAN = ScaleCombination.of(ScaleCombination.Rule.MEAN);

    @AfterAll
    static void close() {
        PARALLEL.close();
    }

    static Stream<DetectorModel> models() {
        return Stream.of(
                new MappedModel(gaussian(), new ImageCentring()),
                new MappedModel(gaussian(), new WeightedLayers(LAYERS, List.of(0.5, 1.0))),
                new IndependentScales(gaussian(), LAYERS, MEAN, Kind.STANDARDISED, 0),
                new CoarseToFine(gaussian(), LAYERS, 1, new Focus(0.5, 0), MEAN, Kind.QUANTILE, 0),
                new PerPosition(gaussian()),
                new HybridModel(
                        gaussian(),
                        new Subspace(0.9, java.util.OptionalInt.empty(), PARALLEL),
                        org.patchbank.detector.hybrid.TailCombination.FISHER,
                        0));
    }

    private static PooledGaussian gaussian() {
        return new PooledGaussian(Covariance.Rule.ledoitWolf(0.01), GaussianScore.MAHALANOBIS, PARALLEL);
    }

    @ParameterizedTest
    @MethodSource("models")
    void learn_the_same_from_a_file(DetectorModel model) {
        TrainingSet set = ScaleSets.good(8);
        DetectorState state = model.fit(set, FitMonitor.SILENT);
        try (EmbeddingTable table =
                EmbeddingTable.inFile(set.table().dimension(), set.grid().size())) {
            for (int block = 0; block < set.table().blocks(); block++) {
                table.add(set.embeddings(block).values());
            }
            TrainingSet inFile = set.with(table, set.segments());

            assertThat(model.streams()).isTrue();
            assertThat(model.fit(inFile, FitMonitor.SILENT).hash()).isEqualTo(state.hash());
            assertThat(unseen(model, inFile, state))
                    .isEqualTo(unseen(model, set, state))
                    .hasSize(8);
        }
    }

    private static Map<Integer, List<PatchScores>> unseen(DetectorModel model, TrainingSet set, DetectorState state) {
        Map<Integer, List<PatchScores>> scores = new TreeMap<>();
        model.scoreUnseen(set, state, 3, FitMonitor.SILENT, scores::put);
        return scores;
    }
}
