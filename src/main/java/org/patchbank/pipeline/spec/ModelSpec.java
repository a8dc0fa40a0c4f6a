package org.patchbank.pipeline.spec;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.patchbank.detector.BankSettings;
import org.patchbank.detector.MemoryBankModel;
import org.patchbank.detector.Metric;
import org.patchbank.detector.bank.BankSelection;
import org.patchbank.detector.bank.BankStorage;
import org.patchbank.detector.density.KernelDensityModel;
import org.patchbank.detector.density.MixtureModel;
import org.patchbank.detector.gaussian.GaussianPerPosition;
import org.patchbank.detector.gaussian.GaussianScore;
import org.patchbank.detector.hybrid.Combination;
import org.patchbank.detector.linear.Covariance;

/** How normality is modelled. */
public sealed interface ModelSpec {
    /**
     * Nearest neighbours in a bank of the embeddings (PatchCore, Roth et al. 2022).
     *
     * @param coresetRatio share of the embeddings that is kept, in (0, 1]
     * @param coresetSize how many are kept instead, where present
     * @param neighbours how many nearest neighbours are averaged into a patch's score
     * @param shrinkage of the covariance, in (0, 1]; present for the Mahalanobis metric alone
     * @param reweighting rows in the neighbourhood of PatchCore's equation 7; absent for none
     * @param positionRadius cells within which rows are compared; absent for all
     */
    record MemoryBankSpec(
            double coresetRatio,
            OptionalInt coresetSize,
            BankSelection selection,
            BankStorage storage,
            int neighbours,
            Metric metric,
            OptionalDouble shrinkage,
            OptionalInt reweighting,
            OptionalInt positionRadius)
            implements ModelSpec {
        public MemoryBankModel.Size size() {
            return new MemoryBankModel.Size(coresetRatio, coresetSize);
        }

        public BankSettings settings() {
            return new BankSettings(
                    size(),
                    selection,
                    storage,
                    neighbours,
                    metric,
                    shrinkage.orElse(BankSettings.DEFAULT_SHRINKAGE),
                    reweighting,
                    positionRadius);
        }
    }

    /** One Gaussian for each position of the patch grid (PaDiM, Defard et al. 2020). */
    record GaussianPerPositionSpec(GaussianPerPosition.Settings settings) implements ModelSpec {}

    /** One Gaussian for the patches of all positions. */
    record GaussianSpec(Covariance.Rule rule, GaussianScore score) implements ModelSpec {}

    /** A mixture of Gaussians for the patches of all positions. */
    record MixtureSpec(MixtureModel.Settings settings) implements ModelSpec {}

    /** Kernels on a sample of the patches of all positions (DFKDE). */
    record KernelDensitySpec(KernelDensityModel.Settings settings) implements ModelSpec {}

    /**
     * What is lost beside the principal subspace (FRE, Ndiour et al. 2022; SubspaceAD).
     *
     * @param energy share of the variance that the subspace holds, in (0, 1)
     * @param maxRank most axes of the subspace, where present
     */
    record SubspaceSpec(double energy, OptionalInt maxRank) implements ModelSpec {}

    /** Two models, neither of them a hybrid, whose calibrated tail probabilities become one. */
    record HybridSpec(ModelSpec first, ModelSpec second, Combination combination) implements ModelSpec {}
}
