package org.patchbank.detector.memorybank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbank.detector.Detector;
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
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.Segment;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;
import org.patchbank.platform.Parallel;
import org.patchbank.testing.Shared;

class MemoryBankModelTest {
    private static final PatchGrid GRID = new PatchGrid(4, 6);
    private static final int IMAGES = 30;
    private static final int DIMENSION = 20;
    private static final Parallel PARALLEL = new Parallel(2);
    private static final TrainingSet SET = set(Tables.mixture(IMAGES * GRID.size(), DIMENSION, 17), GRID);

    @ParameterizedTest
    @CsvSource({
        "EUCLIDEAN, 1, euclidean_nearest1",
        "EUCLIDEAN, 5, euclidean_mean5",
        "COSINE, 1, cosine_nearest1",
        "MAHALANOBIS, 1, mahalanobis_nearest1"
    })
    void scores_equal_those_computed_independently(Metric metric, int neighbours, String figure) throws Exception {
        JsonNode fixture = new ObjectMapper().readTree(Shared.bytes("fixtures/patches.json"));
        EmbeddingTable bank = EmbeddingTable.of(Shared.floats("fixtures/bank_1000x384.f32"), 384);
        Embeddings queries = new Embeddings(new PatchGrid(28, 28), 384, Shared.floats("fixtures/patches_784x384.f32"));
        PatchGrid grid = new PatchGrid(10, 100);
        BankSettings settings = new BankSettings(
                new MemoryBankModel.Size(1, OptionalInt.empty()),
                BankSelection.EVERYTHING,
                BankStorage.FLOAT32,
                neighbours,
                metric,
                fixture.get("mahalanobis_shrinkage").doubleValue(),
                OptionalInt.empty(),
                OptionalInt.empty());
        MemoryBankModel model = new MemoryBankModel(settings, grid, 0, PARALLEL);

        float[] scores = model.open(model.fit(set(bank, grid), FitMonitor.SILENT))
                .score(queries)
                .scores();

        for (int q = 0; q < scores.length; q++) {
            assertThat((double) scores[q]).isCloseTo(fixture.get(figure).get(q).doubleValue(), within(1e-4));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GREEDY, FLOAT32, EUCLIDEAN",
        "GREEDY, INT8, MAHALANOBIS",
        "K_MEANS, FLOAT16, COSINE",
        "K_MEANS, PRODUCT, EUCLIDEAN",
        "RANDOM, INT8, COSINE",
        "EVERYTHING, FLOAT32, MAHALANOBIS"
    })
    void states_and_scores_do_not_depend_on_the_number_of_threads(
            BankSelection selection, BankStorage storage, Metric metric) {
        BankSettings settings = settings(selection, storage, metric);
        try (Parallel one = new Parallel(1);
                Parallel three = new Parallel(3)) {
            MemoryBankModel a = new MemoryBankModel(settings, GRID, 7, one);
            MemoryBankModel b = new MemoryBankModel(settings, GRID, 7, three);
            DetectorState state = a.fit(SET, FitMonitor.SILENT);

            assertThat(b.fit(SET, FitMonitor.SILENT).hash()).isEqualTo(state.hash());
            assertThat(unseen(b, state)).isEqualTo(unseen(a, state)).hasSize(IMAGES);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GREEDY, FLOAT32, EUCLIDEAN",
        "GREEDY, INT8, MAHALANOBIS",
        "K_MEANS, FLOAT32, COSINE",
        "RANDOM, FLOAT16, COSINE",
        "EVERYTHING, FLOAT32, MAHALANOBIS"
    })
    void states_and_scores_are_the_same_where_embeddings_lie_in_a_file(
            BankSelection selection, BankStorage storage, Metric metric) {
        MemoryBankModel model = new MemoryBankModel(settings(selection, storage, metric), GRID, 7, PARALLEL);
        DetectorState state = model.fit(SET, FitMonitor.SILENT);
        try (EmbeddingTable table = EmbeddingTable.inFile(DIMENSION, GRID.size())) {
            for (int image = 0; image < IMAGES; image++) {
                table.add(SET.embeddings(image).values());
            }
            TrainingSet inFile = SET.with(table, SET.segments());

            assertThat(model.fit(inFile, FitMonitor.SILENT).hash()).isEqualTo(state.hash());
            assertThat(unseen(model, inFile, state))
                    .isEqualTo(unseen(model, state))
                    .hasSize(IMAGES);
        }
    }

