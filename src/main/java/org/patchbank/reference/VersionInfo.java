package org.patchbank.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.patchbank.pipeline.fit.Fit.FitSeconds;
import org.patchbank.pipeline.fit.Fit.ImageScore;
import org.patchbank.pipeline.fit.Fit.RefusedImage;
import org.patchbank.platform.PatchbankException;

/**
 * A version as others see it.
 *
 * @param images how many it was made of, those that were refused included
 * @param growth where it was grown from another version
 * @param model once it is ready
 * @param calibration once it is ready
 * @param seconds once it is ready
 * @param failure if it has failed
 * @param damage if it is ready and lacks what was built
 */
public record VersionInfo(
        UUID id,
        UUID referenceSetId,
        String referenceSet,
        String factory,
        String product,
        int number,
        VersionState state,
        Progress progress,
        JsonNode spec,
        long images,
        List<RefusedImage> refused,
        Optional<VersionGrowth> growth,
        Optional<ModelInfo> model,
        Optional<CalibrationInfo> calibration,
        Optional<FitSeconds> seconds,
        Optional<Failure> failure,
        Optional<Failure> damage,
        Instant createdAt,
        Optional<Instant> readyAt) {

    /**
     * @param stage {@code queued}, then the stages of a fit, {@code store}, and the name of the state it ended in
     * @param total 0 where it is not known
     * @param fraction of the whole build
     * @param waits what is away that the build needs, while it waits for that
     */
    public record Progress(String stage, long done, long total, double fraction, Optional<Failure> waits) {}

    /**
     * What was learned.
     *
     * @param type as the spec names it
     * @param hash of everything that was learned; equal hashes mean equal scores
     * @param bytes of everything that was learned
     * @param embeddings how many it was learned from
     * @param coveringRadius of its bank; empty where it cannot be grown, or nobody has measured it yet
     * @param banks by name; empty where the model is made of numbers alone
     */
    public record ModelInfo(
            String type,
            String hash,
            long bytes,
            long embeddings,
            OptionalDouble coveringRadius,
            List<BankInfo> banks) {
        /** The bank that is the whole model, where there is one. */
        public Optional<BankInfo> bank() {
            return banks.size() == 1 && banks.get(0).name().isEmpty() ? Optional.of(banks.get(0)) : Optional.empty();
        }
    }

    /** @param name as the model calls it; empty where the bank is the whole model */
    public record BankInfo(String name, int size, int dimension, String hash) {}

    /**
     * @param images how many were calibrated on
     * @param heldOut names of those that are not in the bank; empty with cross-calibration, which takes all
     * @param suspects among them, those that look unlike the others, the least alike first
     */
    public record CalibrationInfo(int images, List<String> heldOut, List<ImageScore> suspects) {}

    /** Why a build failed or waits, and what to do about it. */
    public record Failure(String code, String detail, String remedy) {
        static Failure of(PatchbankException e) {
            return new Failure(e.code().code(), e.getMessage(), e.remedy());
        }
    }
}
