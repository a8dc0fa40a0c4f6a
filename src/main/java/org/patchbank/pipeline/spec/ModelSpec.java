package org.patchbank.pipeline.spec;

import static java.util.Objects.requireNonNullElse;
import static org.patchbank.pipeline.spec.SpecErrorCode.SPEC_CONTRADICTION;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.bank.BankSelection;
import org.patchbank.detector.bank.BankStorage;
import org.patchbank.detector.density.KernelDensity.Bandwidth;
import org.patchbank.detector.density.KernelDensityModel;
import org.patchbank.detector.density.MixtureModel;
import org.patchbank.detector.gaussian.GaussianPerPosition;
import org.patchbank.detector.gaussian.GaussianPerPosition.ReductionKind;
import org.patchbank.detector.gaussian.GaussianScore;
import org.patchbank.detector.gaussian.PooledGaussian;
import org.patchbank.detector.hybrid.HybridModel;
import org.patchbank.detector.hybrid.TailCombination;
import org.patchbank.detector.memorybank.BankSettings;
import org.patchbank.detector.memorybank.MemoryBankModel;
import org.patchbank.detector.search.Metric;
import org.patchbank.detector.subspace.Subspace;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.Parallel;

/** How normality is modelled. {@code type} in a spec names the record by its {@code JsonTypeName}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ModelSpec {
    /**
     * @param grid of one view
     * @param seed decides every random choice
     * @param parallel the threads that one call may use
     */
    DetectorModel model(PatchGrid grid, long seed, Parallel parallel);

    /** @throws org.patchbank.platform.PatchbankException if the model contradicts other parts of its spec */
    default void checkWith(DetectorSpec spec) {}

    /**
     * Nearest neighbours in a bank of the embeddings (PatchCore, Roth et al. 2022).
     *
     * @param coresetRatio share of the embeddings that is kept
     * @param coresetSize how many are kept instead, where present
     * @param neighbours how many nearest neighbours are averaged into a patch's score
     * @param shrinkage of the covariance; present for the Mahalanobis metric alone
     * @param reweighting rows in the neighbourhood of PatchCore's equation 7; absent for none
     * @param positionRadius cells within which rows are compared; absent for all
     */
    @JsonTypeName("memory-bank")
    record MemoryBankSpec(
            @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") Double coresetRatio,

            @Min(1) @Max(100_000_000) OptionalInt coresetSize,
            BankSelection selection,
            BankStorage storage,
            @Min(1) @Max(64) Integer neighbours,
            Metric metric,

            @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") OptionalDouble shrinkage,

            @Min(2) @Max(64) OptionalInt reweighting,
            @Min(0) @Max(1000) OptionalInt positionRadius)
            implements ModelSpec, Checked {
        public MemoryBankSpec {
            selection = requireNonNullElse(selection, BankSelection.GREEDY);
            coresetRatio = requireNonNullElse(coresetRatio, selection == BankSelection.EVERYTHING ? 1 : 0.1);
            storage = requireNonNullElse(storage, BankStorage.FLOAT32);
            neighbours = requireNonNullElse(neighbours, 1);
            metric = requireNonNullElse(metric, Metric.EUCLIDEAN);
            if (metric == Metric.MAHALANOBIS && shrinkage.isEmpty()) {
                shrinkage = OptionalDouble.of(BankSettings.DEFAULT_SHRINKAGE);
            }
        }

        public BankSettings settings() {
            return new BankSettings(
                    new MemoryBankModel.Size(coresetRatio, coresetSize),
                    selection,
                    storage,
                    neighbours,
                    metric,
                    shrinkage.orElse(BankSettings.DEFAULT_SHRINKAGE),
                    reweighting,
                    positionRadius);
        }

        @Override
        public DetectorModel model(PatchGrid grid, long seed, Parallel parallel) {
            return new MemoryBankModel(settings(), grid, seed, parallel);
        }

        @Override
        public void check() {
            SPEC_CONTRADICTION.throwIf(
                    selection == BankSelection.EVERYTHING && (coresetRatio < 1 || coresetSize.isPresent()),
                    "The selection everything keeps all embeddings, and has no coreset_ratio or coreset_size",
                    "Leave out coreset_ratio and coreset_size, or choose greedy, k-means or random.");
            SPEC_CONTRADICTION.throwIf(
                    metric != Metric.MAHALANOBIS && shrinkage.isPresent(),
                    "The metric %s has no covariance that could be shrunk".formatted(SpecMapper.name(metric)),
                    "Leave out shrinkage, or set metric to mahalanobis.");
            SPEC_CONTRADICTION.throwIf(
                    selection == BankSelection.K_MEANS && positionRadius.isPresent(),
                    "The prototypes of k-means are means of patches from anywhere, so no position_radius can hold for them",
                    "Leave it out, or choose greedy, random or everything.");
        }

        @Override
        public void checkWith(DetectorSpec spec) {
            SPEC_CONTRADICTION.throwIf(
                    positionRadius.isPresent() && spec.turnsParts(),
                    "A position_radius needs parts that lie alike, flips and quarter turns say that they do not",
                    "Leave out model.position_radius, or replace flips and quarter_turns by alignment: shift-and-rotation.");
            SPEC_CONTRADICTION.throwIf(
                    positionRadius.isPresent() && spec.hasTiles(TilesSpec.Bank.SHARED),
                    "A position_radius counts cells of a tile, and a bank that tiles share does not know the tile of a row",
                    "Leave out model.position_radius, or set tiles.bank to per-position.");
            SPEC_CONTRADICTION.throwIf(
                    reweighting.isPresent() && spec.tiles().isPresent(),
                    "A reweighting holds for a whole image; each tile would get its own, and the map would show seams",
                    "Leave out model.reweighting, or set tiles to none.");
        }
    }

    /**
     * One Gaussian for each position of the patch grid (PaDiM, Defard et al. 2020).
     *
     * @param channels of a reduced embedding; absent where it is not reduced
     * @param regularisation added to every variance
     */
    @JsonTypeName("gaussian-per-position")
    record GaussianPerPositionSpec(
            ReductionKind reduction,
            @Min(1) @Max(4096) OptionalInt channels,
            Shrinkage shrinkage,
            @DecimalMin("0") @DecimalMax("1000000") Double regularisation,
            GaussianScore score)
            implements ModelSpec, Checked {
        private static final int CHANNELS = 100;

        public GaussianPerPositionSpec {
            reduction = requireNonNullElse(reduction, ReductionKind.RANDOM_CHANNELS);
            if (channels.isEmpty() && reduction != ReductionKind.NONE) {
                channels = OptionalInt.of(CHANNELS);
            }
            shrinkage = requireNonNullElse(shrinkage, Shrinkage.of(0));
            regularisation = requireNonNullElse(regularisation, 0.01);
            score = requireNonNullElse(score, GaussianScore.MAHALANOBIS);
        }

        GaussianPerPosition.Settings settings() {
            return new GaussianPerPosition.Settings(
                    reduction, channels.orElse(CHANNELS), shrinkage.rule(regularisation), score);
        }

        @Override
        public DetectorModel model(PatchGrid grid, long seed, Parallel parallel) {
            return new GaussianPerPosition(settings(), seed, parallel);
        }

        @Override
        public void check() {
            SPEC_CONTRADICTION.throwIf(
                    reduction == ReductionKind.NONE && channels.isPresent(),
                    "The reduction none keeps all channels, and has no number of them",
                    "Leave out model.channels, or choose the reduction random-channels or low-rank.");
            shrinkage.checkWith(regularisation);
        }

        @Override
        public void checkWith(DetectorSpec spec) {
            SPEC_CONTRADICTION.throwIf(
                    spec.turnsParts(),
                    "A Gaussian per position needs parts that lie alike, flips and quarter turns say that they do not",
                    "Leave out flips and quarter_turns, or choose another model, such as gaussian or memory-bank.");
            SPEC_CONTRADICTION.throwIf(
                    spec.hasTiles(TilesSpec.Bank.SHARED),
                    "A Gaussian per position counts cells of a tile, and a model that tiles share does not know the tile of a cell",
                    "Set tiles.bank to per-position, or choose another model, such as gaussian or memory-bank.");
        }
    }

    /** One Gaussian for the patches of all positions. */
    @JsonTypeName("gaussian")
    record GaussianSpec(
            Shrinkage shrinkage,
            @DecimalMin("0") @DecimalMax("1000000") Double regularisation,
            GaussianScore score) implements ModelSpec, Checked {
        public GaussianSpec {
            shrinkage = requireNonNullElse(shrinkage, Shrinkage.BEST);
            regularisation = requireNonNullElse(regularisation, 0.0);
            score = requireNonNullElse(score, GaussianScore.MAHALANOBIS);
        }

        @Override
        public DetectorModel model(PatchGrid grid, long seed, Parallel parallel) {
            return new PooledGaussian(shrinkage.rule(regularisation), score, parallel);
        }

        @Override
        public void check() {
            shrinkage.checkWith(regularisation);
        }
    }

    /**
     * A mixture of Gaussians for the patches of all positions.
     *
     * @param dimensions principal axes that are kept
     * @param sample most embeddings that the mixture is fitted to
     */
    @JsonTypeName("gaussian-mixture")
    record MixtureSpec(
            Components components,
            @Min(1) @Max(1024) Integer dimensions,
            @Min(100) @Max(1_000_000) Integer sample,
            GaussianScore score)
            implements ModelSpec {
        public MixtureSpec {
            components = requireNonNullElse(components, new Components(1, 8));
            dimensions = requireNonNullElse(dimensions, 64);
            sample = requireNonNullElse(sample, 20_000);
            score = requireNonNullElse(score, GaussianScore.NEGATIVE_LOG_LIKELIHOOD);
        }

        /** Numbers of Gaussians that are tried; the best by the Bayesian information criterion is taken. */
        @JsonClassDescription(Components.WANTED)
        record Components(int least, int most) {
            static final int MOST = 64;
            static final String WANTED =
                    "a whole number from 1 to " + MOST + ", or the least and the most such as [1, 8]";

            @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
            static Components read(JsonNode value) {
                boolean range = value.isArray() && value.size() == 2;
                JsonNode least = range ? value.get(0) : value;
                JsonNode most = range ? value.get(1) : value;
                if (!least.isIntegralNumber()
                        || !most.isIntegralNumber()
                        || least.longValue() < 1
                        || most.longValue() > MOST
                        || least.longValue() > most.longValue()) {
                    throw new IllegalArgumentException(WANTED);
                }
                return new Components(least.intValue(), most.intValue());
            }

            @JsonValue
            int[] json() {
                return new int[] {least, most};
            }
        }

        @Override
        public DetectorModel model(PatchGrid grid, long seed, Parallel parallel) {
            return new MixtureModel(
                    new MixtureModel.Settings(components.least, components.most, dimensions, sample, score),
                    seed,
                    parallel);
        }
    }

    /**
     * Kernels on a sample of the patches of all positions (DFKDE).
     *
     * @param dimensions principal axes that are kept
     * @param points most kernels
     */
    @JsonTypeName("kernel-density")
    record KernelDensitySpec(
            @Min(1) @Max(256) Integer dimensions,
            @Min(10) @Max(100_000) Integer points,
            Bandwidth bandwidth,
            @DecimalMin("0.01") @DecimalMax("100") Double bandwidthFactor)
            implements ModelSpec {
        public KernelDensitySpec {
            dimensions = requireNonNullElse(dimensions, 16);
            points = requireNonNullElse(points, 4096);
            bandwidth = requireNonNullElse(bandwidth, Bandwidth.SCOTT);
            bandwidthFactor = requireNonNullElse(bandwidthFactor, 1.0);
        }

        @Override
        public DetectorModel model(PatchGrid grid, long seed, Parallel parallel) {
            return new KernelDensityModel(
                    new KernelDensityModel.Settings(dimensions, points, bandwidth, bandwidthFactor), seed, parallel);
        }
    }

    /**
     * What is lost beside the principal subspace (FRE, Ndiour et al. 2022; SubspaceAD).
     *
     * @param energy share of the variance that the subspace holds
     * @param maxRank most axes of the subspace, where present
     */
    @JsonTypeName("subspace")
    record SubspaceSpec(
            @DecimalMin("0.01") @DecimalMax("0.9999") Double energy,
            @Min(1) @Max(4096) OptionalInt maxRank) implements ModelSpec {
        public SubspaceSpec {
            energy = requireNonNullElse(energy, 0.95);
        }

        @Override
        public DetectorModel model(PatchGrid grid, long seed, Parallel parallel) {
            return new Subspace(energy, maxRank, parallel);
        }
    }

    /** Two models, neither of them a hybrid, whose calibrated tail probabilities become one. */
    @JsonTypeName("hybrid")
    record HybridSpec(ModelSpec first, ModelSpec second, TailCombination combination) implements ModelSpec, Checked {
        public HybridSpec {
            combination = requireNonNullElse(combination, TailCombination.FISHER);
        }

        @Override
        public DetectorModel model(PatchGrid grid, long seed, Parallel parallel) {
            return new HybridModel(
                    first.model(grid, seed, parallel), second.model(grid, seed, parallel), combination, seed);
        }

        @Override
        public void check() {
            SPEC_CONTRADICTION.throwIf(
                    first instanceof HybridSpec || second instanceof HybridSpec,
                    "A hybrid is made of two models of which neither is a hybrid",
                    "Give first and second other types, such as subspace and memory-bank.");
            SPEC_CONTRADICTION.throwIf(
                    first.equals(second),
                    "A hybrid of a model with itself says no more than the model",
                    "Give first and second different types, or use the model alone.");
        }

        @Override
        public void checkWith(DetectorSpec spec) {
            first.checkWith(spec);
            second.checkWith(spec);
        }
    }
}
