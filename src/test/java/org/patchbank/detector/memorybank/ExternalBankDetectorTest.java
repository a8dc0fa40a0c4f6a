package org.patchbank.detector.memorybank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbank.detector.BankFile;
import org.patchbank.detector.BankFileWriter;
import org.patchbank.detector.CandidateSource;
import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.ExactScores;
import org.patchbank.detector.ExternalBank;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.MemoryBank;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.SearchFigures;
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

/** A bank in a file scores images as one in memory, whoever proposes rows. */
class ExternalBankDetectorTest {
    private static final PatchGrid GRID = new PatchGrid(9, 7);
    private static final int IMAGES = 12;
    private static final int DIMENSION = 21;
    private static final Parallel PARALLEL = new Parallel(3);
    private static final EmbeddingTable GOOD = Tables.mixture(IMAGES * GRID.size(), DIMENSION, 17);

    /** What an index may answer. */
    enum Proposer {
        NEAREST {
            @Override
            int[] propose(EmbeddingTable bank, EmbeddingTable queries, int query, int k, Random random) {
                return nearest(bank, queries, query, k);
            }
        },
        NEARLY {
            @Override
            int[] propose(EmbeddingTable bank, EmbeddingTable queries, int query, int k, Random random) {
                return random.nextInt(10) == 0
                        ? nearest(bank, queries, query, k + 5)
                        : nearest(bank, queries, query, k);
            }
        },
        NOTHING {
            @Override
            int[] propose(EmbeddingTable bank, EmbeddingTable queries, int query, int k, Random random) {
                return new int[0];
            }
        },
        FEW {
            @Override
            int[] propose(EmbeddingTable bank, EmbeddingTable queries, int query, int k, Random random) {
                return query % 3 == 0 ? new int[0] : nearest(bank, queries, query, 1);
            }
        },
        RANDOM {
            @Override
            int[] propose(EmbeddingTable bank, EmbeddingTable queries, int query, int k, Random random) {
                return random.ints(k, 0, bank.rows()).toArray();
            }
        },
        WRONG {
            @Override
            int[] propose(EmbeddingTable bank, EmbeddingTable queries, int query, int k, Random random) {
                return new int[] {-1, bank.rows(), Integer.MAX_VALUE, 3, 3};
            }
        },
        /** Hides the nearest row of every query but the worst. */
        MISLEADING {
            @Override
            int[] propose(EmbeddingTable bank, EmbeddingTable queries, int query, int k, Random random) {
                int[] all = nearest(bank, queries, query, bank.rows());
                return query % 2 == 0 ? Arrays.copyOf(all, k) : Arrays.copyOfRange(all, all.length - k, all.length);
            }
        };

        abstract int[] propose(EmbeddingTable bank, EmbeddingTable queries, int query, int k, Random random);

        CandidateSource of(EmbeddingTable bank) {
            Random random = new Random(5);
            return (queries, k) -> IntStream.range(0, queries.rows())
                    .mapToObj(query -> propose(bank, queries, query, k, random))
                    .toArray(int[][]::new);
        }

        static int[] nearest(EmbeddingTable bank, EmbeddingTable queries, int query, int k) {
            double[] distances = new double[bank.rows()];
            for (int row = 0; row < distances.length; row++) {
                for (int i = 0; i < bank.dimension(); i++) {
                    double difference = (double) queries.block(query)[queries.offset(query) + i]
                            - bank.block(row)[bank.offset(row) + i];
                    distances[row] += difference * difference;
                }
            }
            return IntStream.range(0, distances.length)
                    .boxed()
                    .sorted((a, b) -> Double.compare(distances[a], distances[b]))
                    .limit(k)
                    .mapToInt(row -> row)
                    .toArray();
        }
    }

    @TempDir
    private Path folder;

    private final List<SearchFigures> figures = new ArrayList<>();

    @BeforeEach
    void forget() {
        figures.clear();
    }

    static Stream<Arguments> every_model_and_proposer() {
        return Arrays.stream(Proposer.values())
                .flatMap(proposer -> Stream.of(
                        Arguments.of(proposer, settings(Metric.EUCLIDEAN, 1, 0)),
                        Arguments.of(proposer, settings(Metric.EUCLIDEAN, 3, 4)),
                        Arguments.of(proposer, settings(Metric.COSINE, 1, 3)),
                        Arguments.of(proposer, settings(Metric.MAHALANOBIS, 2, 0))));
    }