    /** Rows that a bank has from an image are near its patches; without them a patch is at least as far. */
    @ParameterizedTest
    @CsvSource({
        "GREEDY, FLOAT32, EUCLIDEAN",
        "GREEDY, INT8, COSINE",
        "K_MEANS, FLOAT32, EUCLIDEAN",
        "RANDOM, FLOAT16, COSINE",
        "EVERYTHING, INT8, MAHALANOBIS"
    })
    void unseen_images_score_higher_than_seen_ones_and_as_others_do(
            BankSelection selection, BankStorage storage, Metric metric) {
        MemoryBankModel model = new MemoryBankModel(settings(selection, storage, metric), GRID, 1, PARALLEL);
        DetectorState state = model.fit(SET, FitMonitor.SILENT);
        Detector detector = model.open(state);
        TrainingSet others = set(Tables.mixture(IMAGES * GRID.size(), DIMENSION, 17), GRID);

        double seen = 0;
        double unseen = 0;
        for (Map.Entry<Integer, PatchScores> image : unseen(model, state).entrySet()) {
            seen += sum(detector.score(others.embeddings(image.getKey())));
            unseen += sum(image.getValue());
        }

        assertThat(unseen).isGreaterThan(seen);
    }

    @ParameterizedTest
    @CsvSource({"EVERYTHING, EUCLIDEAN", "RANDOM, EUCLIDEAN", "EVERYTHING, COSINE", "RANDOM, MAHALANOBIS"})
    void unseen_scores_are_those_of_the_bank_without_the_images_rows(BankSelection selection, Metric metric) {
        MemoryBankModel model =
                new MemoryBankModel(settings(selection, BankStorage.FLOAT32, metric), GRID, 3, PARALLEL);
        DetectorState state = model.fit(SET, FitMonitor.SILENT);
        Map<Integer, PatchScores> unseen = unseen(model, state);
        MemoryBank bank = state.bank("");

        // Whitening differs by what an image has to do with it; the other metrics give the very scores.
        double tolerance = metric == Metric.MAHALANOBIS ? 0.15 : 1e-6;
        for (int image = 0; image < IMAGES; image++) {
            int own = image;
            int[] left = IntStream.range(0, bank.size())
                    .filter(row -> bank.image(row) != own)
                    .toArray();
            EmbeddingTable rows = EmbeddingTable.of(bank.vectors(), DIMENSION).copy(left);
            EmbeddingTable queries = metric.open(state.part("whitening").numbers())
                    .apply(EmbeddingTable.of(SET.embeddings(image).values(), DIMENSION), PARALLEL);
            for (int patch = 0; patch < GRID.size(); patch++) {
                double nearest = Double.MAX_VALUE;
                for (int row = 0; row < left.length; row++) {
                    nearest = Math.min(nearest, Tables.distance(queries, patch, rows, row));
                }
                double expected = metric == Metric.COSINE ? nearest * nearest / 2 : nearest;
                assertThat((double) unseen.get(image).scores()[patch])
                        .isCloseTo(expected, within(tolerance * Math.max(1, expected)));
            }
        }
    }

