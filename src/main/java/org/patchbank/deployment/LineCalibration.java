package org.patchbank.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.patchbank.platform.NodeId;
import org.patchbank.platform.PatchbankException;
import org.patchbank.reference.IntakeReport.RejectedFile;
import org.patchbank.reference.ReferenceImages;
import org.patchbank.reference.TakenImages;
import org.patchbank.reference.TakenImages.TakenImage;
import org.patchbank.reference.Upload;
import org.patchbank.serving.BankCache;

/**
 * Calibrates deployments on good images of their own line. A version's calibration is that of the camera its reference set was
 * taken with; what another camera makes of good parts only its own images tell.
 */
@ApplicationScoped
public class LineCalibration {
    private final Deployments deployments;
    private final DeploymentStore store;
    private final BankCache banks;
    private final LineScores scores;
    private final ReferenceImages images;
    private final NodeId node;
    private final Clock clock;

    LineCalibration(
            Deployments deployments,
            DeploymentStore store,
            BankCache banks,
            LineScores scores,
            ReferenceImages images,
            NodeId node,
            Clock clock) {
        this.deployments = deployments;
        this.store = store;
        this.banks = banks;
        this.scores = scores;
        this.images = images;
        this.node = node;
        this.clock = clock;
    }

    /** @param duplicate whether the deployment was calibrated on the same bytes before */
    public record Accepted(CalibrationImage image, boolean duplicate) {}

    /** What became of the files, and the deployment with the limits that follow. */
    public record Report(List<Accepted> accepted, List<RejectedFile> rejected, Deployment deployment) {}

    /**
     * Adds good images of the line, and puts the limits in force that follow from all of them.
     *
     * @param by who adds them, or null
     * @throws PatchbankException {@code DEPLOYMENT_NOT_FOUND}, {@code CHANGED_MEANWHILE}, {@code TOO_MANY_UPLOADS}
     */
    public Report add(UUID id, List<Upload> files, String by) {
        deployments.get(id);
        TakenImages taken = images.take(files);
        Deployment present = deployments.get(id);
        Map<String, CalibrationImage> all = new LinkedHashMap<>();
        store.calibration(id).forEach(image -> all.put(image.sha256(), image));
        List<TakenImage> fresh = taken.images().stream()
                .filter(image -> !all.containsKey(image.sha256()))
                .toList();
        scores.scored(
                        fresh.stream().map(image -> image(image, present, by)).toList(),
                        present.versionId(),
                        banks.load(present.versionId()))
                .forEach(image -> all.putIfAbsent(image.sha256(), image));

        List<Accepted> accepted = new ArrayList<>();
        List<RejectedFile> rejected = new ArrayList<>(taken.rejected());
        List<String> before = new ArrayList<>(all.keySet());
        before.removeAll(fresh.stream().map(TakenImage::sha256).toList());
        for (TakenImage image : taken.images()) {
            CalibrationImage kept = all.get(image.sha256());
            if (kept.score().isPresent()) {
                accepted.add(new Accepted(kept, before.contains(image.sha256())));
                before.add(image.sha256());
            } else {
                rejected.add(rejected(image, kept.refusal().orElseThrow(), present));
            }
        }
        fresh.stream()
                .map(TakenImage::sha256)
                .filter(sha256 -> all.get(sha256).score().isEmpty())
                .forEach(all::remove);
        if (accepted.stream().allMatch(Accepted::duplicate)) {
            return new Report(accepted, rejected, present);
        }
        String reason = "calibrated on %d good images of the line"
                .formatted(LineScores.scores(List.copyOf(all.values())).length);
        return new Report(
                accepted,
                rejected,
                deployments.calibrate(present, List.copyOf(all.values()), new ChangeReason(reason, by)));
    }

    private CalibrationImage image(TakenImage taken, Deployment deployment, String by) {
        return new CalibrationImage(
                taken.sha256(),
                taken.name(),
                taken.width(),
                taken.height(),
                deployment.versionId(),
                OptionalDouble.empty(),
                Optional.empty(),
                clock.instant(),
                Optional.ofNullable(by),
                node.value());
    }

    private static RejectedFile rejected(TakenImage image, String code, Deployment deployment) {
        boolean learned = code.equals(LineScores.LEARNED);
        return new RejectedFile(
                image.name(),
                code,
                learned
                        ? "Version %d of '%s' was made of this very image, so its score says nothing of new parts."
                                .formatted(deployment.version(), deployment.referenceSet())
                        : "Version %d of '%s' cannot judge it."
                                .formatted(deployment.version(), deployment.referenceSet()),
                learned
                        ? "Send images that are not in the reference set, taken by this line's camera."
                        : "Send it as an inspection to see why.");
    }

    /** The images that a deployment is calibrated on, in the order they came. */
    public List<CalibrationImage> images(UUID id) {
        deployments.get(id);
        return store.calibration(id);
    }

    /**
     * Forgets the line's own images: the limits follow from the version's calibration again.
     *
     * @param by who, or null
     */
    public Deployment remove(UUID id, String by) {
        Deployment present = deployments.get(id);
        return present.calibration() == CalibrationSource.VERSION
                        && store.calibration(id).isEmpty()
                ? present
                : deployments.calibrate(present, List.of(), new ChangeReason("back to the version's calibration", by));
    }
}
