package org.patchbank.pipeline.fit;

import java.util.List;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.ImageCentring;
import org.patchbank.detector.MappedModel;
import org.patchbank.detector.MemoryBankModel;
import org.patchbank.detector.PerPosition;
import org.patchbank.detector.density.KernelDensityModel;
import org.patchbank.detector.density.MixtureModel;
import org.patchbank.detector.gaussian.GaussianPerPosition;
import org.patchbank.detector.gaussian.PooledGaussian;
import org.patchbank.detector.hybrid.HybridModel;
import org.patchbank.detector.subspace.Subspace;
import org.patchbank.embedding.Segment;
import org.patchbank.patch.PatchGrid;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.ModelSpec;
import org.patchbank.pipeline.spec.ModelSpec.GaussianPerPositionSpec;
import org.patchbank.pipeline.spec.ModelSpec.GaussianSpec;
import org.patchbank.pipeline.spec.ModelSpec.HybridSpec;
import org.patchbank.pipeline.spec.ModelSpec.KernelDensitySpec;
import org.patchbank.pipeline.spec.ModelSpec.MemoryBankSpec;
import org.patchbank.pipeline.spec.ModelSpec.MixtureSpec;
import org.patchbank.pipeline.spec.ModelSpec.SubspaceSpec;
import org.patchbank.pipeline.spec.TilesSpec.Bank;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;

/** Makes the model that a spec names. */
public final class DetectorModels {
    private DetectorModels() {}

    /**
     * @param segments the channels of the embeddings
     * @param grid of one view
     * @param parallel the threads that one call may use
     * @throws PatchbankException if fusion or centring do not fit the layers and patches that the backbone gives
     */
    public static DetectorModel of(DetectorSpec spec, List<Segment> segments, PatchGrid grid, Parallel parallel) {
        DetectorModel model =
                FusionModels.of(spec.fusion(), model(spec.model(), grid, spec.seed(), parallel), segments, spec.seed());
        DetectorModel centred = switch (spec.centring()) {
            case NONE -> model;
            case IMAGE -> new MappedModel(model, centring(grid));
        };
        boolean byPosition =
                spec.tiles().filter(tiles -> tiles.bank() == Bank.PER_POSITION).isPresent();
        return byPosition ? new PerPosition(centred) : centred;
    }

    private static ImageCentring centring(PatchGrid grid) {
        if (grid.size() == 1) {
            throw FitErrorCode.CENTRING_UNFIT.error(
                    "The layers give one patch, and centring: image leaves nothing of a single patch",
                    "Leave out centring, choose a finer layer or a larger input size.");
        }
        return new ImageCentring();
    }

    private static DetectorModel model(ModelSpec model, PatchGrid grid, long seed, Parallel parallel) {
        if (model instanceof MemoryBankSpec bank) {
            return new MemoryBankModel(bank.settings(), grid, seed, parallel);
        }
        if (model instanceof GaussianPerPositionSpec gaussian) {
            return new GaussianPerPosition(gaussian.settings(), seed, parallel);
        }
        if (model instanceof GaussianSpec gaussian) {
            return new PooledGaussian(gaussian.rule(), gaussian.score(), parallel);
        }
        if (model instanceof MixtureSpec mixture) {
            return new MixtureModel(mixture.settings(), seed, parallel);
        }
        if (model instanceof KernelDensitySpec density) {
            return new KernelDensityModel(density.settings(), seed, parallel);
        }
        if (model instanceof SubspaceSpec subspace) {
            return new Subspace(subspace.energy(), subspace.maxRank(), parallel);
        }
        if (model instanceof HybridSpec hybrid) {
            return new HybridModel(
                    model(hybrid.first(), grid, seed, parallel),
                    model(hybrid.second(), grid, seed, parallel),
                    hybrid.combination(),
                    seed);
        }
        throw new IllegalStateException("no model for " + model);
    }
}