    @ParameterizedTest
    @MethodSource("every_model_and_proposer")
    void image_scores_are_those_of_the_bank_in_memory_and_no_patch_scores_lower(
            Proposer proposer, BankSettings settings) throws IOException {
        MemoryBankModel model = new MemoryBankModel(settings, GRID, 3, PARALLEL);
        DetectorState state = model.fit(set(), FitMonitor.SILENT);
        Detector memory = model.open(state);
        Detector outside = model.open(state, outside(state.bank(""), proposer, ExactScores.LARGEST));

        for (int image = 0; image < 10; image++) {
            Embeddings view = view(image, PatchMask.ALL);
            double[] told = {-1};
            PatchScores exact = memory.score(view);
            PatchScores found = outside.score(view, largest -> told[0] = largest);

            assertThat(found.largest()).isEqualTo(exact.largest()).isEqualTo(told[0]);
            for (int patch = 0; patch < GRID.size(); patch++) {
                assertThat(found.scores()[patch]).isBetween(exact.scores()[patch], (float) exact.largest());
                if (found.exact()) {
                    assertThat(found.nearest()[patch]).isEqualTo(exact.nearest()[patch]);
                    assertThat(found.scores()[patch]).isEqualTo(exact.scores()[patch]);
                }
            }
            if (exact.largest() == max(found.scores())) {
                int peak = argMax(found.scores());
                assertThat(found.nearest()[peak]).isEqualTo(exact.nearest()[peak]);
            }
        }
        assertThat(figures).hasSize(10);
    }

    @ParameterizedTest
    @EnumSource
    void as_many_of_the_highest_are_exact_as_were_asked_for(Proposer proposer) throws IOException {
        MemoryBankModel model = new MemoryBankModel(settings(Metric.EUCLIDEAN, 1, 0), GRID, 3, PARALLEL);
        DetectorState state = model.fit(set(), FitMonitor.SILENT);
        float[] weights = new float[GRID.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 0.5f + i % 5;
        }
        ExactScores seven = new ExactScores(patches -> 7, grid -> weights);
        Detector outside = model.open(state, outside(state.bank(""), proposer, seven));
        Detector all = model.open(state, outside(state.bank(""), proposer, ExactScores.ALL));
        Detector memory = model.open(state);
        BitSet inside = new BitSet();
        inside.set(5, 50);

        for (int image = 0; image < 5; image++) {
            for (Embeddings view : List.of(view(image, PatchMask.ALL), view(image, PatchMask.of(inside)))) {
                PatchScores exact = memory.score(view);

                assertThat(highest(outside.score(view).scores(), weights, 7))
                        .isEqualTo(highest(exact.scores(), weights, 7));
                assertThat(all.score(view)).isEqualTo(exact);
            }
        }
    }

    @Test
    void few_patches_are_verified_where_the_nearest_rows_are_proposed() throws IOException {
        score(Proposer.NEAREST);

        assertThat(figures).allSatisfy(f -> {
            assertThat(f.patches()).isEqualTo(GRID.size());
            assertThat(f.proposed()).isEqualTo(GRID.size());
            assertThat(f.verified()).isEqualTo(1);
            assertThat(f.found()).isEqualTo(f.verified());
            assertThat(f.corrected()).isFalse();
        });
    }

    @Test
    void everything_is_verified_once_where_nothing_is_proposed() throws IOException {
        score(Proposer.NOTHING);

        assertThat(figures).allSatisfy(f -> {
            assertThat(f.proposed()).isZero();
            assertThat(f.verified()).isEqualTo(GRID.size());
            assertThat(f.corrected()).isFalse();
        });
    }

    @Test
    void corrections_and_misses_are_told() throws IOException {
        score(Proposer.MISLEADING);

        assertThat(figures).allSatisfy(f -> assertThat(f.found()).isLessThan(f.verified()));
        assertThat(figures).anySatisfy(f -> assertThat(f.corrected()).isTrue());
    }

