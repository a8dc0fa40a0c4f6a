package org.patchbank.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.reference.fit.Fit.FitSeconds;
import org.patchbank.reference.fit.Fit.ImageScore;
import org.patchbank.reference.fit.Fit.RefusedImage;

/**
 * A version as others see it.
 *
 * @param images how many it was made of, those that were refused included
 * @param bank once it is ready
 * @param calibration once it is ready
 * @param seconds once it is ready
 * @param failure if it has failed
 */
public record VersionInfo(
        UUID id,
        UUID referenceSetId,
        String referenceSet,
        String product,
        int number,
        VersionState state,
        Progress progress,
        JsonNode spec,
        long images,
        List<RefusedImage> refused,
        Optional<BankInfo> bank,
        Optional<CalibrationInfo> calibration,
        Optional<FitSeconds> seconds,
        Optional<Failure> failure,
        Instant createdAt,
        Optional<Instant> readyAt) {

    /**
     * @param stage {@code queued}, then the stages of a fit, {@code store}, and the name of the state it ended in
     * @param total 0 where it is not known
     * @param fraction of the whole build
     */
    public record Progress(String stage, long done, long total, double fraction) {}

    /** @param embeddings how many the bank was chosen from */
    public record BankInfo(int size, int dimension, String hash, long embeddings) {}

    /** @param suspects good images that look unlike the others, the least alike first */
    public record CalibrationInfo(int images, List<ImageScore> suspects) {}

    /** Why a build failed, and what to do about it. */
    public record Failure(String code, String detail, String remedy) {}
}
