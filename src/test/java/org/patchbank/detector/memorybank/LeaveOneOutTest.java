package org.patchbank.detector.memorybank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.patchbank.detector.MemoryBank;
import org.patchbank.detector.Tables;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.coreset.Coreset;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.Segment;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;
import org.patchbank.platform.Parallel;

class LeaveOneOutTest {
    private static final PatchGrid GRID = new PatchGrid(5, 5);
    private static final int IMAGES = 40;
    private static final int SIZE = 160;
    private static final int ONE_LEFT_OUT = SIZE * (IMAGES - 1) / IMAGES;
    private static final List<Integer> FOLD = List.of(3, 8, 21, 30);
    private static final EmbeddingTable TABLE = images(Tables.mixture(IMAGES * GRID.size(), 24, 11));
    private static final TrainingSet SET = new TrainingSet(
            TABLE,
            GRID,
            List.of(new Segment("layer", 0, TABLE.dimension())),
            IntStream.range(0, IMAGES)
                    .mapToObj(image -> new TrainingSet.View(image, 0, true, PatchMask.ALL))
                    .toList());
    private static final Parallel PARALLEL = new Parallel(2);
    private static final Coreset CORESET = new Coreset(TABLE, PARALLEL);

    @AfterAll
    static void close() {
        PARALLEL.close();
    }

    @Test
    void the_bank_grows_by_the_farthest_rows_of_the_folds_other_images() {
        int[] bank = coresetWithout(FOLD);
        LeaveOneOut leaveOneOut = leaveOneOut(bank, FOLD);
        for (int image : FOLD) {
            int[] grown = leaveOneOut.grownWithout(image);
            List<Integer> others = FOLD.stream().filter(other -> other != image).toList();

            assertThat(grown).hasSize(ONE_LEFT_OUT - bank.length);
            for (int i = 0; i < grown.length; i++) {
                assertThat(others).contains(grown[i] / GRID.size());
                assertThat(distance(grown[i], grown(bank, Arrays.copyOf(grown, i))))
                        .isEqualTo((float) farthest(others, grown(bank, Arrays.copyOf(grown, i))));
            }
        }
    }

    @Test
    void scores_are_mean_distances_to_the_grown_bank() {
        int[] bank = coresetWithout(FOLD);
        LeaveOneOut leaveOneOut = leaveOneOut(bank, FOLD);
        for (int image : FOLD) {
            assertThat(leaveOneOut(bank, FOLD, 2).score(image).get(0).scores())
                    .containsExactly(scores(image, grown(bank, leaveOneOut.grownWithout(image)), 2));
        }
    }

    /** What it stands for: a bank chosen afresh without each image. */
    @Test
    void scores_are_closer_to_those_of_banks_chosen_without_each_image_alone_than_those_without_the_fold() {
        double grown = 0;
        double withoutFold = 0;
        double afresh = 0;
        for (int first = 0; first < IMAGES; first += 4) {
            List<Integer> fold = List.of(first, first + 1, first + 2, first + 3);
            int[] bank = coresetWithout(fold);
            LeaveOneOut leaveOneOut = leaveOneOut(bank, fold);
            for (int image : fold) {
                grown += largest(leaveOneOut.score(image).get(0).scores());
                withoutFold += largest(scores(image, bank, 1));
                afresh += largest(scores(image, coresetWithout(List.of(image)), 1));
            }
        }

        assertThat(Math.abs(grown - afresh)).isLessThan(0.7 * (withoutFold - afresh));
    }

    @Test
    void a_fold_of_one_image_leaves_the_bank_as_it_is() {
        int[] bank = coresetWithout(List.of(5));

        assertThat(leaveOneOut(bank, List.of(5)).grownWithout(5)).isEmpty();
    }

    private static LeaveOneOut leaveOneOut(int[] bank, List<Integer> fold) {
        return leaveOneOut(bank, fold, 1);
    }

    private static LeaveOneOut leaveOneOut(int[] bank, List<Integer> fold, int neighbours) {
        return new LeaveOneOut(
                SET,
                CORESET,
                bank,
                fold,
                BankSettings.plain(
                        new MemoryBankModel.Size((double) SIZE / TABLE.rows(), OptionalInt.empty()), neighbours),
                0,
                PARALLEL);
    }

    private static EmbeddingTable images(EmbeddingTable rows) {
        EmbeddingTable table = new EmbeddingTable(rows.dimension(), GRID.size());
        for (int image = 0; image < IMAGES; image++) {
            float[] block = new float[GRID.size() * rows.dimension()];
            for (int patch = 0; patch < GRID.size(); patch++) {
                rows.copyRow(image * GRID.size() + patch, block, patch * rows.dimension());
            }
            table.add(block);
        }
        return table;
    }

    private static int[] coresetWithout(List<Integer> fold) {
        int[] others = IntStream.range(0, TABLE.rows())
                .filter(row -> !fold.contains(row / GRID.size()))
                .toArray();
        return CORESET.select(others, SIZE * (IMAGES - fold.size()) / IMAGES, 0, count -> true);
    }

    private static int[] grown(int[] bank, int[] more) {
        return IntStream.concat(Arrays.stream(bank), Arrays.stream(more)).toArray();
    }

    private static float[] scores(int image, int[] bank, int neighbours) {
        return new MemoryBankDetector(MemoryBank.of(TABLE, bank), neighbours, PARALLEL)
                .score(new Embeddings(GRID, TABLE.dimension(), TABLE.block(image * GRID.size())))
                .scores();
    }

    /** The largest distance of the images' rows to a bank. */
    private static double farthest(List<Integer> images, int[] bank) {
        return images.stream()
                .mapToDouble(image -> largest(scores(image, bank, 1)))
                .max()
                .orElseThrow();
    }

    private static float distance(int row, int[] bank) {
        return scores(row / GRID.size(), bank, 1)[row % GRID.size()];
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }
}
