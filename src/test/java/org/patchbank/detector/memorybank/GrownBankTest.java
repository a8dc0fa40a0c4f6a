package org.patchbank.detector.memorybank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorModel.Known;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.MemoryBank;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.Tables;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.bank.BankSelection;
import org.patchbank.detector.bank.BankStorage;
import org.patchbank.detector.search.Metric;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.Segment;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;
import org.patchbank.platform.Parallel;

class GrownBankTest {
    private static final PatchGrid GRID = new PatchGrid(5, 6);
    private static final int DIMENSION = 20;
    private static final int KNOWN = 20;
    private static final Parallel PARALLEL = new Parallel(2);
    private static final EmbeddingTable ALL = Tables.mixture(32 * GRID.size(), DIMENSION, 23);
    private static final TrainingSet BASE = set(0, KNOWN);

    @ParameterizedTest
    @EnumSource(Metric.class)
    void covering_radius_is_the_largest_distance_of_an_embedding_to_the_bank(Metric metric) {
        MemoryBankModel model = model(metric, 2);
        DetectorState state = model.fit(BASE, FitMonitor.SILENT);

        double radius = model.coveringRadius(BASE, state, FitMonitor.SILENT);

        EmbeddingTable moved = moved(metric, state, BASE.table());
        EmbeddingTable bank = table(state.bank(""));
        double largest = IntStream.range(0, moved.rows())
                .mapToDouble(row -> nearest(moved, row, bank))
                .max()
                .orElseThrow();
        assertThat(radius).isCloseTo(largest, within(1e-4 * largest)).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void bank_grows_by_the_farthest_embeddings_until_the_radius_is_the_earlier_one(Metric metric) {
        MemoryBankModel model = model(metric, 1);
        DetectorState base = model.fit(BASE, FitMonitor.SILENT);
        double radius = 0.8 * model.coveringRadius(BASE, base, FitMonitor.SILENT); // so that there is much to add
        TrainingSet added = set(KNOWN, 26);

        DetectorState grown = grow(model, base, radius, added);

        MemoryBank bank = grown.bank("");
        EmbeddingTable moved = moved(metric, base, added.table());
        List<Integer> plain = greedily(table(base.bank("")), moved, Tables.allRows(moved), radius);
        assertThat(plain).hasSizeGreaterThan(10).hasSizeLessThan(moved.rows());
        int before = base.bank("").size();
        assertThat(Arrays.copyOf(bank.vectors(), before * DIMENSION))
                .isEqualTo(base.bank("").vectors());
        assertThat(IntStream.range(before, bank.size())
                        .map(row -> (bank.image(row) - KNOWN) * GRID.size() + bank.patch(row))
                        .boxed())
                .containsExactlyElementsOf(plain);
        assertThat(IntStream.range(0, moved.rows()).mapToDouble(row -> nearest(moved, row, table(bank))))
                .allMatch(distance -> distance <= radius * (1 + 1e-6));
        assertThat(grown.numbers()).isEqualTo(base.numbers());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void each_added_image_is_scored_by_the_bank_grown_by_the_other_ones(int neighbours) {
        MemoryBankModel model = model(Metric.EUCLIDEAN, neighbours);
        DetectorState base = model.fit(BASE, FitMonitor.SILENT);
        double radius = 0.8 * model.coveringRadius(BASE, base, FitMonitor.SILENT);
        TrainingSet added = set(KNOWN, 24);
        Map<Integer, PatchScores> scores = new TreeMap<>();

        model.grow(
                base,
                new Known(KNOWN, radius),
                added,
                0,
                FitMonitor.SILENT,
                (image, views) -> scores.put(image, views.get(0)));

        assertThat(scores).hasSize(4);
        scores.forEach((image, found) -> {
            TrainingSet others = added.without(List.of(image));
            List<Integer> rows = greedily(table(base.bank("")), added.table(), others.rows(), radius);
            EmbeddingTable bank = joined(table(base.bank("")), added.table(), rows);
            int[] own = added.rowsOf(image);
            for (int patch = 0; patch < GRID.size(); patch++) {
                int row = own[patch];
                double expected = IntStream.range(0, bank.rows())
                        .mapToDouble(other -> Tables.distance(added.table(), row, bank, other))
                        .sorted()
                        .limit(neighbours)
                        .average()
                        .orElseThrow();
                assertThat((double) found.scores()[patch]).isCloseTo(expected, within(1e-4));
            }
        });
    }

    @Test
    void same_images_grow_the_same_bank_on_any_number_of_threads() {
        try (Parallel one = new Parallel(1);
                Parallel three = new Parallel(3)) {
            MemoryBankModel model = model(Metric.EUCLIDEAN, 1, one);
            DetectorState base = model.fit(BASE, FitMonitor.SILENT);
            double radius = model.coveringRadius(BASE, base, FitMonitor.SILENT) / 2;

            DetectorState again = grow(model(Metric.EUCLIDEAN, 1, three), base, radius, set(KNOWN, 32));

            assertThat(again.hash())
                    .isEqualTo(grow(model, base, radius, set(KNOWN, 32)).hash())
                    .isNotEqualTo(base.hash());
        }
    }

    @Test
    void images_that_are_known_add_nothing() {
        MemoryBankModel model = model(Metric.EUCLIDEAN, 1);
        DetectorState base = model.fit(BASE, FitMonitor.SILENT);
        double radius = model.coveringRadius(BASE, base, FitMonitor.SILENT);

        assertThat(grow(model, base, radius, set(3, 6)).hash()).isEqualTo(base.hash());
    }

    /** What a kept score rests on: whatever is added to a bank, no patch scores higher. */
    @Test
    void no_score_rises_when_a_bank_grows() {
        MemoryBankModel model = model(Metric.EUCLIDEAN, 3);
        DetectorState base = model.fit(BASE, FitMonitor.SILENT);
        DetectorState grown = grow(model, base, 0.5, set(KNOWN, 26));
        Detector before = model.open(base);
        Detector after = model.open(grown);

        for (int image = 26; image < 32; image++) {
            float[] lower = after.score(set(image, image + 1).embeddings(0)).scores();
            float[] higher = before.score(set(image, image + 1).embeddings(0)).scores();
            for (int patch = 0; patch < lower.length; patch++) {
                assertThat(lower[patch]).isLessThanOrEqualTo(higher[patch]);
            }
        }
    }

    @Test
    void models_that_cannot_grow_say_so() {
        for (BankSelection selection : List.of(BankSelection.K_MEANS, BankSelection.RANDOM, BankSelection.EVERYTHING)) {
            assertThat(new MemoryBankModel(
                                    settings(selection, BankStorage.FLOAT32, Metric.EUCLIDEAN, 1), GRID, 0, PARALLEL)
                            .grows())
                    .isFalse();
        }
        MemoryBankModel coded = new MemoryBankModel(
                settings(BankSelection.GREEDY, BankStorage.INT8, Metric.EUCLIDEAN, 1), GRID, 0, PARALLEL);
        assertThat(coded.grows()).isFalse();
        assertThatThrownBy(() -> grow(coded, DetectorState.EMPTY, 1, BASE))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(model(Metric.EUCLIDEAN, 1).grows()).isTrue();
    }

    private static DetectorState grow(MemoryBankModel model, DetectorState base, double radius, TrainingSet added) {
        return model.grow(base, new Known(KNOWN, radius), added, 0, FitMonitor.SILENT, (image, views) -> {});
    }

    /** The definition: again and again the row that is farthest from all there is, the first of several, while it is outside the radius. */
    private static List<Integer> greedily(EmbeddingTable base, EmbeddingTable added, int[] candidates, double radius) {
        List<Integer> chosen = new ArrayList<>();
        double[] distances = Arrays.stream(candidates)
                .mapToDouble(row -> nearest(added, row, base))
                .toArray();
        while (true) {
            int farthest = 0;
            for (int i = 1; i < candidates.length; i++) {
                farthest = distances[i] > distances[farthest] ? i : farthest;
            }
            if (distances[farthest] <= radius) {
                return chosen;
            }
            chosen.add(candidates[farthest]);
            for (int i = 0; i < candidates.length; i++) {
                distances[i] =
                        Math.min(distances[i], Tables.distance(added, candidates[i], added, candidates[farthest]));
            }
        }
    }

    private static double nearest(EmbeddingTable table, int row, EmbeddingTable bank) {
        return IntStream.range(0, bank.rows())
                .mapToDouble(other -> Tables.distance(table, row, bank, other))
                .min()
                .orElseThrow();
    }

    private static EmbeddingTable moved(Metric metric, DetectorState state, EmbeddingTable table) {
        return metric.open(state.part("whitening").numbers()).apply(table, PARALLEL);
    }

    private static EmbeddingTable table(MemoryBank bank) {
        return EmbeddingTable.of(bank.vectors(), bank.dimension());
    }

    private static EmbeddingTable joined(EmbeddingTable base, EmbeddingTable added, List<Integer> rows) {
        float[] values = Arrays.copyOf(base.block(0), (base.rows() + rows.size()) * DIMENSION);
        for (int i = 0; i < rows.size(); i++) {
            added.copyRow(rows.get(i), values, (base.rows() + i) * DIMENSION);
        }
        return EmbeddingTable.of(values, DIMENSION);
    }

    private static MemoryBankModel model(Metric metric, int neighbours) {
        return model(metric, neighbours, PARALLEL);
    }

    private static MemoryBankModel model(Metric metric, int neighbours, Parallel parallel) {
        return new MemoryBankModel(
                settings(BankSelection.GREEDY, BankStorage.FLOAT32, metric, neighbours), GRID, 7, parallel);
    }

    private static BankSettings settings(BankSelection selection, BankStorage storage, Metric metric, int neighbours) {
        return new BankSettings(
                new MemoryBankModel.Size(0.2, OptionalInt.empty()),
                selection,
                storage,
                neighbours,
                metric,
                0.3,
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    /** Some of all images. */
    private static TrainingSet set(int from, int to) {
        EmbeddingTable table = new EmbeddingTable(DIMENSION, GRID.size());
        List<TrainingSet.View> views = new ArrayList<>();
        for (int image = from; image < to; image++) {
            int first = image * GRID.size();
            table.add(ALL.copy(IntStream.range(first, first + GRID.size()).toArray())
                    .block(0));
            views.add(new TrainingSet.View(image - from, 0, true, PatchMask.ALL));
        }
        return new TrainingSet(table, GRID, List.of(new Segment("layer", 0, DIMENSION)), views);
    }
}