    @Test
    void prototypes_left_out_are_the_means_of_what_other_images_add_to_them() {
        MemoryBankModel model = new MemoryBankModel(
                settings(BankSelection.K_MEANS, BankStorage.FLOAT32, Metric.EUCLIDEAN), GRID, 3, PARALLEL);
        MemoryBank bank = model.fit(SET, FitMonitor.SILENT).bank("");
        LeavePrototypesOut prototypes = new LeavePrototypesOut(SET, bank.vectors(), Metric.EUCLIDEAN, PARALLEL);
        EmbeddingTable rows = EmbeddingTable.of(bank.vectors(), DIMENSION);

        int[] nearest = IntStream.range(0, SET.table().rows())
                .map(row -> IntStream.range(0, bank.size())
                        .boxed()
                        .min(java.util.Comparator.comparingDouble(p -> Tables.distance(SET.table(), row, rows, p)))
                        .orElseThrow())
                .toArray();
        for (int image : List.of(0, 11, 29)) {
            List<double[]> expected = new ArrayList<>();
            for (int p = 0; p < bank.size(); p++) {
                int prototype = p;
                boolean touched = IntStream.range(0, nearest.length)
                        .anyMatch(row -> nearest[row] == prototype && SET.imageOf(row) == image);
                int[] others = IntStream.range(0, nearest.length)
                        .filter(row -> nearest[row] == prototype && SET.imageOf(row) != image)
                        .toArray();
                assertThat(prototypes.of(image).get(p)).isEqualTo(touched);
                if (touched && others.length > 0) {
                    expected.add(mean(others));
                }
            }
            EmbeddingTable found = prototypes.without(image);
            assertThat(found.rows()).isEqualTo(expected.size());
            for (int i = 0; i < found.rows(); i++) {
                for (int d = 0; d < DIMENSION; d++) {
                    assertThat((double) found.block(i)[found.offset(i) + d])
                            .isCloseTo(expected.get(i)[d], within(1e-5));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"FLOAT16, 0.5, 0.01", "INT8, 0.27, 0.1", "PRODUCT, 0.5, 1.5"})
    void codes_take_fewer_bytes_and_score_nearly_the_same(BankStorage storage, double share, double tolerance) {
        MemoryBankModel plain = new MemoryBankModel(
                settings(BankSelection.EVERYTHING, BankStorage.FLOAT32, Metric.EUCLIDEAN), GRID, 0, PARALLEL);
        MemoryBankModel coded =
                new MemoryBankModel(settings(BankSelection.EVERYTHING, storage, Metric.EUCLIDEAN), GRID, 0, PARALLEL);
        DetectorState whole = plain.fit(SET, FitMonitor.SILENT);
        DetectorState codes = coded.fit(SET, FitMonitor.SILENT);
        Embeddings image = new Embeddings(
                GRID, DIMENSION, Tables.mixture(GRID.size(), DIMENSION, 18).block(0));

        assertThat(codes.banks()).isEmpty();
        assertThat(codes.bankRows()).isEqualTo(whole.bankRows()).isEqualTo(IMAGES * GRID.size());
        assertThat(codes.hash()).isNotEqualTo(whole.hash());
        assertThat((double) codes.size()).isLessThanOrEqualTo(share * whole.size());
        float[] a = plain.open(whole).score(image).scores();
        PatchScores b = coded.open(codes).score(image);
        for (int patch = 0; patch < a.length; patch++) {
            assertThat(b.scores()[patch]).isCloseTo(a[patch], within((float) tolerance));
        }
    }

    @Test
    void reweighting_multiplies_all_scores_of_an_image_and_tells_the_largest() {
        BankSettings plain = settings(BankSelection.RANDOM, BankStorage.FLOAT32, Metric.EUCLIDEAN);
        BankSettings weighted = new BankSettings(
                plain.size(),
                plain.selection(),
                plain.storage(),
                1,
                plain.metric(),
                1,
                OptionalInt.of(5),
                OptionalInt.empty());
        MemoryBankModel model = new MemoryBankModel(weighted, GRID, 0, PARALLEL);
        DetectorState state = model.fit(SET, FitMonitor.SILENT);
        Embeddings image = new Embeddings(
                GRID, DIMENSION, Tables.mixture(GRID.size(), DIMENSION, 18).block(0));
        float[] before = new MemoryBankModel(plain, GRID, 0, PARALLEL)
                .open(state)
                .score(image)
                .scores();
        double[] told = new double[1];

        float[] after =
                model.open(state).score(image, largest -> told[0] = largest).scores();

        float weight = after[0] / before[0];
        float largest = 0;
        assertThat(weight).isBetween(0.5f, 0.999f);
        for (int patch = 0; patch < after.length; patch++) {
            assertThat(after[patch]).isCloseTo(weight * before[patch], within(1e-5f));
            largest = Math.max(largest, after[patch]);
        }
        assertThat((float) told[0]).isEqualTo(largest);
        assertThat(unseen(model, state)).hasSize(IMAGES);
    }

    @Test
    void only_rows_near_the_patch_count_with_a_position_radius() {
        BankSettings settings = new BankSettings(
                new MemoryBankModel.Size(1, OptionalInt.empty()),
                BankSelection.EVERYTHING,
                BankStorage.FLOAT32,
                1,
                Metric.EUCLIDEAN,
                1,
                OptionalInt.empty(),
                OptionalInt.of(1));
        MemoryBankModel model = new MemoryBankModel(settings, GRID, 0, PARALLEL);
        DetectorState state = model.fit(SET, FitMonitor.SILENT);
        Embeddings image = new Embeddings(
                GRID, DIMENSION, Tables.mixture(GRID.size(), DIMENSION, 18).block(0));
        double[] told = new double[1];

        PatchScores scores = model.open(state).score(image, largest -> told[0] = largest);

        float largest = 0;
        for (int patch = 0; patch < GRID.size(); patch++) {
            int own = state.bank("").patch(scores.nearest()[patch]);
            assertThat(Math.abs(own / 6 - patch / 6)).isLessThanOrEqualTo(1);
            assertThat(Math.abs(own % 6 - patch % 6)).isLessThanOrEqualTo(1);
            largest = Math.max(largest, scores.scores()[patch]);
        }
        assertThat((float) told[0]).isEqualTo(largest);
    }

    private static BankSettings settings(BankSelection selection, BankStorage storage, Metric metric) {
        return new BankSettings(
                new MemoryBankModel.Size(selection == BankSelection.EVERYTHING ? 1 : 0.2, OptionalInt.empty()),
                selection,
                storage,
                1,
                metric,
                0.3,
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    private static Map<Integer, PatchScores> unseen(MemoryBankModel model, DetectorState state) {
        return unseen(model, SET, state);
    }

    private static Map<Integer, PatchScores> unseen(MemoryBankModel model, TrainingSet set, DetectorState state) {
        Map<Integer, PatchScores> scores = new TreeMap<>();
        model.scoreUnseen(set, state, 5, FitMonitor.SILENT, (image, views) -> scores.put(image, views.get(0)));
        return scores;
    }

    private static double sum(PatchScores scores) {
        double sum = 0;
        for (float score : scores.scores()) {
            sum += score;
        }
        return sum;
    }

    private static double[] mean(int[] rows) {
        double[] mean = new double[DIMENSION];
        for (int row : rows) {
            for (int d = 0; d < DIMENSION; d++) {
                mean[d] += SET.table().block(row)[SET.table().offset(row) + d] / rows.length;
            }
        }
        return mean;
    }

    private static TrainingSet set(EmbeddingTable rows, PatchGrid grid) {
        EmbeddingTable table = new EmbeddingTable(rows.dimension(), grid.size());
        int images = rows.rows() / grid.size();
        for (int image = 0; image < images; image++) {
            int first = image * grid.size();
            table.add(rows.copy(IntStream.range(first, first + grid.size()).toArray())
                    .block(0));
        }
        return new TrainingSet(
                table,
                grid,
                List.of(new Segment("layer", 0, rows.dimension())),
                IntStream.range(0, images)
                        .mapToObj(image -> new TrainingSet.View(image, 0, true, PatchMask.ALL))
                        .toList());
    }
}
