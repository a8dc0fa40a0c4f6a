package org.patchbank.detector.memorybank;

import java.util.OptionalInt;
import org.patchbank.detector.bank.BankSelection;
import org.patchbank.detector.bank.BankStorage;
import org.patchbank.detector.search.Metric;

/**
 * What a memory bank is made of, how it is kept, and how patches are compared with it.
 *
 * @param size of the bank; without meaning where everything is kept
 * @param neighbours how many nearest rows are averaged into a patch's score; a smaller bank uses all it has
 * @param shrinkage of the covariance, above 0 and at most 1; without meaning but for {@link Metric#MAHALANOBIS}
 * @param reweighting rows in the neighbourhood of {@link Reweighting}, at least 2; absent for none
 * @param positionRadius cells within which rows are compared ({@link PositionSearch}); absent for all
 */
public record BankSettings(
        MemoryBankModel.Size size,
        BankSelection selection,
        BankStorage storage,
        int neighbours,
        Metric metric,
        double shrinkage,
        OptionalInt reweighting,
        OptionalInt positionRadius) {
    /**
     * The share of the mean variance that is mixed into a covariance unless told otherwise. On textures more whitening finds fewer defects
     * (docs/benchmarks.md), and slows the search.
     */
    public static final double DEFAULT_SHRINKAGE = 0.95;

    /** A greedy coreset of 32-bit floats with Euclidean distances. */
    public static BankSettings plain(MemoryBankModel.Size size, int neighbours) {
        return new BankSettings(
                size,
                BankSelection.GREEDY,
                BankStorage.FLOAT32,
                neighbours,
                Metric.EUCLIDEAN,
                DEFAULT_SHRINKAGE,
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    public BankSettings with(Metric other) {
        return new BankSettings(size, selection, storage, neighbours, other, shrinkage, reweighting, positionRadius);
    }

    /** Whether a patch's score is nothing but its mean distance to the nearest of all rows. */
    boolean plainScores() {
        return reweighting.isEmpty() && positionRadius.isEmpty();
    }
}