    @Test
    void banks_kept_as_codes_or_searched_by_position_must_be_in_memory() {
        BankSettings plain = settings(Metric.EUCLIDEAN, 1, 0);
        BankSettings coded = new BankSettings(
                plain.size(),
                plain.selection(),
                BankStorage.INT8,
                1,
                Metric.EUCLIDEAN,
                0.5,
                OptionalInt.empty(),
                OptionalInt.empty());
        BankSettings near = new BankSettings(
                plain.size(),
                plain.selection(),
                BankStorage.FLOAT32,
                1,
                Metric.EUCLIDEAN,
                0.5,
                OptionalInt.empty(),
                OptionalInt.of(1));

        assertThat(new MemoryBankModel(plain, GRID, 1, PARALLEL).opensOutside()).isTrue();
        for (BankSettings settings : List.of(coded, near)) {
            MemoryBankModel model = new MemoryBankModel(settings, GRID, 1, PARALLEL);
            assertThat(model.opensOutside()).isFalse();
            assertThatThrownBy(() -> model.open(DetectorState.EMPTY, null))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void file_holds_what_the_hash_covers() throws IOException {
        MemoryBank bank = bank();
        Path path = folder.resolve("bank");
        BankFile file = write(bank, path);

        assertThat(path).hasSize(bank.size() * BankFile.rowBytes(DIMENSION));
        assertThat(folder.resolve("bank.part")).doesNotExist();
        float[] rows = new float[3 * file.stride()];
        file.copy(70, 3, rows);
        for (int row = 0; row < 3; row++) {
            assertThat(Arrays.copyOfRange(rows, row * file.stride(), row * file.stride() + DIMENSION))
                    .isEqualTo(bank.row(70 + row));
        }
        assertThat(BankFile.open(path, bank.size(), DIMENSION, bank.hash()).rows())
                .isEqualTo(bank.size());
    }

    @Test
    void damaged_file_is_refused() throws IOException {
        MemoryBank bank = bank();
        Path path = folder.resolve("bank");
        write(bank, path);
        byte[] bytes = Files.readAllBytes(path);
        bytes[bytes.length / 2] ^= 1;
        Files.write(path, bytes);
        assertThatThrownBy(() -> BankFile.open(path, bank.size(), DIMENSION, bank.hash()))
                .isInstanceOf(BankFile.DamagedException.class)
                .hasMessageContaining("hash");
        Files.write(path, Arrays.copyOf(bytes, bytes.length - 4));
        assertThatThrownBy(() -> BankFile.open(path, bank.size(), DIMENSION, bank.hash()))
                .isInstanceOf(BankFile.DamagedException.class)
                .hasMessageContaining("bytes");
    }

    @Test
    void bank_of_another_hash_is_never_put_in_place() throws IOException {
        MemoryBank bank = bank();
        Path path = folder.resolve("bank");
        try (BankFileWriter writer = new BankFileWriter(path, DIMENSION)) {
            writer.add(bank.row(0), 1, 2);
            assertThatThrownBy(() -> writer.finish(bank.hash())).isInstanceOf(BankFile.DamagedException.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    private void score(Proposer proposer) throws IOException {
        MemoryBankModel model = new MemoryBankModel(settings(Metric.EUCLIDEAN, 1, 0), GRID, 3, PARALLEL);
        DetectorState state = model.fit(set(), FitMonitor.SILENT);
        Detector outside = model.open(state, outside(state.bank(""), proposer, ExactScores.LARGEST));
        for (int image = 0; image < 5; image++) {
            outside.score(view(image, PatchMask.ALL));
        }
        assertThat(figures).hasSize(5);
    }

    private ExternalBank outside(MemoryBank bank, Proposer proposer, ExactScores exact) throws IOException {
        EmbeddingTable rows = EmbeddingTable.of(bank.vectors(), bank.dimension());
        return new ExternalBank(
                write(bank, folder.resolve("bank-" + exact.hashCode())), proposer.of(rows), exact, figures::add);
    }

    private static BankFile write(MemoryBank bank, Path path) throws IOException {
        try (BankFileWriter writer = new BankFileWriter(path, bank.dimension())) {
            for (int row = 0; row < bank.size(); row++) {
                writer.add(bank.row(row), bank.image(row), bank.patch(row));
            }
            return writer.finish(bank.hash());
        }
    }

    private static MemoryBank bank() {
        return MemoryBank.of(GOOD, IntStream.range(0, 300).toArray());
    }

    private static TrainingSet set() {
        EmbeddingTable table = new EmbeddingTable(DIMENSION, GRID.size());
        for (int image = 0; image < IMAGES; image++) {
            int first = image * GRID.size();
            table.add(GOOD.copy(IntStream.range(first, first + GRID.size()).toArray())
                    .block(0));
        }
        return new TrainingSet(
                table,
                GRID,
                List.of(new Segment("all", 0, DIMENSION)),
                IntStream.range(0, IMAGES)
                        .mapToObj(image -> new TrainingSet.View(image, 0, true, PatchMask.ALL))
                        .toList());
    }

    private static BankSettings settings(Metric metric, int neighbours, int reweighting) {
        return new BankSettings(
                new MemoryBankModel.Size(0.5, OptionalInt.empty()),
                BankSelection.GREEDY,
                BankStorage.FLOAT32,
                neighbours,
                metric,
                0.5,
                reweighting == 0 ? OptionalInt.empty() : OptionalInt.of(reweighting),
                OptionalInt.empty());
    }

    private static Embeddings view(int seed, PatchMask inside) {
        EmbeddingTable table = Tables.mixture(GRID.size(), DIMENSION, 100 + seed);
        return new Embeddings(GRID, DIMENSION, table.block(0)).of(0, inside);
    }

    private static double[] highest(float[] scores, float[] weights, int count) {
        double[] weighted = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            weighted[i] = scores[i] * weights[i];
        }
        Arrays.sort(weighted);
        return Arrays.copyOfRange(weighted, scores.length - count, scores.length);
    }

    private static float max(float[] scores) {
        return scores[argMax(scores)];
    }

    private static int argMax(float[] scores) {
        int most = 0;
        for (int i = 1; i < scores.length; i++) {
            most = scores[i] > scores[most] ? i : most;
        }
        return most;
    }
}
