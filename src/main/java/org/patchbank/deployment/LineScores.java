package org.patchbank.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.StageTimes;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.ImageStore;
import org.patchbank.reference.ReferenceVersions;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.serving.LoadedBank;

/** Scores the good images of lines, and knows which scores a deployment's limits follow from. */
@ApplicationScoped
public class LineScores {
    /** Why a version gives no score to an image of its own. */
    static final String LEARNED = "calibration-image-learned";

    private final DeploymentStore store;
    private final ReferenceVersions versions;
    private final ImageStore images;

    LineScores(DeploymentStore store, ReferenceVersions versions, ImageStore images) {
        this.store = store;
        this.versions = versions;
        this.images = images;
    }

    /** The scores that the limits of a deployment follow from: its own where it has some, else its version's. */
    public double[] inForce(Deployment deployment) {
        return deployment.calibration() == CalibrationSource.DEPLOYMENT
                ? scores(store.calibration(deployment.id()))
                : versions.calibrationScores(deployment.versionId());
    }

    static double[] scores(List<CalibrationImage> images) {
        return images.stream()
                .map(CalibrationImage::score)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
    }

    /** Scores images by another bank, from their kept bytes: scores of two banks cannot be compared. */
    List<CalibrationImage> scored(List<CalibrationImage> unscored, UUID version, LoadedBank bank) {
        if (unscored.isEmpty()) {
            return unscored;
        }
        Set<String> learned = versions.imageHashes(version);
        DecisionRule any = new DecisionRule(
                new Calibration(new double[] {0}).manual(0), new Calibration(new double[] {0}).manual(0));
        return unscored.stream()
                .map(image -> scored(image, version, bank, learned, any))
                .toList();
    }

    /** One after the other: lines inspect at the same time. */
    private CalibrationImage scored(
            CalibrationImage image, UUID version, LoadedBank bank, Set<String> learned, DecisionRule any) {
        if (learned.contains(image.sha256())) {
            return image.scored(version, OptionalDouble.empty(), Optional.of(LEARNED));
        }
        try {
            byte[] bytes = images.read(BlobKind.IMAGE, image.sha256());
            double score =
                    bank.use().inspector().examine(bytes, any, new StageTimes()).score();
            return image.scored(version, OptionalDouble.of(score), Optional.empty());
        } catch (PatchbankException e) {
            if (e.code().kind().retryable()) {
                throw e;
            }
            return image.scored(
                    version, OptionalDouble.empty(), Optional.of(e.code().code()));
        }
    }
}
